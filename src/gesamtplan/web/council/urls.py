"""Addresses of these pages."""

from django.urls import path

from gesamtplan.web.council import views

urlpatterns = [
    path("council/", views.council, name="council"),
    path("council/resolutions/", views.resolutions, name="resolutions"),
    path("council/resolutions/<str:code>/", views.resolution, name="resolution"),
    path("council/papers/<path:reference>/", views.paper, name="paper"),
    path("council/motions/", views.motions, name="motions"),
    path("council/motions/<str:code>/", views.motion, name="motion"),
    path("council/committees/", views.committees, name="committees"),
    path("council/committees/<str:code>/", views.committee, name="committee"),
]
