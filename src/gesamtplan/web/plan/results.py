"""A list within its page, or alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def page_or_results(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The whole page, or only its results where htmx asks for them."""
    part = "#results" if getattr(request, "htmx", False) else ""
    response = render(request, template + part, context)
    patch_vary_headers(response, ["HX-Request"])
    return response
