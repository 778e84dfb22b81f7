"""Readable twins: what the profile says for programs, in the standard's own text fields for people.

Where nothing is known the sentence says so; silence would be read as "none required" or "free of charge".
"""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gesamtplan.api.hsds.context import Context
from gesamtplan.api.hsds.entitlements import entitlement_sentence
from gesamtplan.engine.entitlement import STATUSES
from gesamtplan.offers.models import Offer
from gesamtplan.offers.queries import EVERY_STATUS
from gesamtplan.offers.states import FundingLevel

FORMATS = {"day": "DATE_FORMAT", "month": "F Y", "year": "Y"}


def day(value: Any, precision: str) -> str:
    """A date as exactly as it is known."""
    return date_format(value, FORMATS[precision])


def eligibility(offer: Offer, context: Context, *, full: bool) -> str:
    """Whom the offer admits; in a full answer also what the rules say on this day."""
    parts = [_admitted(offer.statuses, context), context.text(offer.eligibility_note) or ""]
    for kind in offer.kind.entitlement_kinds if full else ():
        said = entitlement_sentence(kind, context.today, context.language)
        parts.append(_("Rules on %(day)s: %(said)s.") % {"day": day(context.today, "day"), "said": said})
    return " ".join(_ended(part) for part in parts if part)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _admitted(statuses: list[str] | None, context: Context) -> str:
    if statuses is None:
        return _("Which residence statuses are admitted is unknown: ask there.")
    if EVERY_STATUS in statuses:
        return _("Open to every residence status.")
    names = [
        context.text(STATUSES[code].name.as_data()) or code if code in STATUSES else code for code in statuses
    ]
    return _("For people with this residence status: %(names)s.") % {"names": "; ".join(names)}


def waiting(places: list[dict[str, Any]]) -> str:
    """How many wait, where that is known and fresh."""
    fresh = [part["waiting"] for part in places if part["is_fresh"] and part["waiting"] is not None]
    if not fresh:
        return _("Waiting time unknown: ask there.")
    return _("People waiting: %(number)s.") % {"number": sum(fresh)}


def funding(fact: dict[str, Any]) -> str:
    """Who pays, whether the city must, until when; empty where nothing of it is known."""
    said = []
    if fact["level"]:
        said.append(_("Paid by: %(level)s.") % {"level": FundingLevel(fact["level"]).label})
    if fact["is_voluntary"] is not None:
        said.append(_("Voluntary service of the city.") if fact["is_voluntary"] else _("Duty of the city."))
    if said and fact["ends_on"]:
        said.append(_("Funding ends on %(day)s.") % {"day": date_format(fact["ends_on"])})
    elif said:
        said.append(_("When the funding ends is unknown."))
    return " ".join(said)


def warning(offer: Offer, *, is_fresh: bool) -> str:
    """That the record is old; empty where it was checked lately."""
    if is_fresh:
        return ""
    if offer.verified_on is None:
        return _("It is unknown when this was last checked: ask before you go.")
    checked = day(offer.verified_on, offer.verified_on_precision)
    return _("Last checked: %(day)s. This may have changed: ask before you go.") % {"day": checked}


def fees(offer: Offer) -> str:  # noqa: ARG001 - the record has no price for participants yet
    """What participants pay. The amounts of the record are of other kinds too, so that none is passed off as a price."""
    return _("What it costs to take part is unknown: ask there.")


def default_unit() -> str:
    """What is counted, where the record does not say it."""
    return _("places")


def not_described() -> str:
    """HSDS asks for a description of every organization."""
    return _("No public source describes this organization.")
