"""Writes of this room."""

from collections.abc import Sequence

from gesamtplan.core.entries import Entry, partial_date
from gesamtplan.core.imports import ImportReport
from gesamtplan.core.models import Source
from gesamtplan.core.operations import by_code, choose, cite, put
from gesamtplan.offers.models import Offer, OfferKind
from gesamtplan.parties.models import Organization


def store_offer_kinds(*, entries: Sequence[Entry], report: ImportReport) -> None:
    """The tree of kinds; parents are linked once all are there."""
    for entry in entries:
        values = {
            "name": entry.text("name"),
            "field_code": entry.get("field", ""),
            "entitlement_kinds": entry.get("entitlement_kinds", []),
        }
        put(OfferKind, key={"code": entry.get("code")}, values=values, report=report)
    known = by_code(OfferKind)
    for entry in (e for e in entries if e.get("parent")):
        parent = choose(known, entry.get("parent"), column="parent", entry=entry, report=report)
        put(OfferKind, key={"code": entry.get("code")}, values={"parent": parent}, report=ImportReport(""))


def store_offers(*, entries: Sequence[Entry], report: ImportReport) -> None:
    """Every offer with what is known of it."""
    sources, organizations, kinds = by_code(Source), by_code(Organization), by_code(OfferKind)
    for entry in entries:
        kind = choose(kinds, entry.get("kind"), column="kind", entry=entry, report=report)
        if kind is None:
            continue
        provider = choose(organizations, entry.get("provider"), column="provider", entry=entry, report=report)
        values = {"kind": kind, "provider": provider, **_values(entry)}
        row = put(Offer, key={"code": entry.get("code")}, values=values, report=report)
        cite(row, entry.get("sources", []), by_code=sources, entry=entry, report=report)


def _values(entry: Entry) -> dict[str, object]:
    """Columns of an offer that need no other row."""
    counted, precision = partial_date(entry.get("places_as_of"), entry.get("places_as_of_precision"))
    verified, verified_precision = partial_date(entry.get("verified_on"), entry.get("verified_on_precision"))
    eligibility = Entry(entry.row, entry.get("eligibility", {}))
    return {
        "title": entry.text("title"),
        "description": entry.text("description"),
        "provider_note": entry.text("provider_text"),
        "places": entry.get("places"),
        "places_unit": entry.text("places_unit"),
        "places_on": counted,
        "places_on_precision": precision,
        "places_note": entry.text("places_note")
        or entry.text("closed_note")
        or entry.text("places_as_of_text"),
        "quantities": entry.get("quantities", []),
        "target_groups": entry.get("target_groups", []),
        "languages": entry.get("languages"),
        "taken": entry.get("taken"),
        "waiting": entry.get("waiting"),
        "costs": entry.get("costs", []),
        "valid_from": partial_date(entry.get("valid_from"))[0],
        "valid_to": partial_date(entry.get("valid_to"))[0],
        "statuses": eligibility.get("statuses"),
        "eligibility_note": eligibility.text("note"),
        "serves": entry.get("serves_entitlement", []),
        "funding_level": entry.get("funding_level", ""),
        "is_voluntary": entry.get("voluntary_municipal"),
        "verified_on": verified,
        "verified_on_precision": verified_precision,
    }
