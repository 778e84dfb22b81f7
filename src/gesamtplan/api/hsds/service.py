"""The HSDS API put together: its objects, what it says of itself."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router

from gesamtplan import __version__
from gesamtplan.api.hsds import locations, organizations, services, terms
from gesamtplan.api.hsds.profile import profile_schema
from gesamtplan.api.hsds.shapes import About
from gesamtplan.api.listing import json_response
from gesamtplan.api.problems import answer_problems

ROOT = "/api/hsds/v3"
VERSION = "3.1"
DESCRIPTION = """The directory of offers as Open Referral's Human Services Data Specification has it. Read-only, open to all.

- Identifiers are UUIDs that follow from our codes and never change.
- What is not known is left out; in `x_gesamtplan`, our profile, it is null. It never stands for zero or none.
- `lang=de` or `lang=en` chooses the language of the texts.
- Lists are pages with `contents`; `format=ndjson` streams all objects, one a line.
- The profile is described at /api/hsds/v3/profile.json."""

api = NinjaAPI(
    title="Gesamtplan: HSDS",
    version=__version__,
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api-hsds",
)
index = Router(tags=["About"])


@index.get("/", summary="About this API", response={200: About, 304: None})
def about(request: HttpRequest) -> HttpResponse:
    """Version of the standard, address of the profile and of the OpenAPI description."""
    here = request.build_absolute_uri(ROOT)
    return json_response(
        {"version": VERSION, "profile": f"{here}/profile.json", "openapi_url": f"{here}/openapi.json"}
    )


@cache
def description() -> dict[str, Any]:
    """The OpenAPI description. It follows from the code alone: made once."""
    return dict(api.get_openapi_schema(path_prefix=f"{ROOT}/"))


def openapi(_request: HttpRequest) -> HttpResponse:
    """The description as JSON."""
    return json_response(description())


def profile(_request: HttpRequest) -> HttpResponse:
    """JSON Schema of what we add to the standard."""
    return json_response(profile_schema(), "application/schema+json")


api.add_router("", index)
for _objects in (services, organizations, terms, locations):
    api.add_router("", _objects.router)
answer_problems(api)
