"""Offers as plain data, in the order of `offer_shapes`. Written by hand, so that a page stays cheap; a test holds it to them."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from gesamtplan.api.addresses import api_address, page_address
from gesamtplan.core.models import Source
from gesamtplan.offers.freshness import freshness
from gesamtplan.offers.models import CapacityReport, Eligibility, Offer, OfferAtSite, Schedule, Site
from gesamtplan.offers.queries import record_standing
from gesamtplan.offers.states import Criterion, Demand

Data = dict[str, Any]
UNASKED = {criterion.value.replace("-", "_"): Demand.UNKNOWN.value for criterion in Criterion}


def brief_on(today: dt.date) -> Callable[[Offer], Data]:
    """What lists say of an offer (OfferBrief), fresh or old as on that day."""
    return lambda offer: _brief(offer, today)


def whole_on(today: dt.date) -> Callable[[Offer], Data]:
    """Everything (OfferOut)."""
    return lambda offer: _brief(offer, today) | _rest(offer, today)


def _brief(offer: Offer, today: dt.date) -> Data:
    lines = lines_of(offer)
    return {
        "code": offer.code,
        "title": offer.title,
        "kind": {"code": offer.kind.code, "name": offer.kind.name},
        "provider": {"code": offer.provider.code, "name": offer.provider.name} if offer.provider else None,
        "sites": [_spot(place.site) for place in offer.at_sites.all()],
        "languages": offer.languages,
        "target_groups": offer.target_groups,
        "statuses": offer.statuses,
        "criteria": UNASKED | {row.criterion.replace("-", "_"): row.answer for row in offer.criteria.all()},
        "places": offer.places,
        "taken": offer.taken,
        "waiting": offer.waiting,
        "places_on": partial(offer.places_on, offer.places_on_precision),
        "places_fresh": offer.figure is not None and _is_fresh(offer.figure, today),
        "next_start": _next_start(lines, today),
        **_plain(offer),
        "is_fresh": record_standing(offer, today).is_fresh,
        "modified_at": offer.modified_at.isoformat(),
        "url": api_address("offers", offer.code),
        "page": page_address("web:offer", offer.code),
    }


def _plain(offer: Offer) -> Data:
    return {
        "is_drop_in": offer.is_drop_in,
        "child_care": offer.child_care,
        "fee": None if offer.fee is None else float(offer.fee),
        "funding_level": offer.funding_level or None,
        "is_voluntary": offer.is_voluntary,
        "funding_ends_on": partial(offer.funding_ends_on, offer.funding_ends_on_precision),
        "valid_from": day(offer.valid_from),
        "valid_to": day(offer.valid_to),
        "verified_on": partial(offer.verified_on, offer.verified_on_precision),
    }


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
        "lines": [_line(line, today) for line in lines_of(offer)],
        "quantities": offer.quantities,
        "schedules": [_schedule(row) for row in offer.schedules.all()],
        "fee_precision": offer.fee_precision,
        "costs": offer.costs,
        "contact": contact,
        "serves": offer.serves,
        "sources": [_source(row) for row in offer.sources.all()],
    }


def lines_of(offer: Offer) -> list[CapacityReport]:
    """The last told of each line; taken along by `in_short` and `in_full`."""
    found: list[CapacityReport] = getattr(offer, "lines", [])
    return found


def _organization(offer: Offer) -> Data:
    if offer.provider is None:
        return {"provider": None}
    row = offer.provider
    return {"provider": {"code": row.code, "name": row.name, "url": api_address("organizations", row.code)}}


def _spot(site: Site) -> Data:
    area = site.area.code if site.area else None
    return {"code": site.code, "longitude": site.longitude, "latitude": site.latitude, "area": area}


def _site(place: OfferAtSite) -> Data:
    site = place.site
    return {
        **_spot(site),
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
        "is_fresh": _is_fresh(line, today),
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


def _is_fresh(line: CapacityReport, today: dt.date) -> bool:
    return freshness(line.as_of, today, settings.PLACES_FRESH_DAYS).is_fresh


def _next_start(lines: Iterable[CapacityReport], today: dt.date) -> str | None:
    """An old line's start is no fact any more, one that is over no help."""
    starts = [
        line.next_start
        for line in lines
        if line.next_start and line.next_start >= today and _is_fresh(line, today)
    ]
    return min(starts).isoformat() if starts else None


def day(value: dt.date | None) -> str | None:
    """As 2026-03-01; None is unknown."""
    return value.isoformat() if value else None


def partial(value: dt.date | None, precision: str) -> Data | None:
    """PartialDate; None is unknown."""
    return {"date": value.isoformat(), "precision": precision} if value else None
