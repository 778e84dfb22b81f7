"""Addresses of these pages."""

from django.urls import URLPattern, path

from gesamtplan.web.reports import views

urlpatterns: list[URLPattern] = [
    path("reports/", views.reports, name="reports"),
    path("reports/create/", views.create, name="report-create"),
    path("reports/<int:pk>/", views.report, name="report"),
    path("reports/<int:pk>/report.pdf", views.report_pdf, name="report-pdf"),
    path("reports/<int:pk>/data.json", views.report_data, name="report-data"),
    path("reports/<int:pk>/<slug:name>.svg", views.picture, name="report-picture"),
]
