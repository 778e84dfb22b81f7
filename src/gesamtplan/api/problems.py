"""How an API words a problem: what happened, and what would be right."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from gesamtplan.api.listing import json_response


def answer_problems(api: NinjaAPI) -> None:
    """From now on the API answers bad parameters, missing rows and refusals as `Problem`."""
    api.exception_handler(ValidationError)(_bad_parameters)
    api.exception_handler(HttpError)(_problem)
    api.exception_handler(Http404)(_not_found)


def _bad_parameters(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    errors = [_parameter(error, request) for error in problem.errors]
    detail = " ".join(f"{error['parameter']}: {error['message']}." for error in errors)
    return json_response({"detail": detail, "errors": errors}, status=422)


def _parameter(error: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    name = str(error["loc"][-1])
    words = [str(part) for part in error["loc"] if isinstance(part, str)]
    name = next((word for word in reversed(words) if word in request.GET), name)
    return {"parameter": name, "message": str(error["msg"]), "given": request.GET.get(name)}


def _problem(_request: HttpRequest, problem: HttpError) -> HttpResponse:
    return json_response({"detail": str(problem), "errors": []}, status=problem.status_code)


def _not_found(_request: HttpRequest, problem: Http404) -> HttpResponse:
    return json_response({"detail": str(problem), "errors": []}, status=404)
