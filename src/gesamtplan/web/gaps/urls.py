"""Addresses of the day-one matrix and the needs analysis."""

from django.urls import URLPattern, path

from gesamtplan.web.gaps import views
from gesamtplan.web.gaps.analysis import views as analysis

urlpatterns: list[URLPattern] = [
    path("day-one/", views.day_one, name="day-one"),
    path("day-one/changes/", views.changes, name="day-one-changes"),
    path("needs-analysis/", analysis.needs_analysis, name="needs-analysis"),
    path("needs-analysis/compare/", analysis.compare, name="needs-analysis-compare"),
    path("needs-analysis/what-if/", analysis.what_if, name="what-if"),
    path("needs-analysis/next-offers/", analysis.next_offers, name="next-offers"),
    path("needs-analysis/<slug:topic>/<slug:group>/<str:area>/", analysis.gap, name="gap"),
]
