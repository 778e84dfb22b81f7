"""First words for a need that rests on rows: generated in both languages, to be edited by people."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gesamtplan.core.fields import LocalizedText
from gesamtplan.gaps.evidence import Frozen
from gesamtplan.gaps.models import GapRow
from gesamtplan.gaps.states import EvidenceKind
from gesamtplan.kern.formats import format_number, format_partial_date

NAMED = 3
AT_MOST = "places-unknown"
Data = Mapping[str, Any]


def first_words(frozen: Frozen, overlap: bool = False) -> dict[str, dict[str, str]]:
    """Title and description by language. `overlap`: a person may be in several groups, so they do not add up."""
    of_gap = frozen.kind == EvidenceKind.GAP
    title: Callable[[Data], str] = _gap_title(overlap) if of_gap else _cell_title
    description = _gap_description if of_gap else _cell_description
    found: dict[str, dict[str, str]] = {"title": {}, "description": {}}
    for language in settings.SITE_LANGUAGES:
        with translation.override(language):
            found["title"][language] = title(frozen.content)
            found["description"][language] = description(frozen.content)
    return found


def overlapping(rows: Sequence[GapRow]) -> bool:
    """The groups of the topic cannot be added up."""
    return rows[0].group.topic.groups_overlap


def missing(rows: Sequence[Data], overlap: bool) -> float | None:
    """What is missing in all rows together; None where one is unknown, or where they cannot be added up."""
    levels = {row["area"]["kind"] for row in rows}
    years = {row["year"] for row in rows}
    groups = {row["group"]["code"] for row in rows}
    values = [row["unmet"] for row in rows if row["unmet"] is not None]
    if len(values) < len(rows) or len(levels) > 1 or len(years) > 1 or (overlap and len(groups) > 1):
        return None
    return float(sum(values))


def _gap_title(overlap: bool) -> Callable[[Data], str]:
    def title(content: Data) -> str:
        rows, topic = content["rows"], content["topic"]
        total = missing(rows, overlap)
        values = {
            "topic": _text(topic["title"]),
            "areas": _listed(_areas(rows)),
            "groups": _listed(_unique(_text(row["group"]["short"]) for row in rows)),
            "number": format_number(total, 0) if total is not None else "",
            "unit": _text(topic["places_unit"]),
        }
        if total is None:
            return _("%(topic)s in %(areas)s: too little (%(groups)s)") % values
        if any(AT_MOST in row["reasons"] for row in rows):
            return _("%(topic)s in %(areas)s: up to %(number)s %(unit)s missing (%(groups)s)") % values
        return _("%(topic)s in %(areas)s: %(number)s %(unit)s missing (%(groups)s)") % values

    return title


def _gap_description(content: Data) -> str:
    """One sentence for the day, one for each of the first rows."""
    head = _("Needs analysis as of %(day)s.") % {"day": _day(content["on"])}
    rows = content["rows"]
    told = [_row(row, content["topic"]) for row in rows[:NAMED]]
    more = len(rows) - NAMED
    if more > 0:
        told.append(
            ngettext(
                "%(more)d further row is in the evidence.", "%(more)d further rows are in the evidence.", more
            )
            % {"more": more}
        )
    return " ".join([head, *told])


def _row(row: Data, topic: Data) -> str:
    values = {
        "area": row["area"]["name"],
        "group": _text(row["group"]["name"]),
        "year": row["year"],
        "people": _number(row["people"]),
        "need": _number(row["need"]),
        "claims": _number(row["claims"]),
        "unmet": _number(row["unmet"]),
        "unit": _text(topic["places_unit"]),
        "people_unit": _text(topic["people_unit"]),
    }
    if row["unmet"] is None:
        return _("%(area)s, %(group)s (%(year)s): how many %(unit)s are missing is not known.") % values
    return (
        _(
            "%(area)s, %(group)s (%(year)s): %(people)s %(people_unit)s need %(need)s %(unit)s, "
            "%(claims)s are within reach, %(unmet)s are missing."
        )
        % values
    )


def _cell_title(content: Data) -> str:
    return _("%(kind)s: no offer with residence status “%(status)s”") % _cell(content)


def _cell_description(content: Data) -> str:
    return _(
        "On %(day)s, %(months)s (%(circumstances)s), neither federation nor Free State "
        "nor city provide: %(kind)s. Residence status: %(status)s. Legal basis: %(bases)s."
    ) % _cell(content)


def _cell(content: Data) -> dict[str, object]:
    bases = _unique(_text(rule["basis"]) for rule in content["rules"])
    return {
        "kind": _text(content["offer_kind"]["name"]),
        "status": _text(content["status"]["name"]),
        "circumstances": _text(content["circumstances"]["name"]),
        "day": _day(content["day"]),
        "months": _since(content["months"]),
        "bases": "; ".join(bases) or _("no rule known"),
    }


def _since(months: int) -> str:
    if months == 0:
        return _("on arrival")
    return ngettext("%(n)d month after arrival", "%(n)d months after arrival", months) % {"n": months}


def _areas(rows: Sequence[Data]) -> list[str]:
    return _unique(row["area"]["name"] for row in rows)


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _listed(names: Sequence[str]) -> str:
    """A, B and C; after three the rest is counted."""
    if len(names) > NAMED:
        more = len(names) - NAMED
        rest = ngettext("%(more)d more", "%(more)d more", more) % {"more": more}
        return _("%(names)s and %(last)s") % {"names": ", ".join(names[:NAMED]), "last": rest}
    if len(names) > 1:
        return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
    return names[0]


def _text(data: Mapping[str, str]) -> str:
    return str(LocalizedText(data))


def _day(iso: str) -> str:
    return format_partial_date(date.fromisoformat(iso))


def _number(value: float | None) -> str:
    return "?" if value is None else format_number(value, 0)
