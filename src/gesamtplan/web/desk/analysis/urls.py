"""Addresses of these pages; all of them ask for a sign-in."""

from django.urls import URLPattern, path

from gesamtplan.web.desk.analysis import assumptions, propose, runs

urlpatterns: list[URLPattern] = [
    path("desk/assessments/", runs.assess, name="assess"),
    path("desk/assessments/<int:pk>/", runs.run, name="assessment-run"),
    path("desk/needs-analysis/propose/", propose.propose, name="propose-need"),
    path("desk/needs-analysis/<slug:topic>/<str:code>/", assumptions.assumption, name="assumption"),
]
