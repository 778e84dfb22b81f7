"""Addresses of these pages; all of them ask for a role as editor."""

from django.urls import URLPattern, path

from gesamtplan.web.desk.sheets import columns, overview, preview

BASE = "desk/offers/sheets/"
urlpatterns: list[URLPattern] = [
    path(BASE, overview.overview, name="sheets"),
    path(f"{BASE}upload/", overview.upload, name="sheets-upload"),
    path(f"{BASE}offers.xlsx", overview.export, {"with_offers": True}, name="sheets-export"),
    path(f"{BASE}template.xlsx", overview.export, {"with_offers": False}, name="sheets-template"),
    path(f"{BASE}<int:pk>/", preview.sheet, name="sheet"),
    path(f"{BASE}<int:pk>/columns/", columns.assign, name="sheet-columns"),
    path(f"{BASE}<int:pk>/refused.xlsx", preview.refused, name="sheet-refused"),
    path(f"{BASE}<int:pk>/discard/", overview.discard, name="sheet-discard"),
    path(f"{BASE}<int:pk>/undo/", overview.undo, name="sheet-undo"),
    path(f"{BASE}<int:pk>/again/", overview.again, name="sheet-again"),
]
