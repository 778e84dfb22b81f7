"""Every address of the site: pages under a language, machines without."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from gesamtplan.api.urls import urlpatterns as api_urls
from gesamtplan.config.health import health
from gesamtplan.web.offline.views import offline_worker

urlpatterns = [
    path("health", health, name="health"),
    path("offline-worker.js", offline_worker, name="offline-worker"),
    *api_urls,
    *i18n_patterns(
        path("accounts/", include("gesamtplan.web.accounts.urls")),
        path("", include("gesamtplan.web.urls")),
        prefix_default_language=False,
    ),
]
