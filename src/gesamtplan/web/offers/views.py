"""Finder, page of an offer, personal list, table of the directory."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gesamtplan.core.readonly import read_only, reading
from gesamtplan.offers.operations import count_unmet
from gesamtplan.web.languages import in_readers_languages
from gesamtplan.web.offers.finder import finder_page, private
from gesamtplan.web.offers.my_list import list_page
from gesamtplan.web.offers.offer_page import offer_page


@in_readers_languages
@login_not_required
def offers(request: HttpRequest) -> HttpResponse:
    """The finder. Its only write counts a search that found nothing open: by kind, district and month."""
    now = timezone.localtime()
    with read_only():
        found = finder_page(request, now)
        part = "#found" if request.headers.get("HX-Target") == "found" else ""
        response = render(
            request, f"web/offers/finder.html{part}", {"found": found, "form": found.asked.form}
        )
    if found.is_unmet and found.page.number == 1:
        here = found.asked.here
        count_unmet(
            kind=found.asked.form.said("kind") or "", area=(here.area or "") if here else "", on=now.date()
        )
    response["Vary"] = "HX-Target, Cookie, Accept-Language"
    return private(response, request)


@in_readers_languages
@login_not_required
@reading
def offer(request: HttpRequest, code: str) -> HttpResponse:
    """One offer: for whom, from when, places and the day of that figure, languages, cost, who pays, where."""
    page = offer_page(request, code, timezone.localtime())
    return private(
        render(request, "web/offers/offer.html", {"page": page, "offer": page.card.offer}), request
    )


@in_readers_languages
@login_not_required
@reading
def offers_list(request: HttpRequest) -> HttpResponse:
    """The personal list, which stands in the address alone: side by side, to print, to send."""
    page = list_page(request, timezone.localtime())
    return private(render(request, "web/offers/list.html", {"page": page}), request)
