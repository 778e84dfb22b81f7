"""Addresses of these pages."""

from django.urls import path

from gesamtplan.web.funding import views

urlpatterns = [path("money/", views.money, name="money")]
