"""The offers of a link, one offer with its figures, "still right", and thanks."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gesamtplan.offers.models import UpkeepLink
from gesamtplan.offers.operations.capacity import CapacityError
from gesamtplan.offers.operations.teller import Teller
from gesamtplan.offers.operations.upkeep import ChangedMeanwhileError, confirm_offers, tell_through_link
from gesamtplan.offers.queries.kept import Kept, kept_offers, last_use
from gesamtplan.web.upkeep.access import kept_of, through_link
from gesamtplan.web.upkeep.forms import LineForm
from gesamtplan.web.upkeep.words import all_named, named, stored


@through_link("GET", "HEAD")
def offers(request: HttpRequest, link: UpkeepLink, token: str) -> HttpResponse:
    """All offers of the link, those that are due first; a link with one offer goes there at once."""
    kept = kept_offers(link, localdate())
    if len(kept) == 1:
        return redirect("web:upkeep-offer", token, kept[0].offer.code)
    context = {"link": link, "token": token, "rows": all_named(kept)}
    return render(request, "web/upkeep/offers.html", context)


@through_link("GET", "HEAD", "POST")
def offer(request: HttpRequest, link: UpkeepLink, token: str, code: str) -> HttpResponse:
    """One offer: what is due, the figures to be told, the texts as they stand."""
    kept = kept_of(link, code)
    forms = _forms(kept, request.POST if request.method == "POST" else None)
    if request.method == "POST" and all(form.is_valid() for form in forms):
        if fault := _told(request, link, kept, forms):
            messages.error(request, fault)
            kept = kept_of(link, code)  # what was typed stays, what is shown is new
        else:
            return redirect("web:upkeep-thanks", token)
    row = named(kept)
    for form, line in zip(forms, row.lines, strict=False):
        form.name = line.name
    context = {"link": link, "token": token, "row": row, "forms": forms, "is_sure": "right" in request.POST,
               "texts": row.texts(get_language() or "de")}  # fmt: skip
    return render(request, "web/upkeep/offer.html", context, status=422 if request.method == "POST" else 200)


def _forms(kept: Kept, data: Any) -> list[LineForm]:
    if kept.offer.is_drop_in and not any(line.report for line in kept.lines):
        return []
    return [LineForm(data, line=line, prefix=f"line-{n}") for n, line in enumerate(kept.lines)]


def _told(request: HttpRequest, link: UpkeepLink, kept: Kept, forms: list[LineForm]) -> str:
    """Why nothing was stored; "" where it was."""
    texts_seen = request.POST.get("texts_seen", "") if request.POST.get("right") else ""
    try:
        told = tell_through_link(
            link=link,
            offer=kept.offer,
            lines=[form.told() for form in forms],
            texts_seen=texts_seen,
            now=now(),
        )
    except CapacityError:
        return _("Nothing is told yet. Give a figure, or tick that the entry is still right.")
    except ChangedMeanwhileError:
        return _("The texts of this offer were changed meanwhile. Please read them below, then save again.")
    if told.newer:
        messages.info(request, _("Somebody else has told newer figures meanwhile. They stay as they are."))
    return ""


@through_link("POST")
def still_right(request: HttpRequest, link: UpkeepLink, token: str) -> HttpResponse:
    """Confirm one offer as it was shown."""
    code = request.POST.get("code", "")
    try:
        confirm_offers(seen={code: request.POST.get("seen", "")}, teller=Teller(link=link), now=now())
    except ChangedMeanwhileError:
        messages.warning(
            request,
            _("Somebody has changed this offer meanwhile. Please look at it again before you confirm it."),
        )
        return redirect("web:upkeep-offer", token, code)
    return redirect("web:upkeep-thanks", token)


@through_link("GET", "HEAD")
def thanks(request: HttpRequest, link: UpkeepLink, token: str) -> HttpResponse:
    """What was stored last, and what is left to do."""
    kept = kept_offers(link, localdate())
    due = all_named(one for one in kept if one.due)
    context = {
        "link": link,
        "token": token,
        "stored": stored(last_use(link)),
        "due": due,
        "is_one": len(kept) == 1,
    }
    return render(request, "web/upkeep/thanks.html", context)
