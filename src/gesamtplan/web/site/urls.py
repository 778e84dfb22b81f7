"""Addresses of the pages about the site itself."""

from django.urls import URLPattern, path

from gesamtplan.web.site import views

urlpatterns: list[URLPattern] = [
    path("imprint/", views.imprint, name="imprint"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("accessibility/feedback/", views.feedback, name="feedback"),
    path("accessibility/feedback/thanks/", views.feedback_thanks, name="feedback-thanks"),
    path("data/", views.data, name="data"),
    path("sources/", views.sources, name="sources"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
