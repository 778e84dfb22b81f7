"""Addresses of these pages."""

from django.urls import path

from gesamtplan.web.council import committees, motions, resolutions, views

urlpatterns = [
    path("council/", views.council, name="council"),
    path("council/resolutions/", resolutions.resolutions, name="resolutions"),
    path("council/resolutions/<str:code>/", resolutions.resolution, name="resolution"),
    path("council/papers/<path:reference>/", resolutions.paper, name="paper"),
    path("council/motions/", motions.motions, name="motions"),
    path("council/motions/<str:code>/", motions.motion, name="motion"),
    path("council/committees/", committees.committees, name="committees"),
    path("council/committees/<str:code>/", committees.committee, name="committee"),
]
