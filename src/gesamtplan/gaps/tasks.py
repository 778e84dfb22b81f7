"""Background work: the worker computes what somebody asked for."""

from django.utils.timezone import now
from django_tasks import task

from gesamtplan.gaps.operations.runs import compute


@task()
def assess(run: int) -> None:
    """Compute the run with this key."""
    compute(run=run, clock=now)
