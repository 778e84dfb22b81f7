"""Addresses of the search."""

from django.urls import URLPattern, path

from gesamtplan.web.search import views

urlpatterns: list[URLPattern] = [path("search/", views.search, name="search")]
