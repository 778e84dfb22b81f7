"""What storing any assessment has in common."""

from datetime import datetime

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.gaps.models import Assessment


def seen_before(*, kind: str, digest: str, now: datetime, actor: User | None) -> Assessment | None:
    """The assessment of the same inputs. If newer ones came between, it is the shown one again."""
    assessment = Assessment.objects.filter(kind=kind, inputs_digest=digest).first()
    if assessment is None:
        return None
    newer = Assessment.objects.filter(kind=kind, current_since__gt=assessment.current_since)
    if newer.exists():
        assessment.current_since = now
        assessment.save(update_fields=["current_since"])
        trace("make-current", assessment, now, actor)
    return assessment


def trace(action: str, assessment: Assessment, now: datetime, actor: User | None) -> None:
    """The audit row of an assessment."""
    record(
        action=action,
        target="gaps.assessment",
        target_id=assessment.pk,
        now=now,
        actor=actor,
        after={"inputs_digest": assessment.inputs_digest, "status": assessment.status},
    )
