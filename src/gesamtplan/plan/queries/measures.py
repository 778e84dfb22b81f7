"""Reads of measures."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from gesamtplan.plan.models import Measure, Need
from gesamtplan.plan.queries.listing import UNKNOWN, IndexRow, by_key, index_row
from gesamtplan.plan.queries.updates import with_public_updates
from gesamtplan.plan.states import MeasureState

COLUMNS = ("pk", "code", "title", "description", "state", "state_date", "start", "lead__code")


def measures_thin() -> QuerySet[Measure]:
    """Public measures with their state, without links."""
    return Measure.objects.public().with_state()


def public_measures() -> QuerySet[Measure]:
    """Measures that everybody may see, with their state and what a row of a list shows."""
    needs = Prefetch("needs", Need.objects.public().only("code"))
    return measures_thin().select_related("lead").prefetch_related("fields_of_action", needs, "sources")


def measures_by_key(pks: Iterable[int]) -> list[Measure]:
    """Measures with these keys, in the order of the keys."""
    return by_key(public_measures(), pks)


def measure_index() -> list[IndexRow]:
    """One thin row per public measure; three queries, whatever their number."""
    fields, needs = defaultdict(list), defaultdict(list)
    for measure, code in Measure.fields_of_action.through.objects.values_list(
        "measure_id", "fieldofaction__code"
    ):
        fields[measure].append(code)
    for measure, code in Measure.needs.through.objects.values_list("measure_id", "need__code"):
        needs[measure].append(code)
    rows = measures_thin().values_list(*COLUMNS)
    return [_index_row(dict(zip(COLUMNS, row, strict=True)), fields[row[0]], needs[row[0]]) for row in rows]


def _index_row(row: dict[str, Any], fields: list[str], needs: list[str]) -> IndexRow:
    start = row["start"]
    facets = {
        "field": fields or [UNKNOWN],
        "need": needs or [UNKNOWN],
        "start": [str(start.year) if start else UNKNOWN],
    }
    return index_row(row, MeasureState.values, facets, {"start": start})


def measure_page(code: str) -> Measure:
    """One public measure with all that its page shows; raises Measure.DoesNotExist."""
    needs = Prefetch("needs", Need.objects.public().with_state().select_related("open_topic__department"))
    rows = measures_thin().select_related("lead", "open_topic__department")
    return rows.prefetch_related(
        needs,
        with_public_updates(),
        "fields_of_action",
        "sources",
        "partners",
        "milestones",
    ).get(code=code)
