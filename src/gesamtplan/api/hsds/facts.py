"""The profile of an offer: what HSDS has no field for, as plain data."""

import datetime as dt
from typing import Any

from django.conf import settings

from gesamtplan.api.hsds.context import Context
from gesamtplan.api.hsds.entitlements import entitlement_facts
from gesamtplan.offers.freshness import freshness
from gesamtplan.offers.models import CapacityReport, Eligibility, Offer
from gesamtplan.offers.queries import record_standing

Data = dict[str, Any]
NOTES = ("provider", "eligibility", "fee", "closed")


def profile(offer: Offer, context: Context, *, full: bool) -> Data:
    """ServiceProfile; null is unknown."""
    brief = {
        "code": offer.code,
        "kind": offer.kind.code,
        **{f"{name}_note": context.text(getattr(offer, f"{name}_note")) for name in NOTES},
        "statuses": offer.statuses,
        "criteria": [_criterion(row, context) for row in offer.criteria.all()],
        "target_groups": offer.target_groups,
        "is_drop_in": offer.is_drop_in,
        "places": places(offer, context),
        "child_care": offer.child_care,
        "fee": None if offer.fee is None else {"amount": float(offer.fee), "precision": offer.fee_precision},
        "funding": _funding(offer),
        "verified_on": partial(offer.verified_on, offer.verified_on_precision),
        "is_fresh": record_standing(offer, context.today).is_fresh,
    }
    return brief | _rest(offer, context) if full else brief


def _funding(offer: Offer) -> Data:
    return {
        "level": offer.funding_level or None,
        "is_voluntary": offer.is_voluntary,
        "ends_on": partial(offer.funding_ends_on, offer.funding_ends_on_precision),
    }


def _rest(offer: Offer, context: Context) -> Data:
    kinds = offer.kind.entitlement_kinds
    facts = [fact for kind in kinds for fact in entitlement_facts(kind, context.today, context.language)]
    return {
        "entitlement": facts,
        "quantities": offer.quantities,
        "costs": offer.costs,
        "sources": context.sources(offer.sources.all()),
    }


def _criterion(row: Eligibility, context: Context) -> Data:
    return {
        "criterion": row.criterion,
        "answer": row.answer,
        "codes": row.values.get("codes"),
        "low": row.values.get("from"),
        "high": row.values.get("to"),
        "note": context.text(row.note),
    }


def places(offer: Offer, context: Context) -> list[Data]:
    """Places as last told, by site and target group; empty where nothing of them is known."""
    lines: list[CapacityReport] = getattr(offer, "lines", [])
    return [_line(line, offer, context) for line in lines]


def _line(line: CapacityReport, offer: Offer, context: Context) -> Data:
    return {
        "site": line.site.code if line.site else None,
        "target_group": line.target_group or None,
        "places": line.places,
        "taken": line.taken,
        "waiting": line.waiting,
        "next_start": line.next_start.isoformat() if line.next_start else None,
        "unit": context.text(offer.places_unit),
        "as_of": partial(line.as_of, line.precision),
        "is_fresh": freshness(line.as_of, context.today, settings.PLACES_FRESH_DAYS).is_fresh,
        "note": context.text(line.note),
    }


def partial(date: dt.date | None, precision: str) -> dict[str, str] | None:
    """A date with its precision; None is not known."""
    return {"date": date.isoformat(), "precision": precision} if date else None
