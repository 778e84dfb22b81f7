"""Choices of the filters of needs and measures: value, words, how many rows each would leave."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gesamtplan.plan.models import FieldOfAction
from gesamtplan.plan.queries.listing import UNKNOWN, Found
from gesamtplan.plan.queries.overview import fields_of_action, leads
from gesamtplan.plan.states import NEED_GROUPS, MeasureState, NeedState, Origin, StateGroup, Term

Choice = tuple[str, Any, int]


def need_choices(found: Found, fields: Iterable[FieldOfAction]) -> dict[str, list[Choice]]:
    """All filters of the list of needs."""
    return {
        "state": _group_choices(found.counts.get("state", Counter()))
        + _counted(found, "state", NeedState.choices),
        "term": _counted(found, "term", Term.choices),
        "origin": _counted(found, "origin", Origin.choices),
        **_shared(found, fields, "need"),
    }


def measure_choices(found: Found, fields: Iterable[FieldOfAction]) -> dict[str, list[Choice]]:
    """All filters of the list of measures."""
    years = sorted({year for year in found.counts.get("start", ()) if year != UNKNOWN})
    start = [(year, year) for year in years] + [(UNKNOWN, pgettext("value", "unknown"))]
    return {
        "state": _counted(found, "state", MeasureState.choices),
        "start": _counted(found, "start", start),
        **_shared(found, fields, "measure"),
    }


def all_fields() -> list[FieldOfAction]:
    """Fields of action for the filter, read once per page."""
    return list(fields_of_action())


def _shared(found: Found, fields: Iterable[FieldOfAction], kind: str) -> dict[str, list[Choice]]:
    lead = [*leads(kind), (UNKNOWN, pgettext("value", "unknown"))]
    return {
        "field": _counted(
            found, "field", [(field.code, f"{field.number} {field.short_title}") for field in fields]
        ),
        "lead": _counted(found, "lead", lead),
    }


def _counted(found: Found, name: str, choices: Iterable[tuple[Any, Any]]) -> list[Choice]:
    counts = found.counts.get(name, Counter())
    return [(str(value), label, counts[str(value)]) for value, label in choices]


def _group_choices(counts: Counter[str]) -> list[Choice]:
    """Groups of states that hold more than one state; the others are a state by themselves."""
    several = [group for group in StateGroup if len(NEED_GROUPS[group]) > 1]
    return [
        (str(group), _("all: %(group)s") % {"group": group.label}, counts[str(group)]) for group in several
    ]
