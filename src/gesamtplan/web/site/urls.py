"""Addresses of the pages about the site itself."""

from django.urls import URLPattern, path

from gesamtplan.web.site import theme, views

urlpatterns: list[URLPattern] = [
    path("imprint/", views.imprint, name="imprint"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("accessibility/feedback/", views.feedback, name="feedback"),
    path("accessibility/feedback/thanks/", views.feedback_thanks, name="feedback-thanks"),
    path("data/", views.data, name="data"),
    path("sources/", views.sources, name="sources"),
    path("leichte-sprache/", views.plain_german, name="plain-german"),
    path("theme/arms/<slug:digest>", theme.arms, name="arms"),
    path("theme/<slug:accent>.css", theme.city_css, name="city-css"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
