"""Reads of measures."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from gesamtplan.plan.models import Measure, Need, StatusUpdate
from gesamtplan.plan.queries.listing import UNKNOWN, IndexRow
from gesamtplan.plan.states import MeasureState

COLUMNS = ("pk", "code", "title", "description", "state", "state_date", "start", "lead__code")
STATE_ORDER = {state: place for place, state in enumerate(MeasureState.values)}


def measures_thin() -> QuerySet[Measure]:
    """Public measures with their state, without links."""
    return Measure.objects.public().with_state()


def public_measures() -> QuerySet[Measure]:
    """Measures that everybody may see, with their state and what a row of a list shows."""
    needs = Prefetch("needs", Need.objects.public())
    return (
        measures_thin()
        .select_related("lead")
        .prefetch_related("fields_of_action", needs, "sources", "partners")
    )


def measures_by_key(pks: Iterable[int]) -> list[Measure]:
    """Measures with these keys, in the order of the keys."""
    wished = list(pks)
    found = {measure.pk: measure for measure in public_measures().filter(pk__in=wished)}
    return [found[pk] for pk in wished if pk in found]


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
    texts = [row["code"], *row["title"].values(), *(row["description"] or {}).values()]
    return IndexRow(
        pk=row["pk"],
        code=row["code"],
        title=str(row["title"]),
        words=" ".join(texts).casefold(),
        state=row["state"],
        state_date=row["state_date"],
        facets={
            "field": fields or [UNKNOWN],
            "state": [row["state"]],
            "lead": [row["lead__code"] or UNKNOWN],
            "need": needs or [UNKNOWN],
            "start": [str(row["start"].year) if row["start"] else UNKNOWN],
        },
        order={
            "code": row["code"],
            "title": str(row["title"]).casefold(),
            "state": STATE_ORDER[row["state"]],
            "date": row["state_date"],
            "start": row["start"],
            "lead": row["lead__code"],
        },
    )


def measure_page(code: str) -> Measure:
    """One public measure with all that its page shows; raises Measure.DoesNotExist."""
    updates = (
        StatusUpdate.objects.public()
        .newest_first()
        .select_related("organization")
        .prefetch_related("sources")
    )
    needs = Prefetch("needs", Need.objects.public().with_state().select_related("open_topic__department"))
    rows = measures_thin().select_related("lead", "open_topic__department")
    return rows.prefetch_related(
        needs,
        Prefetch("updates", updates, to_attr="public_updates"),
        "fields_of_action",
        "sources",
        "partners",
        "milestones",
    ).get(code=code)
