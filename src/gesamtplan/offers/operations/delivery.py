"""The directory as a city delivers it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from gesamtplan.core.entries import Entry, partial_date
from gesamtplan.core.imports import ImportReport
from gesamtplan.core.models import Source
from gesamtplan.core.operations import by_code, choose, cite, put
from gesamtplan.offers.models import Eligibility, Offer, OfferKind
from gesamtplan.offers.models.capacity import FIGURES
from gesamtplan.offers.operations.capacity import Figures, Origin, append_report
from gesamtplan.offers.operations.changed import directory_changed, offers_changed
from gesamtplan.offers.operations.eligibility import Asked, EligibilityError, asked_of_statuses, check_asked
from gesamtplan.offers.states import Demand, ReportChannel
from gesamtplan.parties.models import Organization

LINE = ("places", "taken", "waiting", "as_of", "precision", "note")


def store_offer_kinds(*, entries: Sequence[Entry], report: ImportReport, now: datetime) -> None:
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
    if report.created or report.changed:
        directory_changed(now=now)


def store_offers(*, entries: Sequence[Entry], report: ImportReport, now: datetime) -> None:
    """Every offer with what is known of it."""
    sources, organizations, kinds = by_code(Source), by_code(Organization), by_code(OfferKind)
    changed = []
    for entry in entries:
        kind = choose(kinds, entry.get("kind"), column="kind", entry=entry, report=report)
        if kind is None:
            continue
        provider = choose(organizations, entry.get("provider"), column="provider", entry=entry, report=report)
        values = {"kind": kind, "provider": provider, **_values(entry)}
        before = report.created + report.changed
        row = put(Offer, key={"code": entry.get("code")}, values=values, report=report)
        cite(row, entry.get("sources", []), by_code=sources, entry=entry, report=report)
        was_put = report.created + report.changed > before
        if _store_criteria(row, entry, report) | was_put:
            changed.append(row.code)
        _store_figures(row, entry, report, now)
    offers_changed(codes=changed, now=now)


def _values(entry: Entry) -> dict[str, object]:
    """Columns of an offer that need no other row."""
    verified, verified_precision = partial_date(entry.get("verified_on"), entry.get("verified_on_precision"))
    paid_until, paid_precision = partial_date(entry.get("funding_ends_on"))
    texts = ("title", "description", "places_unit", "closed_note", "languages_note", "fee_note")
    lists = ("quantities", "target_groups", "costs")
    plain = ("languages", "child_care", "is_drop_in", "fee", "contact_phone", "contact_email", "contact_url")
    return {
        **{name: entry.text(name) for name in texts},
        **{name: entry.get(name, []) for name in lists},
        **{name: entry.get(name) for name in plain},
        "provider_note": entry.text("provider_text"),
        "fee_precision": entry.get("fee_precision", "exact"),
        "valid_from": partial_date(entry.get("valid_from"))[0],
        "valid_to": partial_date(entry.get("valid_to"))[0],
        "eligibility_note": Entry(entry.row, entry.get("eligibility", {})).text("note"),
        "serves": entry.get("serves_entitlement", []),
        "funding_level": entry.get("funding_level", ""),
        "is_voluntary": entry.get("voluntary_municipal"),
        "funding_ends_on": paid_until,
        "funding_ends_on_precision": paid_precision,
        "verified_on": verified,
        "verified_on_precision": verified_precision,
        "check_due": partial_date(entry.get("check_due"))[0],
    }


def _store_criteria(offer: Offer, entry: Entry, report: ImportReport) -> bool:
    """One row for each criterion that the entry answers; the others are unknown and have none. True if any changed."""
    stated = {asked.criterion: asked for asked in _asked(entry) if asked.answer != Demand.UNKNOWN}
    gone, _ = offer.criteria.exclude(criterion__in=stated).delete()
    counted = ImportReport("")
    for asked in stated.values():
        try:
            check_asked(offer.code, asked)
        except EligibilityError as error:
            report.refuse(entry.row, "eligibility", asked.criterion, str(error), "Correct this criterion.")
            continue
        values = {"answer": asked.answer, "values": dict(asked.values), "note": asked.note}
        put(
            Eligibility,
            key={"offer": offer, "criterion": asked.criterion},
            values=values,
            report=counted,
        )
    return bool(gone or counted.created or counted.changed)


def _asked(entry: Entry) -> Iterator[Asked]:
    """`statuses: [all]` or codes; any other criterion `none-required`, or {codes: [...]} or {from: ..., to: ...}."""
    told = entry.get("eligibility", {})
    yield asked_of_statuses(told.get("statuses"))
    for criterion in set(told) - {"statuses", "note"}:
        value = told[criterion]
        if isinstance(value, dict):
            note = value.pop("note", None)
            yield Asked(criterion, Demand.REQUIRED, value, note)
        elif value is not None:
            yield Asked(criterion, str(value))


def _store_figures(offer: Offer, entry: Entry, report: ImportReport, now: datetime) -> None:
    """Append the figures of the entry, unless the very same were told for that day before."""
    as_of, precision = partial_date(entry.get("places_as_of"), entry.get("places_as_of_precision"))
    figures = Figures(
        places=entry.get("places"),
        taken=entry.get("taken"),
        waiting=entry.get("waiting"),
        as_of=as_of,
        precision=precision,
        note=entry.text("places_note") or entry.text("places_as_of_text"),
    )
    told: dict[str, Any] = {name: getattr(figures, name) for name in LINE}
    nothing = all(told.get(name) is None for name in FIGURES)
    known = offer.reports.filter(site=None, target_group="", **{k: v for k, v in told.items() if k != "note"})
    if nothing or any(row.note == figures.note for row in known):
        return
    append_report(
        offer=offer, figures=figures, origin=Origin(ReportChannel.IMPORT, reporter=report.source), now=now
    )
