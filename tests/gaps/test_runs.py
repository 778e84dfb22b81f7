"""Runs: asked for, computed with progress, failing in words, started again after their worker died."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from gesamtplan.audit.models import AuditEntry
from gesamtplan.gaps.models import Assessment, AssessmentRun
from gesamtplan.gaps.operations import runs
from gesamtplan.gaps.states import AssessmentKind, RunState
from tests import factories as make

pytestmark = pytest.mark.usefixtures("munich")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)
NO_WORKER = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def ask(**values: Any) -> AssessmentRun:
    return runs.ask_for_assessment(**{"on": TODAY, "actor": make.user("coordinator"), "now": NOW} | values)


def waiting(**values: Any) -> AssessmentRun:
    return AssessmentRun.objects.create(**{"on": TODAY, "asked_at": NOW, "total": runs.STEPS} | values)


def clock() -> datetime:
    return NOW


def test_run_ends_with_its_assessment() -> None:
    actor = make.user("editor")
    run = ask(actor=actor)
    run.refresh_from_db()
    assert (run.state, run.done, run.total, run.message) == (RunState.FINISHED, 100, 100, "")
    assert run.assessment is not None
    assert run.assessment.kind == AssessmentKind.NEEDS
    assert AuditEntry.objects.filter(target="gaps.run", action="ask_for_assessment", actor=actor).count() == 1


@pytest.mark.parametrize("role", ["", "reader", "contributor"])
def test_others_may_not_ask(role: str) -> None:
    with pytest.raises(runs.NotAllowedError):
        ask(actor=make.user(role))
    assert not AssessmentRun.objects.exists()


def test_editor_of_one_department_may_not_ask() -> None:
    with pytest.raises(runs.NotAllowedError):
        ask(actor=make.user("editor", "sozialreferat"))


def test_two_clicks_start_one_run(settings: Any) -> None:
    settings.TASKS = NO_WORKER
    first = ask()
    assert ask(now=NOW + timedelta(seconds=1)) == first
    assert AssessmentRun.objects.count() == 1


def test_run_that_may_be_alive_is_not_started_again(settings: Any) -> None:
    settings.TASKS = NO_WORKER
    first = waiting(state=RunState.RUNNING)
    assert ask(again=True, now=NOW + timedelta(seconds=30)) == first


def test_run_that_died_is_started_again_and_stays_dead(settings: Any) -> None:
    settings.TASKS = NO_WORKER
    first = waiting(state=RunState.RUNNING, done=40)
    late = NOW + runs.OVERDUE
    assert runs.is_overdue(first, late)
    second = ask(again=True, now=late)
    first.refresh_from_db()
    assert second != first
    assert (first.state, first.message.split(":")[0]) == (RunState.FAILED, runs.TAKEN_OVER)
    with pytest.raises(runs.TakenOverError):
        runs._progress(first, 0, 100)(50, 100)
    first.refresh_from_db()
    assert first.done == 40


def test_progress_is_saved_step_by_step() -> None:
    run = waiting(state=RunState.RUNNING)
    save = runs._progress(run, 30, 99)
    seen = []
    for done in range(5):
        save(done, 4)
        seen.append(AssessmentRun.objects.get(pk=run.pk).done)
    assert seen == [30, 47, 64, 81, 99]


def test_failure_is_kept_with_its_kind_and_words() -> None:
    run = waiting(on=date(1950, 1, 1))
    with pytest.raises(Exception, match="nothing to analyse"):
        runs.compute(run=run.pk, clock=clock)
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert run.message.startswith("NothingToAnalyseError: There is nothing to analyse")
    assert AuditEntry.objects.filter(target="gaps.run", action="fail_assessment").count() == 1


@pytest.mark.parametrize("state", [RunState.RUNNING, RunState.FINISHED, RunState.FAILED])
def test_run_that_does_not_wait_is_left_alone(state: RunState) -> None:
    run, before = waiting(state=state), Assessment.objects.count()
    runs.compute(run=run.pk, clock=clock)
    run.refresh_from_db()
    assert (run.state, run.done, Assessment.objects.count()) == (state, 0, before)
