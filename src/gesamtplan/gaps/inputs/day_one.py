"""Rows of the directory -> frozen inputs of the day-one matrix; the one bridge to the engine."""

from django.db.models import Q, QuerySet

from gesamtplan.engine.entitlement import load_rules
from gesamtplan.gaps.circumstances import all_circumstances
from gesamtplan.gaps.day_one import DayOneInputs, OfferFact
from gesamtplan.offers.models import Offer
from gesamtplan.offers.states import EVERY_STATUS, FundingLevel


def municipal_offers() -> QuerySet[Offer]:
    """Public offers that the city makes of its own will; they stand in where federation and state say no."""
    voluntary = Q(is_voluntary=True) | Q(funding_level=FundingLevel.CITY)
    return Offer.objects.filter(voluntary, is_public=True).exclude(serves=[]).told()


def day_one_inputs() -> DayOneInputs:
    """The rules as shipped, the directory as it stands, all sets of circumstances."""
    offers = tuple(_fact(offer) for offer in municipal_offers().order_by("code"))
    return DayOneInputs(load_rules(), offers, all_circumstances())


def _fact(offer: Offer) -> OfferFact:
    return OfferFact(
        code=offer.code,
        kinds=frozenset(offer.serves),
        statuses=_admitted(offer.statuses),
        valid_from=offer.valid_from,
        valid_to=offer.valid_to,
    )


def _admitted(statuses: list[str] | None) -> frozenset[str] | None:
    """Not known who is admitted, or everybody: nothing speaks against any status."""
    return None if statuses is None or EVERY_STATUS in statuses else frozenset(statuses)
