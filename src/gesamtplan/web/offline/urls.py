"""Addresses of the kept list; the worker's own stands in config/urls.py, without a language."""

from django.urls import path

from gesamtplan.web.offline import views

urlpatterns = [
    path("offers/offline/", views.offline, name="offline"),
    path("offers/offline/list.json", views.offline_list, name="offline-list"),
    path("offers/offline/manifest.json", views.offline_manifest, name="offline-manifest"),
    path("offers/offline/<slug:kind>/", views.offline_kind, name="offline-kind"),
]
