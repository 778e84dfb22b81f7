"""Addresses of these pages; all of them ask for a sign-in."""

from django.urls import URLPattern, path

from gesamtplan.web.desk import views

urlpatterns: list[URLPattern] = [
    path("desk/", views.desk, name="desk"),
    path("desk/needs/<str:code>/update/", views.update, {"kind": "need"}, name="update-need"),
    path("desk/measures/<str:code>/update/", views.update, {"kind": "measure"}, name="update-measure"),
    path("desk/drafts/<int:pk>/publish/", views.publish_draft, name="publish-draft"),
]
