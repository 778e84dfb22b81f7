"""Lists and single items: what may be asked of each, and how the answer is written."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, Literal, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import override
from ninja import Field, Schema
from ninja.errors import HttpError

from gesamtplan.api.addresses import api_address
from gesamtplan.api.shapes import Problem
from gesamtplan.api.tables import as_csv, columns_of
from gesamtplan.core.fields import LocalizedText

T = TypeVar("T")
Build = Callable[[Any], dict[str, Any]]
BuildAll = Callable[[Any], list[dict[str, Any]]]
M = TypeVar("M", bound=Model)
JSON, CSV = "application/json", "text/csv"
LANGUAGES = settings.SITE_LANGUAGES  # of the texts of record; further languages are translations
FARTHEST = 10**9


class Reading(Schema):
    """What may be asked of every answer."""

    lang: Literal["de", "en"] | None = Field(None, description="texts in one language, not {de, en}")
    format: Literal["json", "csv"] | None = Field(None, description="like the header Accept: text/csv")


class Paging(Reading):
    """What may be asked of every list; each list adds its filters and its `order`."""

    limit: int = Field(50, ge=1, le=500, description="items per page")
    offset: int = Field(0, ge=0, le=FARTHEST, description="items to skip")


class Page(Schema, Generic[T]):
    """`count`: all items that fit the filter, not only this page; `next`: the next page, null at the end."""

    count: int
    limit: int
    offset: int
    next: str | None
    items: list[T]


class Whole(Schema, Generic[T]):
    """A list that comes in one piece."""

    count: int
    items: list[T]


CSV_TOO: dict[str, Any] = {"responses": {200: {"content": {CSV: {"schema": {"type": "string"}}}}}}


def answers(schema: Any, *problems: int) -> dict[str, Any]:
    """Keyword arguments of a route: the answer's schema, the problems beside 422; CSV is spoken too."""
    known = dict.fromkeys((*problems, 422), Problem)
    return {"response": {200: schema, 304: None, **known}, "openapi_extra": CSV_TOO}


def page_of(
    request: HttpRequest,
    rows: QuerySet[Any],
    query: Paging,
    schema: type[Schema],
    order: Mapping[str, str] = {},
) -> HttpResponse:
    """One page of the rows; `order` maps what may be asked for to a column, where the two differ."""
    return page_as(request, rows, query, schema, each(of_schema(schema)), order)


def page_as(
    request: HttpRequest,
    rows: QuerySet[Any],
    query: Paging,
    schema: type[Schema],
    build: BuildAll,
    order: Mapping[str, str] = {},
) -> HttpResponse:
    """The same where the items are built by hand, in the order of the schema."""
    check_names(request, query)
    count = rows.count()
    asked = str(getattr(query, "order", "") or "")
    key = asked.removeprefix("-")
    columns = [("-" if asked.startswith("-") else "") + (order or {}).get(key, key)] if key else []
    found = rows.order_by(*columns, "pk")[query.offset : query.offset + query.limit]
    return write(request, query, schema, built(found, build, query), frame_of(request, query, count))


def frame_of(request: HttpRequest, query: Paging, count: int) -> dict[str, Any]:
    """What stands around the items of a page, of `count` items in all."""
    end = query.offset + query.limit
    more = _next(request, end) if end < count else None
    return {"count": count, "limit": query.limit, "offset": query.offset, "next": more}


def narrowed(rows: QuerySet[M], **asked: Any) -> QuerySet[M]:
    """Only the rows that fit; a column for which nothing was asked (None) does not count."""
    return rows.filter(**{column: value for column, value in asked.items() if value is not None})


def public_one(rows: QuerySet[M], code: str | None) -> QuerySet[M] | None:
    """For `narrowed`: the row with this code, that another row may link to; None where no code was asked for."""
    return None if code is None else rows.filter(code=code)


def whole(request: HttpRequest, rows: Sequence[Any], query: Reading, schema: type[Schema]) -> HttpResponse:
    """A list in one piece."""
    check_names(request, query)
    return write(request, query, schema, items_of(rows, schema, query), {"count": len(rows)})


def item_of(request: HttpRequest, row: Any, query: Reading, schema: type[Schema]) -> HttpResponse:
    """One item by itself; as CSV a table with one row."""
    return item_as(request, row, query, schema, of_schema(schema))


def item_as(
    request: HttpRequest, row: Any, query: Reading, schema: type[Schema], build: Build
) -> HttpResponse:
    """The same where the item is built by hand."""
    check_names(request, query)
    return write(request, query, schema, built([row], each(build), query), None)


def of_schema(schema: type[Schema]) -> Build:
    """Builds items by reading what the schema names from a row."""
    return lambda row: schema.from_orm(row).model_dump(mode="json")


def each(build: Build) -> BuildAll:
    """Rows one by one."""
    return lambda rows: [build(row) for row in rows]


def items_of(rows: Any, schema: type[Schema], query: Reading) -> list[dict[str, Any]]:
    """Rows as plain data; addresses of pages follow the language asked for."""
    return built(rows, each(of_schema(schema)), query)


def built(rows: Any, build: BuildAll, query: Reading) -> list[dict[str, Any]]:
    """The same where items are built by hand."""
    with override(query.lang or LocalizedText.SOURCE_LANGUAGE):
        items = build(rows)
    return in_language(items, query.lang) if query.lang else items


def in_language(data: Any, language: str) -> Any:
    """The same data with each {de, en} object replaced by its text in one language."""
    if isinstance(data, list):
        return [in_language(item, language) for item in data]
    if not isinstance(data, dict):
        return data
    if data and data.keys() <= set(LANGUAGES):
        return LocalizedText(data).in_language(language)
    return {key: in_language(value, language) for key, value in data.items()}


def write(
    request: HttpRequest,
    query: Reading,
    schema: type[Schema],
    items: list[dict[str, Any]],
    frame: Mapping[str, Any] | None,
) -> HttpResponse:
    """The answer in the form asked for; `frame` is what stands around the items, None for a single item."""
    if wants_csv(request, query):
        columns = columns_of(schema, () if query.lang else LANGUAGES)
        response = HttpResponse(as_csv(columns, items), content_type=f"{CSV}; charset=utf-8; header=present")
        if frame is not None:
            response["X-Total-Count"] = str(frame["count"])
        return response
    return json_response(items[0] if frame is None else {**frame, "items": items})


def json_response(data: Any, content_type: str = JSON, status: int = 200) -> HttpResponse:
    """UTF-8 JSON with letters as they are."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(body, content_type=content_type, status=status)


def wants_csv(request: HttpRequest, query: Reading) -> bool:
    """The parameter decides, without it the header Accept."""
    if query.format:
        return query.format == "csv"
    return request.get_preferred_type([JSON, CSV]) == CSV


def check_names(request: HttpRequest, query: Schema) -> None:
    """A misspelt filter must not pass for an answer to it. Raises HttpError 422."""
    known = type(query).model_fields
    wrong = [name for name in request.GET if name not in known]
    if wrong:
        raise HttpError(422, f"Unknown parameter: {', '.join(wrong)}. Known here: {', '.join(known)}.")


def found_or_404(rows: QuerySet[M], what: str, resource: str, code: str) -> M:
    """The row with this code. Raises Http404 that names the list to look in."""
    row = rows.filter(code=code).first()
    if row is None:
        raise Http404(f"There is no {what} with the code {code!r}. All codes: {api_address(resource)}")
    return row


def _next(request: HttpRequest, offset: int) -> str:
    asked = request.GET.copy()
    asked["offset"] = str(offset)
    return f"{request.path}?{asked.urlencode()}"
