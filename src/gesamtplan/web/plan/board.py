"""Needs as a board: one column per state that occurs."""

from collections.abc import Iterable
from dataclasses import dataclass

from gesamtplan.plan.queries.listing import IndexRow
from gesamtplan.plan.states import NeedState

CARDS = 40


@dataclass(frozen=True)
class Column:
    """One state with its first cards; `more` counts those that are not shown."""

    state: str
    label: str
    cards: list[IndexRow]
    total: int

    @property
    def more(self) -> int:
        """Needs of this state beyond the cards shown."""
        return self.total - len(self.cards)


def board(rows: Iterable[IndexRow]) -> list[Column]:
    """Columns in the order of the states."""
    by_state: dict[str, list[IndexRow]] = {}
    for row in rows:
        by_state.setdefault(row.state, []).append(row)
    return [
        Column(state.value, str(state.label), by_state[state][:CARDS], len(by_state[state]))
        for state in NeedState
        if state in by_state
    ]
