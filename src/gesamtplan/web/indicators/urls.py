"""Addresses of these pages."""

from django.urls import path

from gesamtplan.web.indicators import views

urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path("figures/reported/", views.reported, name="figures-reported"),
    path("figures/<str:code>/", views.figure, name="figure"),
]
