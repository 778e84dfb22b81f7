"""The one way to leave a trace."""

from datetime import datetime
from typing import Any

from gesamtplan.accounts.models import User
from gesamtplan.audit.models import AuditEntry


def record(
    *,
    action: str,
    target: str,
    target_id: object,
    now: datetime,
    actor: User | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEntry:
    """Append one entry; called by every operation inside its own transaction."""
    return AuditEntry.objects.create(
        at=now,
        actor=actor,
        action=action,
        target=target,
        target_id=str(target_id),
        before=before,
        after=after,
        reason=reason,
    )
