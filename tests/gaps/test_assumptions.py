"""Assumptions: a change is a new version with reason and trace; nobody overwrites what he has not seen."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from gesamtplan.audit.models import AuditEntry
from gesamtplan.core.models import Source
from gesamtplan.gaps.imports import read_topics
from gesamtplan.gaps.inputs.topics import inputs_of, topics
from gesamtplan.gaps.models import AnalysisTopic, Assumption
from gesamtplan.gaps.operations import assumptions, store_analysis
from gesamtplan.gaps.operations.topics import store_topics
from gesamtplan.gaps.queries.assumptions import (
    analysis_with_words,
    uncomputed,
    usable_indicators,
    versions_of,
)
from gesamtplan.gaps.references import BadReferenceError
from tests import factories as make

pytestmark = pytest.mark.usefixtures("munich")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)
UNDER_3 = "bevoelkerung.migrationshintergrund-kinder.deutsch-und-nichtdeutsch-bis-2-jahre"


def current(code: str = "norm.under-3", topic: str = "day-care") -> Assumption:
    return Assumption.objects.get(topic__code=topic, code=code, is_current=True)


def change(
    code: str = "norm.under-3", version: int = 1, topic: str = "day-care", **values: Any
) -> Assumption:
    row = current(code, topic)
    wanted = replace(assumptions.as_change(row), **{"reason": "Neue Erhebung"} | values)
    return assumptions.change_assumption(
        topic=row.topic,
        code=code,
        version=version,
        change=wanted,
        actor=values.get("actor") or make.user("editor"),
        now=NOW,
    )


def test_change_makes_a_version_and_keeps_the_one_before() -> None:
    after = change(value=Decimal("0.5"), source_url="https://example.org/erhebung")
    assert (after.version, after.value, after.is_current, after.reason) == (
        2,
        Decimal("0.5"),
        True,
        "Neue Erhebung",
    )
    before = Assumption.objects.get(topic=after.topic, code=after.code, version=1)
    assert (before.value, before.is_current) == (Decimal("0.666667"), False)
    assert "https://example.org/erhebung" in {source.url for source in after.sources.all()}
    assert after.unit == before.unit


def test_change_is_told_by_whom_when_and_what() -> None:
    after = change(value=Decimal("0.5"))
    entry = AuditEntry.objects.get(target="gaps.assumption", action="change_assumption")
    assert (entry.before["value"], entry.after["value"], entry.reason) == ("0.666667", "0.5", "Neue Erhebung")
    newest, oldest = versions_of("day-care", "norm.under-3")
    assert (newest.row, newest.at, newest.by) == (after, NOW, entry.actor)
    assert (oldest.row.version, oldest.at, oldest.by) == (1, None, None)


def test_of_two_authors_with_the_same_version_the_second_is_told() -> None:
    change(value=Decimal("0.5"))
    with pytest.raises(assumptions.StaleAssumptionError):
        change(value=Decimal("0.9"), version=1)
    assert [row.value for row in Assumption.objects.filter(code="norm.under-3", is_current=True)] == [
        Decimal("0.5")
    ]
    assert AuditEntry.objects.filter(target="gaps.assumption").count() == 1


def test_earlier_version_holds_again_as_a_new_one() -> None:
    change(value=Decimal("0.5"))
    first = Assumption.objects.get(topic__code="day-care", code="norm.under-3", version=1)
    actor = make.user("coordinator")
    third = assumptions.restore_assumption(earlier=first, version=2, reason="Irrtum", actor=actor, now=NOW)
    assert (third.version, third.value, third.reason) == (3, Decimal("0.666667"), "Irrtum")
    assert list(third.sources.all()) == list(first.sources.all())
    with pytest.raises(assumptions.StaleAssumptionError):
        assumptions.restore_assumption(earlier=first, version=2, reason="Irrtum", actor=actor, now=NOW)


@pytest.mark.parametrize(
    ("code", "values", "error"),
    [
        ("norm.under-3", {"reason": "  "}, assumptions.NoReasonError),
        ("norm.under-3", {"value": None}, assumptions.BadValueError),
        ("norm.under-3", {"value": Decimal(-1)}, assumptions.BadValueError),
        ("reach.day-care", {"value": Decimal("7.5")}, assumptions.BadValueError),
        ("reach.day-care", {"value": Decimal(0)}, assumptions.BadValueError),
        ("norm.under-3", {"refers_to": {"indicator": UNDER_3}}, BadReferenceError),
        (
            "people.age-0-2-other",
            {"refers_to": {"indicator": "no-such", "part": "value"}},
            assumptions.NoFiguresError,
        ),
        (
            "people.age-0-2-other",
            {"refers_to": {"indicator": UNDER_3, "part": "base-5"}},
            assumptions.NoFiguresError,
        ),
    ],
)
def test_change_that_nobody_could_compute_with_is_refused(
    code: str, values: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        change(code, **values)
    assert not Assumption.objects.filter(version__gt=1).exists()


@pytest.mark.parametrize("role", ["reader", "contributor"])
def test_others_may_not_change(role: str) -> None:
    row = current()
    with pytest.raises(assumptions.NotAllowedError):
        assumptions.change_assumption(
            topic=row.topic,
            code=row.code,
            version=1,
            change=replace(assumptions.as_change(row), reason="Weil"),
            actor=make.user(role),
            now=NOW,
        )


def test_changed_norm_changes_the_inputs_and_waits_for_the_next_assessment() -> None:
    store_analysis(on=TODAY, now=NOW)
    assert uncomputed(analysis_with_words()) == []
    after = change("norm.bed", topic="accommodation", value=Decimal("1.1"))
    assert uncomputed(analysis_with_words()) == [after]
    inputs = inputs_of(topics().get(code="accommodation"), TODAY)[-1]
    assert inputs.norms["to-be-housed"].value == 1.1


def test_import_does_not_overwrite_what_the_desk_changed(settings: Any) -> None:
    change(value=Decimal("0.5"))
    entries, report = read_topics(settings.DATA_DIR / "needs-analysis.yaml")
    store_topics(entries=entries, report=report)
    assert (current().version, current().value) == (2, Decimal("0.5"))
    assert report.refused == []


def test_source_that_is_known_is_not_stored_twice() -> None:
    known, before = Source.objects.exclude(url="").first(), Source.objects.count()
    assert known is not None
    after = change(source_url=known.url, sources=())
    assert list(after.sources.all()) == [known]
    assert Source.objects.count() == before


def test_only_indicators_with_figures_on_the_level_are_offered() -> None:
    topic = AnalysisTopic.objects.get(code="day-care")
    offered = list(usable_indicators(topic))
    assert UNDER_3 in {row.code for row in offered}
    assert all(row.values.filter(area__kind="district", is_current=True).exists() for row in offered[:5])
