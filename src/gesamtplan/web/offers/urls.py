"""Addresses of these pages."""

from django.urls import path

from gesamtplan.web.offers import views

urlpatterns = [
    path("offers/", views.offers, name="offers"),
    path("offers/<str:code>/", views.offer, name="offer"),
]
