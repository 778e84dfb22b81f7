"""Published status updates, as they stand below a need or a measure."""

from typing import Any

from django.db.models import Prefetch
from ninja import Field, Schema

from gesamtplan.api.shapes import OrganizationRef, PartialDate, SourceRef, Words, partial_date
from gesamtplan.plan.models import StatusUpdate


class UpdateOut(Schema):
    """What was reported at a date."""

    state: str
    text: Words | None
    date: PartialDate | None
    organization: OrganizationRef | None
    confidence: str | None = Field(description="high, medium, low; null where not judged")
    sources: list[SourceRef]

    @staticmethod
    def resolve_date(update: StatusUpdate) -> PartialDate | None:
        return partial_date(update.date, update.date_precision)

    @staticmethod
    def resolve_confidence(update: StatusUpdate) -> str | None:
        return update.confidence or None


def with_updates() -> "Prefetch[Any]":
    """The published updates of each row, newest first."""
    updates = StatusUpdate.objects.public().newest_first()
    return Prefetch("updates", updates.select_related("organization").prefetch_related("sources"))
