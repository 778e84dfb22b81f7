"""Addresses of these pages; all of them ask for a sign-in."""

from django.urls import URLPattern, path

from gesamtplan.web.desk.translations import files, overview, texts

BASE = "desk/translations/"
urlpatterns: list[URLPattern] = [
    path(BASE, overview.overview, name="translations"),
    path(f"{BASE}files/", files.upload, name="translations-upload"),
    path(f"{BASE}files/<int:pk>/undo/", files.undo, name="translations-undo"),
    path(f"{BASE}files/<str:language>/<str:digest>/", files.looked_at, name="translations-preview"),
    path(f"{BASE}<str:language>/", texts.texts, name="translations-language"),
    path(f"{BASE}<str:language>/export.xlf", files.export, name="translations-export"),
    path(f"{BASE}<str:language>/machine/", texts.ask_machine, name="translations-machine"),
    path(f"{BASE}<str:language>/<slug:kind>/<str:key>/<slug:field>/", texts.text, name="translation"),
]
