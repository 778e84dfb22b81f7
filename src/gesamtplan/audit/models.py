"""The record of changes; rows are added and never touched again."""

from typing import Any, NoReturn

from django.db import models

from gesamtplan.accounts.models import User


class AppendOnlyError(Exception):
    """Raised on any try to change or delete an audit entry. Write a new entry instead."""


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Refuses what would rewrite history."""

    def update(self, **kwargs: Any) -> NoReturn:  # noqa: ARG002 - signature of Django
        raise AppendOnlyError("An audit entry cannot be changed, because it is evidence. Record a new one.")

    def delete(self) -> NoReturn:
        raise AppendOnlyError("An audit entry cannot be deleted, because it is evidence. Record a new one.")


class AuditEntry(models.Model):
    """Who did what to which row, when, with the values before and after."""

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    target = models.CharField(max_length=60, help_text="room.model")
    target_id = models.CharField(max_length=80)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["target", "target_id"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.target} {self.target_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise AppendOnlyError(
                "An audit entry cannot be changed, because it is evidence. Record a new one."
            )
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ARG002 - signature of Django
        raise AppendOnlyError("An audit entry cannot be deleted, because it is evidence. Record a new one.")
