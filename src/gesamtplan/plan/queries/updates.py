"""Reads of published status updates."""

from typing import Any

from django.db.models import Prefetch

from gesamtplan.plan.models import StatusUpdate


def with_public_updates() -> "Prefetch[Any]":
    """The published updates of each need or measure, newest first, as its list `public_updates`."""
    updates = StatusUpdate.objects.public().newest_first()
    rows = updates.select_related("organization").prefetch_related("sources")
    return Prefetch("updates", rows, to_attr="public_updates")
