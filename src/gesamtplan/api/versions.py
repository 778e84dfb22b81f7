"""Answers that follow from a version: asked again with their ETag they are 304, before anything else is read."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.timezone import localdate
from ninja.decorators import decorate_view

from gesamtplan.core.program import program_version
from gesamtplan.offers.queries import directory_state

View = Callable[..., HttpResponseBase]
Route = TypeVar("Route", bound=Callable[..., Any])

# What answers on offers show of rooms that may not know offers, so that their operations cannot raise the directory's
# version. Each leaves an audit entry, as every operation does; today all of them come with a city's files.
BELOW = (
    "core.instance",
    "core.source",
    "parties.organization",
    "territory.area",
    "plan.plan",
    "plan.targetgroup",
)


def offers_state() -> str:
    """What answers on offers follow from; one small query."""
    limits = (settings.PLACES_FRESH_DAYS, settings.RECORD_FRESH_DAYS, settings.STATE_PROVINCE)
    return f"{directory_state(BELOW)} {limits}"


def follows(state: Callable[[], str]) -> Callable[[Route], Route]:
    """Below a route: its answer follows from this state, the address, the form asked for, the day and the program."""

    def decorator(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            etag = _etag(request, state())
            # "*" asks whether there is anything at all, which only the view can tell
            if request.headers.get("If-None-Match", "*").strip() != "*":
                unchanged = get_conditional_response(request, etag=etag)
                if unchanged is not None:
                    unchanged["ETag"] = etag
                    return unchanged
            response = view(request, *args, **kwargs)
            if response.status_code == 200:
                response["ETag"] = etag
            return response

        return inner

    return decorate_view(decorator)


def _etag(request: HttpRequest, state: str) -> str:
    """Strong: the same parts give the same bytes. A change while the answer is made gives a new one next time."""
    parts = (
        request.build_absolute_uri(),
        request.headers.get("Accept", ""),
        state,
        localdate(),
        program_version(),
    )
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'
