"""Bars of needs by group of states: the same colours and words on every page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gesamtplan.plan.models import FieldOfAction
from gesamtplan.plan.queries.listing import IndexRow
from gesamtplan.plan.queries.needs import counts_by_field, group_counts
from gesamtplan.plan.states import StateGroup

TONES = {
    StateGroup.MET: "tone-good",
    StateGroup.PARTLY: "tone-part",
    StateGroup.OPEN: "tone-open",
    StateGroup.CLOSED: "tone-closed",
    StateGroup.UNKNOWN: "tone-unknown",
}


@dataclass(frozen=True)
class Segment:
    """One part of a bar."""

    group: StateGroup
    value: int

    @property
    def label(self) -> Any:
        """The group's word."""
        return self.group.label

    @property
    def css_class(self) -> str:
        """The group's colour."""
        return TONES[self.group]


@dataclass(frozen=True)
class FieldBar:
    """One field of action with its bar."""

    field: FieldOfAction
    segments: list[Segment]

    @property
    def total(self) -> int:
        """Needs of this field."""
        return sum(segment.value for segment in self.segments)


def segments(counts: Mapping[StateGroup, int]) -> list[Segment]:
    """In the order of the groups; empty ones too, so that tables have all columns."""
    return [Segment(group, counts.get(group, 0)) for group in StateGroup]


def bar_of(rows: Iterable[IndexRow]) -> list[Segment]:
    """One bar over all these needs."""
    return segments(group_counts(rows))


def field_bars(fields: Iterable[FieldOfAction], rows: Iterable[IndexRow]) -> list[FieldBar]:
    """One bar per field; a need of several fields is in each of them."""
    counted = counts_by_field(rows)
    return [
        FieldBar(field, segments(counted[field.code].counts if field.code in counted else {}))
        for field in fields
    ]
