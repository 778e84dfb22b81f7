"""Addresses of these pages."""

from django.urls import URLPattern, path

from gesamtplan.web.plan import feeds, measures, needs, views

urlpatterns: list[URLPattern] = [
    path("plan/", views.plan, name="plan"),
    path("plan/needs/", needs.needs, name="needs"),
    path("plan/needs/<str:code>/", needs.need, name="need"),
    path("plan/measures/", measures.measures, name="measures"),
    path("plan/measures/<str:code>/", measures.measure, name="measure"),
    path("plan/open-topics/", views.open_topics, name="open-topics"),
    path("plan/open-topics/feed/", feeds.open_topics_feed, name="open-topics-feed"),
]
