"""The profile of an offer: what HSDS has no field for, as plain data."""

import datetime as dt
from typing import Any

from gesamtplan.api.hsds.context import Context
from gesamtplan.api.hsds.entitlements import entitlement_facts
from gesamtplan.offers.models import Offer
from gesamtplan.offers.queries import is_fresh

RECORD_STAYS_FRESH = dt.timedelta(days=90)


def profile(offer: Offer, context: Context, *, full: bool) -> dict[str, Any]:
    """ServiceProfile; null is unknown."""
    brief = {
        "code": offer.code,
        "kind": offer.kind.code,
        "provider_note": context.text(offer.provider_note),
        "statuses": offer.statuses,
        "target_groups": offer.target_groups,
        "places": places(offer, context),
        "child_care": None,
        "funding": {
            "level": offer.funding_level or None,
            "is_voluntary": offer.is_voluntary,
            "ends_on": None,
        },
        "verified_on": partial(offer.verified_on, offer.verified_on_precision),
        "is_fresh": record_is_fresh(offer, context.today),
    }
    return brief | _rest(offer, context) if full else brief


def _rest(offer: Offer, context: Context) -> dict[str, Any]:
    kinds = offer.kind.entitlement_kinds
    return {
        "entitlement": [
            fact for kind in kinds for fact in entitlement_facts(kind, context.today, context.language)
        ],
        "quantities": offer.quantities,
        "costs": offer.costs,
        "sources": context.sources(offer.sources.all()),
    }


def places(offer: Offer, context: Context) -> list[dict[str, Any]]:
    """Places as told; empty where nothing of them is known."""
    if offer.places is None and offer.taken is None and offer.waiting is None:
        return []
    return [
        {
            "target_group": None,
            "places": offer.places,
            "taken": offer.taken,
            "waiting": offer.waiting,
            "next_start": None,
            "unit": context.text(offer.places_unit),
            "as_of": partial(offer.places_on, offer.places_on_precision),
            "is_fresh": is_fresh(offer, context.today),
            "note": context.text(offer.places_note),
        }
    ]


def record_is_fresh(offer: Offer, today: dt.date) -> bool:
    """Checked within the last 90 days."""
    return offer.verified_on is not None and today - offer.verified_on <= RECORD_STAYS_FRESH


def partial(date: dt.date | None, precision: str) -> dict[str, str] | None:
    """A date with its precision; None is not known."""
    return {"date": date.isoformat(), "precision": precision} if date else None
