"""Addresses of these pages; all of them ask for a sign-in."""

from django.urls import URLPattern, path

from gesamtplan.web.desk import theme, unmet, updates, views

urlpatterns: list[URLPattern] = [
    path("desk/", views.desk, name="desk"),
    path("desk/needs/<str:code>/update/", updates.update, {"kind": "need"}, name="update-need"),
    path("desk/measures/<str:code>/update/", updates.update, {"kind": "measure"}, name="update-measure"),
    path("desk/drafts/<int:pk>/publish/", views.publish_draft, name="publish-draft"),
    path("desk/drafts/<int:pk>/discard/", views.throw_draft_away, name="discard-draft"),
    path("desk/unmet/", unmet.unmet, name="unmet"),
    path("desk/theme/", theme.theme, name="theme"),
    path("desk/theme/restore/", theme.restore, name="theme-restore"),
]
