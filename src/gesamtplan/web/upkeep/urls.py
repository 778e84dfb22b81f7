"""Addresses of these pages; the token in them is the right to be there."""

from django.urls import URLPattern, path

from gesamtplan.web.upkeep import texts, views

BASE = "upkeep/<str:token>/"
urlpatterns: list[URLPattern] = [
    path(BASE, views.offers, name="upkeep"),
    path(f"{BASE}right/", views.still_right, name="upkeep-right"),
    path(f"{BASE}thanks/", views.thanks, name="upkeep-thanks"),
    path(f"{BASE}offers/<str:code>/", views.offer, name="upkeep-offer"),
    path(f"{BASE}offers/<str:code>/texts/", texts.texts, name="upkeep-texts"),
]
