"""Addresses of these pages; all of them ask for a sign-in."""

from django.urls import URLPattern, path

from gesamtplan.web.desk.offers import links, overview, proposals, publishing

BASE = "desk/offers/"
urlpatterns: list[URLPattern] = [
    path(BASE, overview.overview, name="desk-offers"),
    path(f"{BASE}due/", overview.due, name="desk-due"),
    path(f"{BASE}links/", links.links, name="desk-links"),
    path(f"{BASE}links/<int:pk>/", links.link, name="desk-link"),
    path(f"{BASE}links/<int:pk>/send/", links.send, name="desk-link-send"),
    path(f"{BASE}links/<int:pk>/revoke/", links.revoke, name="desk-link-revoke"),
    path(f"{BASE}proposals/", proposals.proposals, name="desk-proposals"),
    path(f"{BASE}proposals/<int:pk>/", proposals.decide, name="desk-proposal-decide"),
    path(f"{BASE}unpublished/", publishing.unpublished, name="desk-unpublished"),
    path(f"{BASE}withdraw/", publishing.withdraw, name="desk-withdraw"),
]
