"""Offers as plain data, in the order of `offer_shapes`. Written by hand, so that a page stays cheap; a test holds it to them."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from gesamtplan.api.addresses import api_address, page_address
from gesamtplan.api.listing import Build, BuildAll
from gesamtplan.core.models import Source
from gesamtplan.offers.freshness import freshness
from gesamtplan.offers.models import CapacityReport, Eligibility, Offer, OfferAtSite, Schedule
from gesamtplan.offers.queries import Brief, brief_of, briefs
from gesamtplan.offers.states import Criterion, Demand

Data = dict[str, Any]
NAMES = {criterion.value: criterion.value.replace("-", "_") for criterion in Criterion}
UNASKED = dict.fromkeys(NAMES.values(), Demand.UNKNOWN.value)


def briefs_on(today: dt.date) -> BuildAll:
    """What lists say of offers (OfferBrief), fresh or old as on that day."""
    return lambda rows: [_brief(row, today) for row in briefs(rows)]


def whole_on(today: dt.date) -> Build:
    """Everything (OfferOut) of an offer read with `in_full`."""
    return lambda offer: _brief(brief_of(offer), today) | _rest(offer, today)


def _brief(row: Brief, today: dt.date) -> Data:
    told, figure = row.columns, row.figure
    return {
        "code": told["code"],
        "title": told["title"],
        "kind": {"code": told["kind__code"], "name": told["kind__name"]},
        "provider": _provider(told),
        "sites": [place._asdict() for place in row.places],
        "languages": told["languages"],
        "target_groups": told["target_groups"],
        "statuses": row.statuses,
        "criteria": UNASKED | {NAMES[criterion]: answer for criterion, answer in row.answers.items()},
        "places": figure.places,
        "taken": figure.taken,
        "waiting": figure.waiting,
        "places_on": partial(figure.as_of, figure.precision),
        "places_fresh": figure.is_fresh(today),
        "next_start": _next_start(row, today),
        **_plain(told),
        "is_fresh": freshness(told["verified_on"], today, settings.RECORD_FRESH_DAYS).is_fresh,
        "modified_at": told["modified_at"].isoformat(),
        "url": api_address("offers", told["code"]),
        "page": page_address("web:offer", told["code"]),
    }


def _provider(told: Mapping[str, Any]) -> Data | None:
    code, name = told["provider__code"], told["provider__name"]
    return {"code": code, "name": name} if code else None


def _plain(told: Mapping[str, Any]) -> Data:
    return {
        "is_drop_in": told["is_drop_in"],
        "child_care": told["child_care"],
        "fee": None if told["fee"] is None else float(told["fee"]),
        "funding_level": told["funding_level"] or None,
        "is_voluntary": told["is_voluntary"],
        "funding_ends_on": partial(told["funding_ends_on"], told["funding_ends_on_precision"]),
        "valid_from": day(told["valid_from"]),
        "valid_to": day(told["valid_to"]),
        "verified_on": partial(told["verified_on"], told["verified_on_precision"]),
    }


def _next_start(row: Brief, today: dt.date) -> str | None:
    """An old line's start is no fact any more, one that is over no help."""
    ahead = [line for line in row.lines if line.next_start and line.next_start >= today]
    return day(
        min((line.next_start for line in ahead if line.next_start and line.is_fresh(today)), default=None)
    )


def _rest(offer: Offer, today: dt.date) -> Data:
    texts = (
        "description", "provider_note", "eligibility_note", "places_unit", "places_note", "languages_note", "fee_note",
        "closed_note",
    )  # fmt: skip
    contact = {name: getattr(offer, f"contact_{name}") or None for name in ("phone", "email", "url")}
    return {
        **{name: getattr(offer, name) or None for name in texts},
        **_organization(offer),
        "sites": [_site(place) for place in offer.at_sites.all()],
        "conditions": [_condition(row) for row in offer.criteria.all()],
        "lines": [_line(line, today) for line in getattr(offer, "lines", [])],
        "quantities": offer.quantities,
        "schedules": [_schedule(row) for row in offer.schedules.all()],
        "fee_precision": offer.fee_precision,
        "costs": offer.costs,
        "contact": contact,
        "serves": offer.serves,
        "sources": [_source(row) for row in offer.sources.all()],
    }


def _organization(offer: Offer) -> Data:
    if offer.provider is None:
        return {"provider": None}
    row = offer.provider
    return {"provider": {"code": row.code, "name": row.name, "url": api_address("organizations", row.code)}}


def _site(place: OfferAtSite) -> Data:
    site = place.site
    return {
        "code": site.code,
        "longitude": site.longitude,
        "latitude": site.latitude,
        "area": site.area.code if site.area else None,
        "name": site.name,
        "street": site.street or None,
        "postal_code": site.postal_code or None,
        "town": site.town or None,
        "accessibility": site.accessibility,
        "accessibility_note": site.accessibility_note,
        "note": place.note,
    }


def _condition(row: Eligibility) -> Data:
    return {
        "criterion": row.criterion,
        "answer": row.answer,
        "codes": row.values.get("codes"),
        "low": row.values.get("from"),
        "high": row.values.get("to"),
        "note": row.note,
    }


def _line(line: CapacityReport, today: dt.date) -> Data:
    return {
        "site": line.site.code if line.site else None,
        "target_group": line.target_group or None,
        "places": line.places,
        "taken": line.taken,
        "waiting": line.waiting,
        "next_start": day(line.next_start),
        "as_of": partial(line.as_of, line.precision),
        "is_fresh": freshness(line.as_of, today, settings.PLACES_FRESH_DAYS).is_fresh,
        "note": line.note,
    }


def _schedule(row: Schedule) -> Data:
    return {
        "site": row.site.code if row.site else None,
        "rule": row.rule,
        "starts_at": f"{row.starts_at:%H:%M}",
        "ends_at": f"{row.ends_at:%H:%M}",
        "timezone": row.timezone,
        "valid_from": day(row.valid_from),
        "valid_to": day(row.valid_to),
        "exceptions": row.exceptions,
        "note": row.note,
    }


def _source(row: Source) -> Data:
    return {"id": row.code, "title": row.title, "url": row.url, "partisan": row.partisan}


def day(value: dt.date | None) -> str | None:
    """As 2026-03-01; None is unknown."""
    return value.isoformat() if value else None


def partial(value: dt.date | None, precision: str) -> Data | None:
    """PartialDate; None is unknown."""
    return {"date": value.isoformat(), "precision": precision} if value else None
