"""Runs: somebody asks for an assessment, a worker computes it and says how far it is."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.core.models import Instance
from gesamtplan.gaps.models import Assessment, AssessmentRun
from gesamtplan.gaps.operations.analysis import store_analysis
from gesamtplan.gaps.operations.day_one import store_day_one
from gesamtplan.gaps.rules import may_analyse
from gesamtplan.gaps.states import RunState

UNFINISHED = (RunState.WAITING, RunState.RUNNING)
OVERDUE = timedelta(minutes=2)
STEPS = 100
DAY_ONE_STEPS = 30
TAKEN_OVER = "TakenOver"


class RunError(Exception):
    """Base of all reasons for which no run is started; nothing was written."""


class NotAllowedError(RunError):
    """Raised when the person may not ask for an assessment. Ask the coordination for a role."""


class TakenOverError(Exception):
    """Raised in a worker whose run somebody has started again: it stops, the newer run goes on."""


def ask_for_assessment(*, on: date, actor: User, now: datetime, again: bool = False) -> AssessmentRun:
    """A run that a worker will compute; the unfinished one if there is one, so that two clicks start one run.

    `again` gives an unfinished run up that is overdue (its worker was stopped) and starts a new one.
    Raises NotAllowedError.
    """
    from gesamtplan.gaps.tasks import assess  # noqa: PLC0415 - the task calls this module: it stands above

    if not may_analyse(actor):
        raise NotAllowedError(f"{actor} may not ask for an assessment. Ask the coordination for a role.")
    with transaction.atomic():
        list(
            Instance.objects.select_for_update()
        )  # one at a time, so that nobody starts a second run beside ours
        unfinished = AssessmentRun.objects.filter(state__in=UNFINISHED).first()
        if unfinished and not (again and is_overdue(unfinished, now)):
            return unfinished
        if unfinished:
            _give_up(unfinished, actor, now)
        run = AssessmentRun.objects.create(on=on, asked_by=actor, asked_at=now, total=STEPS)
        _trace("ask_for_assessment", run, actor, now, {"on": on.isoformat()})
    assess.enqueue(run.pk)
    return run


def is_overdue(run: AssessmentRun, now: datetime) -> bool:
    """Unfinished for so long that its worker may have been stopped."""
    return run.state in UNFINISHED and now - run.asked_at >= OVERDUE


def compute(*, run: int, clock: Callable[[], datetime]) -> None:
    """Compute both assessments of a waiting run, saving how far it is; what goes wrong is kept and raised again.

    `clock` gives the time at the start and at the end. A run that is not waiting is left alone.
    """
    rows = AssessmentRun.objects.filter(pk=run)
    if not rows.filter(state=RunState.WAITING).update(state=RunState.RUNNING):
        return
    asked = rows.select_related("asked_by").get()
    try:
        assessment = _assessed(asked, clock)
    except TakenOverError:
        return
    except Exception as error:
        message = f"{type(error).__name__}: {error}"
        rows.filter(state=RunState.RUNNING).update(state=RunState.FAILED, message=message)
        _trace("fail_assessment", asked, asked.asked_by, clock(), {"message": message})
        raise
    rows.filter(state=RunState.RUNNING).update(state=RunState.FINISHED, done=STEPS, assessment=assessment)


def _assessed(run: AssessmentRun, clock: Callable[[], datetime]) -> Assessment:
    """The matrix first, because it is the shorter part; then the needs analysis, which is the run's result."""
    now, actor = clock(), run.asked_by
    store_day_one(on=run.on, now=now, actor=actor, progress=_progress(run, 0, DAY_ONE_STEPS))
    analysis = _progress(run, DAY_ONE_STEPS, STEPS - 1)
    analysis(0, 1)
    return store_analysis(on=run.on, now=now, actor=actor, progress=analysis)


def _progress(run: AssessmentRun, first: int, last: int) -> Callable[[int, int], None]:
    """Saves steps from `first` to `last` of the run, each once. Raises TakenOverError."""

    def save(done: int, total: int) -> None:
        step = first + (last - first) * done // max(total, 1)
        if step == run.done and done:
            return
        run.done = step
        if not AssessmentRun.objects.filter(pk=run.pk, state=RunState.RUNNING).update(done=step):
            raise TakenOverError(f"Run {run.pk} was started again. This worker stops.")

    return save


def _give_up(run: AssessmentRun, actor: User, now: datetime) -> None:
    run.state, run.message = RunState.FAILED, f"{TAKEN_OVER}: started again after {now - run.asked_at}"
    run.save(update_fields=["state", "message"])
    _trace("give_up_assessment", run, actor, now, {"done": run.done})


def _trace(
    action: str, run: AssessmentRun, actor: User | None, now: datetime, after: dict[str, object]
) -> None:
    record(action=action, target="gaps.run", target_id=run.pk, now=now, actor=actor, after=after)
