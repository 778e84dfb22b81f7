"""Choices of the filters of needs and measures: value, words, how many rows each would leave."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gesamtplan.plan.queries.listing import UNKNOWN, Found
from gesamtplan.plan.queries.overview import fields_of_action, leads
from gesamtplan.plan.states import NEED_GROUPS, MeasureState, NeedState, Origin, StateGroup, Term
from gesamtplan.web.filters import Select, selects

Choice = tuple[str, Any, int]


def need_selects(found: Found, chosen: dict[str, str]) -> list[Select]:
    """All filters of the list of needs."""
    groups = _group_choices(found.counts.get("state", Counter()))
    return selects(
        chosen,
        ("field", _("Field of action"), _fields(found)),
        ("state", _("State"), groups + _counted(found, "state", NeedState.choices)),
        ("lead", _("Lead"), _leads(found, "need")),
        ("origin", _("Origin"), _counted(found, "origin", Origin.choices)),
        ("term", _("Term"), _counted(found, "term", Term.choices)),
    )


def measure_selects(found: Found, chosen: dict[str, str]) -> list[Select]:
    """All filters of the list of measures."""
    years = sorted({year for year in found.counts.get("start", ()) if year != UNKNOWN})
    start = [*((year, year) for year in years), (UNKNOWN, pgettext("value", "unknown"))]
    return selects(
        chosen,
        ("field", _("Field of action"), _fields(found)),
        ("state", _("State"), _counted(found, "state", MeasureState.choices)),
        ("lead", _("Lead"), _leads(found, "measure")),
        ("start", _("Start"), _counted(found, "start", start)),
    )


def _fields(found: Found) -> list[Choice]:
    fields = [(field.code, f"{field.number} {field.short_title}") for field in fields_of_action()]
    return _counted(found, "field", fields)


def _leads(found: Found, kind: str) -> list[Choice]:
    return _counted(found, "lead", [*leads(kind), (UNKNOWN, pgettext("value", "unknown"))])


def _counted(found: Found, name: str, choices: Iterable[tuple[Any, Any]]) -> list[Choice]:
    counts = found.counts.get(name, Counter())
    return [(str(value), label, counts[str(value)]) for value, label in choices]


def _group_choices(counts: Counter[str]) -> list[Choice]:
    """Groups of states that hold more than one state; the others are a state by themselves."""
    several = [group for group in StateGroup if len(NEED_GROUPS[group]) > 1]
    return [
        (str(group), _("all: %(group)s") % {"group": group.label}, counts[str(group)]) for group in several
    ]
