"""Readable twins: what the profile says for programs, in the standard's own text fields for people.

Where nothing is known the sentence says so; silence would be read as "none required" or "free of charge".
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from gesamtplan.api.hsds.context import Context
from gesamtplan.api.hsds.entitlements import entitlement_sentence
from gesamtplan.core.states import AmountPrecision
from gesamtplan.engine.entitlement import STATUSES
from gesamtplan.offers.models import Eligibility, Offer
from gesamtplan.offers.states import EVERY_STATUS, AccessFact, Criterion, Demand, FundingLevel

FORMATS = {"day": "DATE_FORMAT", "month": "F Y", "year": "Y"}


def day(value: dt.date, precision: str = "day") -> str:
    """A date as exactly as it is known."""
    return date_format(value, FORMATS[precision])


def joined(parts: Iterable[str | None]) -> str:
    """Sentences one after another, each with its end."""
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part)


def description(offer: Offer, context: Context) -> str:
    """What the offer is, and whether children are looked after meanwhile where that is known."""
    care = {True: _("Child care during the offer."), False: _("No child care during the offer.")}
    own = context.text(offer.description)
    if offer.child_care is None or care[offer.child_care] in (
        own or ""
    ):  # a text that came from another city says it
        return own or ""
    return joined((own, care[offer.child_care]))


def eligibility(offer: Offer, context: Context, *, full: bool) -> str:
    """Whom the offer admits; in a full answer also what the rules say on this day."""
    rows = [row for row in offer.criteria.all() if row.criterion != Criterion.STATUS]
    parts = [_admitted(offer.statuses, context), *(_asked(row, context) for row in rows)]
    parts.append(context.text(offer.eligibility_note) or "")
    for kind in offer.kind.entitlement_kinds if full else ():
        said = entitlement_sentence(kind, context.today, context.language)
        parts.append(_("Rules on %(day)s: %(said)s.") % {"day": day(context.today), "said": said})
    return joined(parts)


def _admitted(statuses: list[str] | None, context: Context) -> str:
    if statuses is None:
        return _("Which residence statuses are admitted is unknown: ask there.")
    if EVERY_STATUS in statuses:
        return _("Open to every residence status.")
    names = [
        (context.text(STATUSES[code].name.as_data()) if code in STATUSES else None) or code
        for code in statuses
    ]
    return _("For people with this residence status: %(names)s.") % {"names": "; ".join(names)}


def _asked(row: Eligibility, context: Context) -> str:
    said = str(Demand(row.answer).label)
    if row.answer == Demand.REQUIRED:
        limits = [str(row.values[end]) for end in ("from", "to") if row.values.get(end) is not None]
        said = context.text(row.note) or ", ".join(row.values.get("codes", [])) or "–".join(limits) or said
    return f"{Criterion(row.criterion).label}: {said}."


def waiting(offer: Offer, places: list[dict[str, Any]]) -> str:
    """How many wait and when it starts next, where that is known and fresh."""
    if offer.is_drop_in:
        return _("No place is needed: whoever comes is served.")
    fresh = [part for part in places if part["is_fresh"]]
    number = [part["waiting"] for part in fresh if part["waiting"] is not None]
    starts = [part["next_start"] for part in fresh if part["next_start"]]
    said = [_("People waiting: %(number)s.") % {"number": sum(number)}] if number else []
    said += [_("Next start: %(day)s.") % {"day": day(dt.date.fromisoformat(min(starts)))}] if starts else []
    return " ".join(said) or _("Waiting time unknown: ask there.")


def funding(fact: dict[str, Any]) -> str:
    """Who pays, whether the city must, until when; empty where nothing of it is known."""
    said = []
    if fact["level"]:
        said.append(_("Paid by: %(level)s.") % {"level": FundingLevel(fact["level"]).label})
    if fact["is_voluntary"] is not None:
        said.append(_("Voluntary service of the city.") if fact["is_voluntary"] else _("Duty of the city."))
    if ends := fact["ends_on"]:
        last = day(dt.date.fromisoformat(ends["date"]), ends["precision"])
        said.append(_("Funding ends on %(day)s.") % {"day": last})
    elif said:
        said.append(_("When the funding ends is unknown."))
    return " ".join(said)


def warning(offer: Offer, context: Context, *, is_fresh: bool) -> str:
    """Why it is closed, and that the record is old; empty where it is open and was checked lately."""
    return joined((context.text(offer.closed_note), "" if is_fresh else _age(offer)))


def _age(offer: Offer) -> str:
    if offer.verified_on is None:
        return _("It is unknown when this was last checked: ask before you go.")
    checked = day(offer.verified_on, offer.verified_on_precision)
    return _("Last checked: %(day)s. This may have changed: ask before you go.") % {"day": checked}


def fees(offer: Offer, context: Context) -> str:
    """What participants pay; never what the offer costs the city."""
    note = context.text(offer.fee_note)
    if offer.fee is None:
        return joined((_("What it costs to take part is unknown: ask there."), note))
    if offer.fee == 0:
        return joined((_("Free of charge."), note))
    exact = offer.fee_precision == AmountPrecision.EXACT
    how = "" if exact else f"{AmountPrecision(offer.fee_precision).label} "
    amount = f"{how}{number_format(offer.fee, 2)} EUR"
    return joined((_("Taking part costs %(amount)s.") % {"amount": amount}, note))


def accessibility(facts: Mapping[str, bool]) -> str:
    """Each fact that somebody has told, with yes or no."""
    known = [(AccessFact(code).label, value) for code, value in facts.items() if code in AccessFact.values]
    return "; ".join(f"{label}: {_('yes') if value else _('no')}" for label, value in known)


def default_unit() -> str:
    """What is counted, where the record does not say it."""
    return _("places")


def this_page() -> str:
    """What our page of an offer is called among its addresses."""
    return _("This offer in the city's directory")


def not_described() -> str:
    """HSDS asks for a description of every organization."""
    return _("No public source describes this organization.")
