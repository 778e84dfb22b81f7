"""The answer to an address that does not exist, in the API's own form."""

from django.http import HttpRequest, HttpResponse

from gesamtplan.api.addresses import ROOT
from gesamtplan.api.listing import json_response


def no_such_address(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001 - the signature of a view
    """404 with the address of the overview."""
    detail = f"There is no address /api/{rest} here. All addresses: {ROOT}/"
    return json_response({"detail": detail, "errors": []}, status=404)
