"""The register of open topics moves with the reports."""

from datetime import date

import pytest

from gesamtplan.audit.models import AuditEntry
from gesamtplan.plan.models import Need, OpenTopic
from gesamtplan.plan.operations import add_status_update, publish_status_update
from gesamtplan.plan.operations.topics import next_report
from gesamtplan.plan.operations.updates import Report
from tests import factories as make

pytestmark = pytest.mark.django_db
DUE = date(2025, 12, 31)


def publish(need: Need, on: date, publish: bool = True) -> None:
    report = Report(state="recognised", on=on, text={"de": "Stand"})
    author = make.user("coordinator")
    add_status_update(
        subject=need, report=report, author=author, version=need.version, now=make.NOW, publish=publish
    )


def due_of(need: Need) -> date | None:
    return OpenTopic.objects.get(need=need).next_report_due


@pytest.mark.parametrize(
    ("due", "cadence", "on", "expected"),
    [
        (DUE, 12, date(2026, 1, 15), date(2027, 1, 15)),
        (DUE, 6, date(2025, 8, 31), date(2026, 2, 28)),
        (None, 12, date(2024, 2, 29), date(2025, 2, 28)),
        (DUE, 12, date(2020, 1, 1), DUE),
        (DUE, None, date(2026, 1, 15), DUE),
        (None, None, date(2026, 1, 15), None),
    ],
)
def test_publication_moves_the_next_report_by_the_cadence(
    due: date | None, cadence: int | None, on: date, expected: date | None
) -> None:
    need = make.need()
    make.open_topic(need, next_report_due=due, cadence_months=cadence)
    told = next_report(need, on)
    publish(need, on)
    assert due_of(need) == expected
    assert told is not None
    assert (told.due, told.cadence_months) == (expected, cadence)
    moves = AuditEntry.objects.filter(target="plan.opentopic", target_id=need.code)
    assert moves.count() == (expected != due)


def test_second_update_of_the_same_day_moves_nothing() -> None:
    need = make.need()
    make.open_topic(need, next_report_due=DUE, cadence_months=12)
    for _ in range(2):
        publish(need, date(2026, 1, 15))
    assert due_of(need) == date(2027, 1, 15)


def test_draft_moves_nothing_until_it_is_published() -> None:
    need = make.need()
    make.open_topic(need, next_report_due=DUE, cadence_months=12)
    publish(need, date(2026, 1, 15), publish=False)
    assert due_of(need) == DUE
    draft = need.updates.get()
    publish_status_update(update=draft, author=make.user("coordinator"), version=1, now=make.NOW)
    assert due_of(need) == date(2027, 1, 15)


def test_closed_topics_and_other_subjects_are_left_alone() -> None:
    closed = make.need()
    make.open_topic(closed, next_report_due=DUE, cadence_months=12, closed_on=date(2025, 1, 1))
    publish(closed, date(2026, 1, 15))
    assert due_of(closed) == DUE
    assert next_report(make.need(), DUE) is None
