"""Addresses of these pages."""

from django.urls import URLPattern, path

from gesamtplan.web.parties import views

urlpatterns: list[URLPattern] = [
    path("organizations/", views.organizations, name="organizations"),
    path("organizations/<slug:code>/", views.organization, name="organization"),
]
