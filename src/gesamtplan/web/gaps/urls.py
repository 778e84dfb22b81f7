"""Addresses of the day-one matrix."""

from django.urls import URLPattern, path

from gesamtplan.web.gaps import views

urlpatterns: list[URLPattern] = [
    path("day-one/", views.day_one, name="day-one"),
    path("day-one/changes/", views.changes, name="day-one-changes"),
]
