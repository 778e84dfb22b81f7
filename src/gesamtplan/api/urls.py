"""Addresses for machines, and the page that explains them."""

from django.urls import URLPattern, URLResolver, path, re_path

from gesamtplan.api.docs import docs
from gesamtplan.api.hsds import service as hsds
from gesamtplan.api.public import public
from gesamtplan.api.v1.missing import no_such_address
from gesamtplan.api.v1.service import api, openapi

routes, app_name, namespace = api.urls
hsds_routes, hsds_name, hsds_namespace = hsds.api.urls
for route in [*routes, *hsds_routes]:
    if isinstance(route, URLPattern):
        route.callback = public(route.callback)

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", docs, name="api-docs"),
    path("api/v1/docs", docs, name="api-docs-v1"),
    path("api/v1/openapi.json", public(openapi), name="api-openapi"),
    path("api/v1/", (routes, app_name, namespace)),
    path("api/hsds/v3/openapi.json", public(hsds.openapi), name="hsds-openapi"),
    path("api/hsds/v3/profile.json", public(hsds.profile), name="hsds-profile"),
    path("api/hsds/v3/", (hsds_routes, hsds_name, hsds_namespace)),
    re_path(r"^api/(?P<rest>.*)$", public(no_such_address)),
]
