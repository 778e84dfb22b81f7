"""Reads of the record of changes."""

from gesamtplan.accounts.models import User
from gesamtplan.audit.models import AuditEntry


def latest_entry(target: str, target_id: object, action: str, actor: User) -> AuditEntry | None:
    """The last time this person did this to this row; None where they never did."""
    rows = AuditEntry.objects.filter(target=target, target_id=str(target_id), action=action, actor=actor)
    return rows.first()
