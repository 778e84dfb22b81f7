"""What holds for every address of the API: open to all, also from other sites, read-only, cacheable."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from gesamtplan.core.readonly import reading

METHODS = "GET, HEAD, OPTIONS"
EXPOSED = "ETag, Link, X-Total-Count"
CACHED = "public, no-cache"  # keep it, and ask before each use


def public(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Marks a view of the API. An answer has a strong ETag; asked with it again, it is 304 without a body."""
    read = reading(view)

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _open_to_all(_preflight())
        response = _read(read, request, *args, **kwargs)
        patch_vary_headers(response, ["Accept"])
        if "ETag" in response:  # it follows from a version, see `versions`
            response["Cache-Control"] = CACHED
        elif response.status_code == 200 and isinstance(response, HttpResponse):
            response = _conditional(request, response)
        return _open_to_all(response)

    return login_not_required(csrf_exempt(inner))


def _read(
    view: Callable[..., HttpResponseBase], request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponseBase:
    """HEAD is answered like GET; the server leaves the body out."""
    if request.method != "HEAD":
        return view(request, *args, **kwargs)
    request.method = "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = "HEAD"


def _preflight() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Allow"] = METHODS
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "Accept, If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    return response


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = CACHED
    return get_conditional_response(request, etag=etag, response=response) or response


def _open_to_all(response: HttpResponseBase) -> HttpResponseBase:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = EXPOSED
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
