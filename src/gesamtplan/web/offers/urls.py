"""Addresses of these pages."""

from django.urls import path

from gesamtplan.web.offers import table, views

urlpatterns = [
    path("offers/", views.offers, name="offers"),
    path("offers/list/", views.offers_list, name="offers-list"),
    path("offers/table/", table.offers_table, name="offers-table"),
    path("offers/<str:code>/", views.offer, name="offer"),
]
