"""The record of changes is added to and never touched."""

from datetime import UTC, datetime

import pytest

from gesamtplan.audit.models import AppendOnlyError, AuditEntry
from gesamtplan.audit.operations import record

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_an_entry_can_be_added_but_not_changed(munich: None) -> None:
    entry = record(action="try", target="core.source", target_id="S01", now=NOW, after={"a": 1})
    entry.reason = "else"
    with pytest.raises(AppendOnlyError):
        entry.save()
    with pytest.raises(AppendOnlyError):
        entry.delete()
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.all().delete()
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.update(reason="else")
    assert AuditEntry.objects.get(pk=entry.pk).reason == ""
