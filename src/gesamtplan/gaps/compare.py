"""Two stored analyses -> which rows changed, and what changed in what they were computed from. No database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Data = Mapping[str, Any]
Key = tuple[str, str, str, int]
SHOWN = ("people", "need", "places", "claims", "unmet", "best_unmet")
SAME = 1e-6  # people or places: sums of the same numbers in another order differ less


class Cause(StrEnum):
    """What a row can have changed by."""

    FIGURE = "figure"
    OFFER = "offer"
    RULE = "rule"
    ASSUMPTION = "assumption"
    ENGINE = "engine"


@dataclass(frozen=True)
class Row:
    """A stored row: what it says, and `answers`: (supply, status) -> answer of the entitlement engine."""

    topic: str
    group: str
    area: str
    year: int
    figures: Mapping[str, float | None]
    status: str
    reasons: tuple[str, ...]
    answers: Mapping[tuple[str, str], Data]

    @property
    def key(self) -> Key:
        """What makes two rows the same one."""
        return self.topic, self.group, self.area, self.year


@dataclass(frozen=True)
class Side:
    """One analysis: topics as it tells them, its rows, and the versions of the engine's norms."""

    topics: Sequence[Data]
    rows: Sequence[Row]
    norms_version: str


@dataclass(frozen=True)
class Change:
    """One thing that was put in and is different now; None where it was not there. `what` names it in its kind.

    figure, offer: facts as data. rule: answers of the entitlement engine. assumption: as data. engine: text.
    """

    cause: Cause
    topic: str
    what: str
    before: Any
    after: Any
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowChange:
    """A row that says something else; None where it was not there. `moved`: names of the figures that differ."""

    key: Key
    before: Row | None
    after: Row | None
    moved: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """`unchanged`: rows that say the same in both."""

    rows: tuple[RowChange, ...]
    causes: tuple[Change, ...]
    unchanged: int

    def because(self, cause: Cause) -> list[Change]:
        """The changes of one kind."""
        return [change for change in self.causes if change.cause == cause]


def compare(before: Side, after: Side) -> Comparison:
    """What changed from one analysis to the other, in the order of the later one."""
    old, new = ({row.key: row for row in side.rows} for side in (before, after))
    keys = list(dict.fromkeys([*new, *old]))
    changes = [change for key in keys if (change := _row(key, old.get(key), new.get(key)))]
    return Comparison(tuple(changes), tuple(_causes(before, after)), len(keys) - len(changes))


def _row(key: Key, before: Row | None, after: Row | None) -> RowChange | None:
    if before is None or after is None:
        return RowChange(key, before, after, ())
    moved = tuple(name for name in SHOWN if _differs(before.figures[name], after.figures[name]))
    same = not moved and (before.status, before.reasons) == (after.status, after.reasons)
    return None if same else RowChange(key, before, after, moved)


def _differs(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return before is not after
    return abs(before - after) > SAME


def _causes(before: Side, after: Side) -> Iterator[Change]:
    old, new = ({topic["code"]: topic for topic in side.topics} for side in (before, after))
    for code in dict.fromkeys([*new, *old]):
        yield from _listed(code, "assumptions", "code", old.get(code), new.get(code))
        yield from _listed(code, "facts", "key", old.get(code), new.get(code))
    yield from _answers(before.rows, after.rows)
    if before.norms_version != after.norms_version:
        yield Change(Cause.ENGINE, "", "norms", before.norms_version, after.norms_version)


def _listed(topic: str, name: str, key: str, before: Data | None, after: Data | None) -> Iterator[Change]:
    """Entries of a list of a topic that differ, came or went."""
    old, new = ({item[key]: item for item in side[name]} if side else {} for side in (before, after))
    for code in dict.fromkeys([*new, *old]):
        if old.get(code) != new.get(code):
            yield Change(_cause(name, code), topic, code, old.get(code), new.get(code))


def _cause(name: str, key: str) -> Cause:
    if name == "assumptions":
        return Cause.ASSUMPTION
    return Cause.OFFER if key.startswith("offer:") else Cause.FIGURE


def _answers(before: Iterable[Row], after: Iterable[Row]) -> Iterator[Change]:
    """Verdicts of the last year that each analysis judged; the same for all areas of a group, so told once."""
    old, new = _last_answers(before), _last_answers(after)
    for at in dict.fromkeys([*new, *old]):
        was, now = old.get(at), new.get(at)
        if _verdict(was) != _verdict(now):
            topic, group, supply, status = at
            yield Change(Cause.RULE, topic, f"{supply} {status}", was, now, (group,))


def _last_answers(rows: Iterable[Row]) -> dict[tuple[str, str, str, str], Data]:
    ordered = sorted(rows, key=lambda row: row.year)
    return {
        (row.topic, row.group, supply, status): answer
        for row in ordered
        for (supply, status), answer in row.answers.items()
    }


def _verdict(answer: Data | None) -> object:
    return answer and (answer["verdict"], answer["certainty"], [rule["id"] for rule in answer["rules"]])
