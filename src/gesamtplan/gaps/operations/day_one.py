"""Storing the day-one matrix."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from django.db import transaction

from gesamtplan.accounts.models import User
from gesamtplan.engine.entitlement import KINDS, STATUSES
from gesamtplan.gaps.day_one import DayOneInputs, Key, Period, Stretch, cells
from gesamtplan.gaps.explanation import explain
from gesamtplan.gaps.findings import Cells, status_of
from gesamtplan.gaps.inputs.day_one import day_one_inputs
from gesamtplan.gaps.models import Assessment, DayOneRow
from gesamtplan.gaps.operations.stored import seen_before, trace
from gesamtplan.gaps.states import AssessmentKind
from gesamtplan.offers.models import Offer

Progress = Callable[[int, int], None]
BATCH = 500


def store_day_one(
    *, on: date, now: datetime, actor: User | None = None, progress: Progress | None = None
) -> Assessment:
    """Compute the day-one matrix for all days and store it; for inputs seen before nothing is written.

    `on` is the day for which the gaps are counted. `progress(done, total)` is called as cells are done.
    The computing itself holds no transaction.
    """
    inputs = day_one_inputs()
    if known := seen_before(kind=AssessmentKind.DAY_ONE, digest=inputs.digest, now=now, actor=actor):
        return known
    found = dict(_counted(inputs, progress))
    return _stored(on, now, inputs, found, actor)


@transaction.atomic
def _stored(on: date, now: datetime, inputs: DayOneInputs, found: Cells, actor: User | None) -> Assessment:
    explanation = explain(inputs, found, on)
    assessment = Assessment.objects.create(
        kind=AssessmentKind.DAY_ONE,
        on=on,
        inputs_digest=inputs.digest,
        norms_version=str(inputs.rules.norms),
        status=status_of(explanation),
        explanation=explanation,
        created_at=now,
        current_since=now,
    )
    _store_rows(assessment, found)
    trace("store", assessment, now, actor)
    return assessment


def _counted(inputs: DayOneInputs, progress: Progress | None) -> Iterator[tuple[Key, tuple[Period, ...]]]:
    total = len(STATUSES) * len(KINDS) * len(inputs.circumstances)
    for done, cell in enumerate(cells(inputs), 1):
        yield cell
        if progress:
            progress(done, total)


def _store_rows(assessment: Assessment, found: Cells) -> None:
    pairs = [
        (_row(assessment, key, period, stretch), stretch.answer.offers)
        for key, periods in found.items()
        for period in periods
        for stretch in period.stretches
    ]
    DayOneRow.objects.bulk_create([row for row, _ in pairs], batch_size=BATCH)
    offers = dict(Offer.objects.values_list("code", "pk"))
    link = DayOneRow.offers.through
    links = [link(dayonerow_id=row.pk, offer_id=offers[code]) for row, codes in pairs for code in codes]
    link.objects.bulk_create(links, batch_size=BATCH)


def _row(assessment: Assessment, key: Key, period: Period, stretch: Stretch) -> DayOneRow:
    status, kind, circumstances = key
    return DayOneRow(
        assessment=assessment,
        status_code=status,
        kind_code=kind,
        circumstances=circumstances,
        valid_from=period.valid_from,
        valid_to=period.valid_to,
        months_from=stretch.months_from,
        months_to=stretch.months_to,
        outcome=stretch.answer.outcome,
        entitlement=stretch.answer.entitlement,
    )
