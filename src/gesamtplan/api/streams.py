"""Lists of any length as NDJSON: one object a line, sent as they are read."""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import Model, QuerySet
from django.http import StreamingHttpResponse
from django.utils.translation import override
from ninja import Schema

from gesamtplan.api.listing import Build
from gesamtplan.api.shapes import Problem
from gesamtplan.core.readonly import read_only

NDJSON = "application/x-ndjson"
AT_ONCE = 200  # rows, with what belongs to them, that a stream holds in memory
PORTION = 50  # lines sent together
Rows = QuerySet[Any] | Sequence[Any]


def streams(schema: type[Schema]) -> dict[str, Any]:
    """Keyword arguments of a route that answers with lines, each an object of this schema."""
    line = {"type": "string", "description": f"each line is one {schema.__name__} as JSON"}
    lines = {200: {"description": "OK", "content": {NDJSON: {"schema": line}}}}
    return {"response": {304: None, 422: Problem}, "openapi_extra": {"responses": lines}}


def stream(rows: Rows, build: Build, language: str) -> StreamingHttpResponse:
    """All objects, one a line; memory does not grow with their number."""
    return StreamingHttpResponse(_portions(rows, build, language), content_type=NDJSON)


def _portions(rows: Rows, build: Build, language: str) -> Iterator[str]:
    """The view is over when the lines are drawn: reading only and the language are set anew for each portion."""
    found = rows.iterator(chunk_size=AT_ONCE) if isinstance(rows, QuerySet) else iter(rows)
    while True:
        with read_only(), override(language):
            portion = "".join(_line(row, build) for row in islice(found, PORTION))
        if not portion:
            return
        yield portion


def _line(row: Any, build: Build) -> str:
    line = json.dumps(build(row), ensure_ascii=False, separators=(",", ":"))
    if isinstance(row, Model):
        # a row and what was fetched with it point at each other: unless it lets go, all wait for the collector
        vars(row).clear()
    return f"{line}\n"
