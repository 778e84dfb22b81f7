"""Writes of the plan."""

from gesamtplan.plan.operations.updates import add_status_update, discard_draft, publish_status_update

__all__ = ["add_status_update", "discard_draft", "publish_status_update"]
