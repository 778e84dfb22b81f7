"""How an answer of the matrix is put into words."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from gesamtplan.gaps.queries.day_one import Cell, Vocabulary
from gesamtplan.gaps.states import Outcome
from gesamtplan.kern.formats import format_partial_date
from gesamtplan.offers.models import Offer

DAY = timedelta(days=1)
SHORT = {
    "by-right": pgettext_lazy("cell", "right"),
    "if-place": pgettext_lazy("cell", "if place"),
    "at-discretion": pgettext_lazy("cell", "discretion"),
    "conditional": pgettext_lazy("cell", "conditional"),
    "reduced": pgettext_lazy("cell", "reduced"),
    "after-months": pgettext_lazy("cell", "later"),
    "municipal": pgettext_lazy("cell", "city"),
    "nobody": pgettext_lazy("cell", "nobody"),
    "no": pgettext_lazy("cell", "no"),
    "unknown": pgettext_lazy("cell", "unknown"),
}
# German compounds may break before these parts; browsers seldom hyphenate by themselves.
BREAKS = re.compile(r"(?<=\w{4})(?=(?:kurs|deutsch|orientierung|wohnung|schule|schränkt|duldung)(?:\b|\w))")
DOUBTS = frozenset({"conflict", "end-unknown", "start-imprecise", "inferred"})


def breakable(word: object) -> str:
    """With soft hyphens, so that a narrow column breaks a compound where it is joined."""
    return BREAKS.sub("\u00ad", str(word))


def is_uncertain(cell: Cell) -> bool:
    """Thinly documented, with a caveat (not that of compilation), or resting on offers of unknown validity."""
    answer = cell.entitlement
    rests_on_offers = cell.outcome == Outcome.MUNICIPAL and bool(cell.offers)
    unsure_offers = rests_on_offers and not any(offer.valid_from or offer.valid_to for offer in cell.offers)
    return answer["certainty"] == "low" or bool(DOUBTS.intersection(answer["caveats"])) or unsure_offers


def small_lines(cell: Cell) -> list[str]:
    """The small print inside a cell: what comes later, what stands behind the city."""
    answer = cell.entitlement
    lines = [later(months, verdict) for months, verdict in answer["later"]]
    if cell.outcome == Outcome.MUNICIPAL and answer["level"] == "municipal":
        lines.append(str(SHORT[answer["verdict"]]))
    if cell.outcome == Outcome.MUNICIPAL and (
        days := [day for day in map(last_confirmed, cell.offers) if day]
    ):
        lines.append(_("offer as of %(day)s") % {"day": days[-1]})
    if cell.outcome == Outcome.LATER and cell.offers:
        lines.append(_("until then: city"))
    if answer["exceptions"] and answer["verdict"] == "no":
        lines.append(_("with exceptions"))
    return lines


def later(months: int, verdict: str) -> str:
    """'nach 6 Mon.: Recht'."""
    return ngettext("after %(months)d month: %(word)s", "after %(months)d months: %(word)s", months) % {
        "months": months,
        "word": SHORT[verdict],
    }


def before(was: Cell, compared: date, turned_on: date | None) -> str:
    """How the cell read: 'until 30.11.2025: if place'; on the day compared with if several days turned."""
    word = SHORT[was.outcome]
    if turned_on:
        return _("until %(day)s: %(word)s") % {"day": format_partial_date(turned_on - DAY), "word": word}
    return _("on %(day)s: %(word)s") % {"day": format_partial_date(compared), "word": word}


def span_of_days(start: date | None, end: date | None) -> str:
    """Days for which an answer holds, both included."""
    if start and end:
        return _("%(start)s to %(end)s") % {
            "start": format_partial_date(start),
            "end": format_partial_date(end),
        }
    if start:
        return _("since %(day)s") % {"day": format_partial_date(start)}
    return _("until %(day)s") % {"day": format_partial_date(end)} if end else _("on any day")


def span_of_months(start: int, end: int | None) -> str:
    """Months since arrival for which an answer holds, both included."""
    if end is None:
        return _("from month %(start)d on") % {"start": start} if start else _("for any number of months")
    return _("month %(start)d to %(end)d") % {"start": start, "end": end}


def validity(rule: dict[str, Any]) -> str:
    """When a rule is in force, with its own caution."""
    return f"{_start(rule)}, {_end(rule)}"


def _day(iso: str, precision: str) -> str:
    return format_partial_date(date.fromisoformat(iso), precision)


def _start(rule: dict[str, Any]) -> str:
    if rule["from"] is None:
        return _("as soon as the title is held")
    values = {"day": _day(rule["from"], rule["from_precision"])}
    if rule["from_meaning"] == "in-force-by":
        return _("in force on %(day)s at the latest") % values
    return _("since %(day)s") % values


def _end(rule: dict[str, Any]) -> str:
    if rule["to"] == "open":
        return _("no end known")
    if rule["to"] != "unknown":
        return _("until %(day)s") % {"day": _day(rule["to"], rule["to_precision"])}
    if rule["known_until"]:
        return _("end unknown, the source speaks for the time until %(day)s") % {
            "day": _day(rule["known_until"], "day")
        }
    return _("end unknown")


def facts(items: Iterable[list[Any]], words: Vocabulary) -> str:
    """Circumstances in one line."""
    return ", ".join(str(words.fact(code, value)) for code, value in items)


def branch(item: dict[str, Any], words: Vocabulary) -> str:
    """'außerhalb der Aufnahmeeinrichtung: später (nach 3 Mon.: Ermessen)'."""
    text = f"{facts(item['conditions'], words)}: {words.label('verdict', item['verdict'])}"
    steps = ", ".join(later(months, verdict) for months, verdict in item["later"])
    return f"{text} ({steps})" if steps else text


def outcome_word(outcome: str) -> str:
    """Name of an outcome as in the legend."""
    return str(Outcome(outcome).label)


def confirmed(offer: Offer) -> str:
    """Up to when an offer is known to exist."""
    if offer.valid_from or offer.valid_to:
        return span_of_days(offer.valid_from, offer.valid_to)
    if day := last_confirmed(offer):
        return _("validity unknown, last confirmed %(day)s") % {"day": day}
    return pgettext("offer", "validity unknown, never confirmed")


def last_confirmed(offer: Offer) -> str:
    """The last day on which a source speaks of an offer of unknown validity; empty if there is none."""
    if offer.valid_from or offer.valid_to:
        return ""
    if offer.verified_on:
        return format_partial_date(offer.verified_on, offer.verified_on_precision)
    return format_partial_date(offer.places_on, offer.places_on_precision) if offer.places_on else ""
