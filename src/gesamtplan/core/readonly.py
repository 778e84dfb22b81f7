"""A view that only reads cannot write: the database connection refuses."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

WRITING = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|TRUNCATE)\b", re.IGNORECASE)


class ReadingViewWroteError(Exception):
    """Raised when a view marked as reading sends a writing statement. Move the write into an operation behind a POST."""


def _refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    if WRITING.match(sql) and "django_session" not in sql:
        raise ReadingViewWroteError(f"A reading view tried to write: {sql[:80]}")
    return execute(sql, params, many, context)


@contextmanager
def read_only() -> Iterator[None]:
    """Inside this block the connection refuses every statement that changes rows."""
    with connection.execute_wrapper(_refuse):
        yield


def reading(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Marks a view as reading."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with read_only():
            return view(request, *args, **kwargs)

    return inner
