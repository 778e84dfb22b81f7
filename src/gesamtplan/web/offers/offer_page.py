"""One offer with all that is known of it, and the answer to "May I go there?" where the address says for whom."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from gesamtplan.offers.models import Offer
from gesamtplan.offers.queries import record_standing, same_kind
from gesamtplan.web.offers.asked import Asked, asked
from gesamtplan.web.offers.cards import Card, cards
from gesamtplan.web.offers.form import PERSON
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


def offer_page(request: HttpRequest, offer: Offer, now: datetime) -> OfferPage:
    """All that the page shows."""
    said = asked(request, now.date())
    others = list(same_kind(offer).values_list("code", flat=True)[:SIMILAR])
    card, *similar = cards(
        matches_of([offer.code, *others], said, now), now, says_something=said.says_something
    )
    person = said.query(without=[name for name in said.address if name not in PERSON and name != "list"])
    return OfferPage(
        card=card,
        row=offer_row(offer, now.date()),
        quantities=quantities(offer),
        similar=[replace(other, url=_address(other, person)) for other in similar],
        chips=chips(said),
        back=f"{reverse('web:offers')}{'?' if person else ''}{person}",
        list_url=_list_address(said, offer.code),
        is_fresh=record_standing(offer, now.date()).is_fresh,
    )


def _address(card: Card, person: str) -> str:
    return f"{reverse('web:offer', args=[card.offer.code])}{'?' if person else ''}{person}"


def _list_address(said: Asked, code: str) -> str:
    """The personal list with this offer on it."""
    changes: dict[str, Any] = {"list": ",".join(dict.fromkeys([*said.listed, code]))}
    return f"{reverse('web:offers-list')}?{said.query(**changes)}"
