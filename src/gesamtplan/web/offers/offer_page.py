"""One offer with all that is known of it, and the answer to "May I go there?" where the address says for whom."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import Http404, HttpRequest
from django.urls import reverse

from gesamtplan.web.offers.asked import Asked, asked
from gesamtplan.web.offers.cards import Card, cards
from gesamtplan.web.offers.matches import matches_of
from gesamtplan.web.offers.persona import Chip, chips
from gesamtplan.web.offers.rows import OfferRow, Quantity, offer_row, quantities

SIMILAR = 8


@dataclass(frozen=True)
class OfferPage:
    """`row`: what the table shows of it, cost to the city and statuses among them. `is_fresh`: verified lately."""

    card: Card
    row: OfferRow
    quantities: list[Quantity]
    similar: list[Card]
    chips: list[Chip]
    back: str
    list_url: str
    is_fresh: bool


def offer_page(request: HttpRequest, code: str, now: datetime) -> OfferPage:
    """All that the page shows. Raises Http404."""
    said = asked(request, now.date())
    listed = {row.code: row for row in said.directory.rows}
    if code not in listed:
        raise Http404(f"There is no offer with the code {code}.")
    others = [row.code for row in said.directory.rows if row.kind == listed[code].kind and row.code != code]
    card, *similar = cards(
        matches_of([code, *others[:SIMILAR]], said, now), said, now, "criteria", "sources", "reports"
    )
    person = said.person_query
    return OfferPage(
        card=card,
        row=offer_row(card.offer, now.date()),
        quantities=quantities(card.offer),
        similar=[
            replace(other, url=reverse("web:offer", args=[other.offer.code]) + person) for other in similar
        ],
        chips=chips(said),
        back=reverse("web:offers") + person,
        list_url=_list_address(said, code),
        is_fresh=card.row.record.is_fresh,
    )


def _list_address(said: Asked, code: str) -> str:
    """The personal list with this offer on it."""
    return f"{reverse('web:offers-list')}?{said.query(list=','.join(dict.fromkeys([*said.listed, code])))}"
