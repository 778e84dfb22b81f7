"""The door: who has the link comes in; everybody else is told what to do."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gesamtplan.core.readonly import read_only
from gesamtplan.offers.models import UpkeepLink
from gesamtplan.offers.queries.kept import Kept, kept_offers, link_of
from gesamtplan.offers.rules import LinkClosedError, link_state
from gesamtplan.offers.states import LinkState

View = Callable[..., HttpResponse]
# The address is a key: it is not kept, not found by search machines, and not told to other hosts. Stricter than
# "same-origin" a browser would not say where a form comes from, and the form would be refused.
HEADERS = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "same-origin"}


def through_link(*methods: str) -> Callable[[View], View]:
    """The view is given the open link instead of its token; whatever is asked for by GET cannot write."""

    def decorate(view: View) -> View:
        @login_not_required
        @never_cache
        @require_http_methods(methods)
        @wraps(view)
        def inner(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
            response = _answer(view, request, token, kwargs)
            for name, value in HEADERS.items():
                response.headers[name] = value
            return response

        return inner

    return decorate


def _answer(view: View, request: HttpRequest, token: str, kwargs: dict[str, Any]) -> HttpResponse:
    try:
        link = link_of(token)
    except UpkeepLink.DoesNotExist:
        return closed(request, "unknown", 404)
    if (state := link_state(link, localdate())) is not LinkState.OPEN:
        return closed(request, state, 410, link)
    try:
        if request.method == "POST":
            return view(request, link, token, **kwargs)
        with read_only():
            return view(request, link, token, **kwargs)
    except Http404:
        return closed(request, "other", 404, link)
    except LinkClosedError:  # revoked while somebody was typing, or the offer is not public any more
        return closed(request, "gone", 410, link)


def closed(request: HttpRequest, reason: str, status: int, link: UpkeepLink | None = None) -> HttpResponse:
    """Why it does not open, and whom to ask."""
    context = {"reason": reason, "link": link, "contact": settings.UPKEEP_CONTACT}
    return render(request, "web/upkeep/closed.html", context, status=status)


def kept_of(link: UpkeepLink, code: str) -> Kept:
    """The offer with this code, if the link reaches it; raises Http404 for any other."""
    found = next((kept for kept in kept_offers(link, localdate()) if kept.offer.code == code), None)
    if found is None:
        raise Http404("The link does not reach such an offer.")
    return found
