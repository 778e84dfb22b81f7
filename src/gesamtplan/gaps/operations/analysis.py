"""Storing the needs analysis: inputs -> engine -> rows, for all topics at once."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db import transaction

from gesamtplan.accounts.models import User
from gesamtplan.engine.digest import digest_of
from gesamtplan.engine.entitlement import load_rules
from gesamtplan.gaps.analysis import Analysis, Row, analyse
from gesamtplan.gaps.inputs.facts import CITY
from gesamtplan.gaps.inputs.topics import YearInputs, inputs_of, topics
from gesamtplan.gaps.models import Assessment, GapRow
from gesamtplan.gaps.operations.stored import seen_before, trace
from gesamtplan.gaps.protection import protected, threshold
from gesamtplan.gaps.ranking import ranks
from gesamtplan.gaps.statement import engine_version, statement
from gesamtplan.gaps.states import AssessmentKind, AssessmentStatus, RowStatus
from gesamtplan.territory.models import Area
from gesamtplan.territory.states import AreaKind

Progress = Callable[[int, int], None]
METHOD = "needs 1"
BATCH = 500


class NothingToAnalyseError(Exception):
    """Raised when no topic has figures. Import a needs-analysis.yaml and the figures it names."""


def store_analysis(
    *, on: date, now: datetime, actor: User | None = None, progress: Progress | None = None
) -> Assessment:
    """Compute all topics as of a day and store them; for inputs seen before nothing is written.

    `progress(done, total)` is called after each topic and year. The computing itself holds no transaction.
    Raises NothingToAnalyseError, or BadInput of the engine naming the row that makes no sense.
    """
    inputs = _inputs(on)
    digest = digest_of(
        {
            "method": METHOD,
            "engine": engine_version(),
            "inputs": [one.digest for one in inputs],
            "threshold": threshold(),
        }
    )
    if known := seen_before(kind=AssessmentKind.NEEDS, digest=digest, now=now, actor=actor):
        return known
    found: list[Analysis] = []
    for done, one in enumerate(inputs, 1):
        found.append(protected(analyse(one)))
        if progress:
            progress(done, len(inputs))
    return _stored(on, now, digest, found, actor)


def _inputs(on: date) -> list[YearInputs]:
    rules = load_rules()
    inputs = [one for topic in topics() for one in inputs_of(topic, on, rules)]
    if not inputs:
        raise NothingToAnalyseError(
            f"There is nothing to analyse on {on}, because no topic has figures for that day. "
            "Import a needs-analysis.yaml and the figures it names, or choose a later day."
        )
    return inputs


@transaction.atomic
def _stored(
    on: date, now: datetime, digest: str, found: Sequence[Analysis], actor: User | None
) -> Assessment:
    rows = [row for one in found for row in one.rows]
    assessment = Assessment.objects.create(
        kind=AssessmentKind.NEEDS,
        on=on,
        inputs_digest=digest,
        norms_version=engine_version(),
        status=_status(rows),
        explanation=statement(found),
        created_at=now,
        current_since=now,
    )
    areas = {
        CITY if kind == AreaKind.CITY else code: pk
        for kind, code, pk in Area.objects.values_list("kind", "code", "pk")
    }
    stored = [row for one in found for row in _rows(assessment, one, areas)]
    GapRow.objects.bulk_create(stored, batch_size=BATCH)
    trace("store", assessment, now, actor)
    return assessment


def _status(rows: Sequence[Row]) -> AssessmentStatus:
    partial = any(row.status == RowStatus.PARTIAL for row in rows)
    return AssessmentStatus.PARTIAL if partial else AssessmentStatus.COMPLETE


def _rows(assessment: Assessment, one: Analysis, areas: dict[str, int]) -> list[GapRow]:
    groups = {group.code: group for group in one.inputs.groups}
    return [
        GapRow(
            assessment=assessment,
            group=groups[row.group],
            area_id=areas[row.area],
            year=row.year,
            rank=rank,
            status=row.status,
            reasons=list(row.reasons),
            explanation=dict(row.explanation),
            **row.figures,
        )
        for row, rank in zip(one.rows, ranks(one.rows), strict=True)
    ]
