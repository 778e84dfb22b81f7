"""The four tiles of the first page, and what they leave out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gesamtplan.kern.formats import format_partial_date
from gesamtplan.plan.queries.listing import IndexRow
from gesamtplan.plan.queries.needs import group_counts
from gesamtplan.plan.queries.overview import TopicRow
from gesamtplan.plan.states import NEED_GROUPS, StateGroup
from gesamtplan.web.plan.shares import TONES


@dataclass(frozen=True)
class Tile:
    """Number, words, a note, and the filter of the list of needs that it opens."""

    number: int
    label: str
    note: str
    state: str
    css_class: str


@dataclass(frozen=True)
class Tiles:
    """The four tiles; `given_up` is the fifth group, told in a sentence below them."""

    shown: list[Tile]
    given_up: int
    given_up_state: str


def tiles(rows: Sequence[IndexRow], topics: Sequence[TopicRow]) -> Tiles:
    """From the index of needs and the register of open topics."""
    counts = group_counts(rows)
    labels = {
        StateGroup.MET: (_("needs met"), _("of %(total)s needs in all") % {"total": len(rows)}),
        StateGroup.PARTLY: (_("partly met or in work"), _("with evidence")),
        StateGroup.OPEN: (_("open when the project ended") if topics else _("open"), _next_report(topics)),
        StateGroup.UNKNOWN: (_("state unknown"), _("no public source found")),
    }
    shown = [
        Tile(counts[group], label, note, _filter(group), TONES[group])
        for group, (label, note) in labels.items()
    ]
    return Tiles(shown, counts[StateGroup.CLOSED], _filter(StateGroup.CLOSED))


def _filter(group: StateGroup) -> str:
    """The group, or the one state that it consists of."""
    states = NEED_GROUPS[group]
    return next(iter(states)) if len(states) == 1 else str(group.value)


def _next_report(topics: Sequence[TopicRow]) -> str:
    due = min((row.topic.next_report_due for row in topics if row.topic.next_report_due), default=None)
    return _("next report: %(date)s") % {"date": format_partial_date(due) if due else _("unknown")}
