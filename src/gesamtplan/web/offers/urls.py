"""Addresses of these pages."""

from django.urls import path

from gesamtplan.web.offers import handout, table, views

urlpatterns = [
    path("offers/", views.offers, name="offers"),
    path("offers/list/", views.offers_list, name="offers-list"),
    path("offers/list/handout.pdf", handout.handout, name="offers-handout"),
    path("offers/table/", table.offers_table, name="offers-table"),
    path("offers/<str:code>/", views.offer, name="offer"),
]
