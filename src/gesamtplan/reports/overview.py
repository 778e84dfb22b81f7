"""The first page of a report: needs by state, and by field of action."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from gesamtplan.kern.marks import mark
from gesamtplan.plan.models import FieldOfAction
from gesamtplan.plan.states import NEED_GROUPS, NeedState, StateGroup
from gesamtplan.reports import pictures

STATE_ORDER = (
    NeedState.MET, NeedState.PARTLY_MET, NeedState.IN_WORK, NeedState.RECOGNISED, NeedState.PROPOSED, NeedState.REFUSED,
    NeedState.NOT_OUR_COMPETENCE, NeedState.WITHDRAWN, NeedState.UNKNOWN,
)  # fmt: skip


def overview_section(
    needs: Sequence[Any], fields: Sequence[FieldOfAction], language: str
) -> tuple[dict[str, Any], dict[str, str]]:
    """Tiles by state, the table of fields by group of states, and its picture `states`."""
    rows = [_row(field, needs) for field in fields]
    groups = [str(group.label) for group in StateGroup]
    section = {"needs_n": len(needs), "tiles": _tiles(needs), "groups": groups, "by_field": rows}
    bars = [(f"{row['number']} {row['title']}", row["counts"]) for row in rows]
    return section, {"states": pictures.state_bars(bars, groups, language)} if rows else {}


def _tiles(needs: Sequence[Any]) -> list[dict[str, str | int]]:
    counts = Counter(need.state for need in needs)
    return [
        {"label": str(state.label), "tone": mark("need", state.value).tone, "value": counts[state]}
        for state in STATE_ORDER
        if counts[state]
    ]


def _row(field: FieldOfAction, needs: Sequence[Any]) -> dict[str, Any]:
    """Number of the field's needs in each group of states, in the order of StateGroup."""
    states = [need.state for need in needs if field in need.fields_of_action.all()]
    counts = [sum(state in NEED_GROUPS[group] for state in states) for group in StateGroup]
    return {"number": field.number, "title": str(field.short_title), "counts": counts, "total": len(states)}
