"""The API of version 1 put together: its subjects, what it says of itself, how it words a problem."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query, Router, Schema

from gesamtplan import __version__
from gesamtplan.api.addresses import ROOT
from gesamtplan.api.listing import Reading, Whole, answers, json_response, whole
from gesamtplan.api.problems import answer_problems
from gesamtplan.api.v1 import (
    areas,
    assessments,
    budget,
    committees,
    council,
    day_one,
    entitlement,
    gaps,
    indicators,
    measures,
    needs,
    offers,
    open_topics,
    organizations,
    plan,
    reports,
    search,
    sources,
)

SUBJECTS = (
    search,
    plan,
    needs,
    measures,
    open_topics,
    council,
    committees,
    organizations,
    offers,
    budget,
    areas,
    indicators,
    entitlement,
    day_one,
    assessments,
    gaps,
    sources,
    reports,
)

DESCRIPTION = """The city's integration plan as open data. Read-only, no registration, usable from any site.

- Lists hold `count` (all that fit), `limit`, `offset`, `next` and `items`; `order=-date` turns the order.
- Texts are objects by language; `lang=de` or `lang=en` gives one text, German where the other is missing.
- Null and `unknown` mean that no public source says it. They never stand for zero or no.
- A date that is known only to the month or year comes with its `precision`; only that part of it is meant.
- `code` (of sources and reports `id`) is stable. `url` leads to the item here, `page` to the page for people.
- CSV beside JSON: `format=csv` or the header `Accept: text/csv`; UTF-8, comma, same rows and values.
- Each answer has an ETag: asked again with `If-None-Match`, an unchanged answer is 304 without a body.
- Offers are short in lists; one by one, with `full=true` or in `offers.ndjson` they come with everything.
- `modified_after` gives offers changed since a time; what was withdrawn is no longer listed: compare the codes.
- A problem is answered with 404 or 422 and `detail`, which says what happened and what to do."""

api = NinjaAPI(
    title="Gesamtplan",
    version=__version__,
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api-v1",
    openapi_extra={"info": {"x-versioning": "the path carries the major version"}},
)
index = Router(tags=["Overview"])


class EndpointOut(Schema):
    """One address of the API."""

    path: str
    summary: str
    description: str


@index.get("/", summary="All addresses", **answers(Whole[EndpointOut]))
def list_endpoints(request: HttpRequest, query: Query[Reading]) -> HttpResponse:
    """Every address with what it answers; the whole description is /api/v1/openapi.json."""
    return whole(request, endpoints(), query, EndpointOut)


def endpoints() -> list[dict[str, Any]]:
    """All routes as the OpenAPI description has them."""
    paths = description()["paths"]
    return [{"description": "", **route["get"], "path": path} for path, route in paths.items()]


@cache
def description() -> dict[str, Any]:
    """The OpenAPI description. It follows from the code alone and takes a while: made once."""
    return dict(api.get_openapi_schema(path_prefix=f"{ROOT}/"))


def openapi(_request: HttpRequest) -> HttpResponse:
    """The description as JSON."""
    return json_response(description())


api.add_router("", index)
for _subject in SUBJECTS:
    api.add_router("", _subject.router)
answer_problems(api)
