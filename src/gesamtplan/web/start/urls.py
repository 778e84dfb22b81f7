"""Addresses of these pages."""

from django.urls import URLPattern, path

from gesamtplan.web.start import views

urlpatterns: list[URLPattern] = [path("", views.start, name="start")]
