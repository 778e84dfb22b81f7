"""The directory of offers."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gesamtplan.core.readonly import reading
from gesamtplan.offers import queries
from gesamtplan.web import filters
from gesamtplan.web.languages import in_readers_languages
from gesamtplan.web.lists import ListPage
from gesamtplan.web.offers.rows import OFFERS, offer_row, quantities, status_choices


@in_readers_languages
@login_not_required
@reading
def offers(request: HttpRequest) -> HttpResponse:
    """Offers, filtered by the address."""
    chosen = filters.chosen(request, "q", "kind", "provider", "status", "sort")
    listed = ListPage("web/offers/offers.html", OFFERS, partial(offer_row, on=timezone.localdate()))

    def selects() -> list[filters.Select]:
        kinds = [(kind.code, kind.name, n) for kind, n in queries.kinds_in_use()]
        return filters.selects(
            chosen,
            ("kind", _("Kind"), kinds),
            ("provider", _("Provider"), [*queries.providers_in_use(), ("unknown", _("not known"))]),
            ("status", _("Residence status"), status_choices()),
        )

    return listed.answer(request, chosen, queries.offers(**chosen), selects)


@in_readers_languages
@login_not_required
@reading
def offer(request: HttpRequest, code: str) -> HttpResponse:
    """One offer: for whom, how many places, since when, who pays."""
    found = filters.found(queries.offer, code)
    context = {
        "row": offer_row(found, timezone.localdate()),
        "offer": found,
        "quantities": quantities(found),
        "similar": queries.same_kind(found)[:8],
    }
    return render(request, "web/offers/offer.html", context)
