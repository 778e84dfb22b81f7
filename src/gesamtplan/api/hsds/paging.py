"""What may be asked of HSDS lists, and how a page or a stream of objects is written."""

from math import ceil
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import override
from ninja import Field, Schema

from gesamtplan.api.listing import Build, check_names, json_response
from gesamtplan.api.shapes import Asked, Problem
from gesamtplan.api.streams import NDJSON, Rows, stream


class Language(Schema):
    """What may be asked of every answer; HSDS has one text per field."""

    lang: Literal["de", "en"] = Field("de", description="language of the texts")


class Paging(Language):
    """What may be asked of every list; each adds its filters."""

    search: Asked | None = Field(None, description="words in names and texts")
    page: int = Field(1, ge=1, le=10**7, description="number of the page, from 1")
    per_page: int = Field(50, ge=1, le=500, description="objects per page")
    format: Literal["json", "ndjson"] = Field("json", description="ndjson: all objects, one a line, streamed")


NDJSON_TOO: dict[str, Any] = {"responses": {200: {"content": {NDJSON: {"schema": {"type": "string"}}}}}}


def answers(schema: Any, *problems: int) -> dict[str, Any]:
    """Keyword arguments of a route: the answer's schema and its problems."""
    return {"response": {200: schema, 304: None, **dict.fromkeys((*problems, 422), Problem)}}


def list_answers(schema: Any) -> dict[str, Any]:
    """The same for a list, which NDJSON is spoken of too."""
    return answers(schema) | {"openapi_extra": NDJSON_TOO}


def page_of(request: HttpRequest, rows: Rows, query: Paging, build: Build) -> HttpResponseBase:
    """The page asked for, or all objects as a stream."""
    check_names(request, query)
    if query.format == "ndjson":
        return stream(rows, build, query.lang)
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    start = (query.page - 1) * query.per_page
    with override(query.lang):
        contents = [build(row) for row in rows[start : start + query.per_page]]
    return json_response({**_frame(query, total, len(contents)), "contents": contents})


def _frame(query: Paging, total: int, size: int) -> dict[str, Any]:
    pages = ceil(total / query.per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": query.page,
        "size": size,
        "first_page": query.page == 1,
        "last_page": query.page >= pages,
        "empty": size == 0,
    }


def one(request: HttpRequest, row: Any, query: Language, build: Build) -> HttpResponseBase:
    """One object by itself."""
    check_names(request, query)
    with override(query.lang):
        return json_response(build(row))
