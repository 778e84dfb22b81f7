"""One rule as data: whom it concerns, when, what it gives, how sure it is and where it stands."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gesamtplan.engine.entitlement.codes import Certainty, Level, Verdict
from gesamtplan.engine.entitlement.date_codes import EndMeaning, Precision, StartMeaning
from gesamtplan.engine.entitlement.fields import Text


@dataclass(frozen=True, slots=True)
class Source:
    """A stored copy of a public page."""

    id: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """The rule holds only if another kind of offer has one of these verdicts for the same person."""

    kind: str
    verdicts: frozenset[Verdict]


@dataclass(frozen=True, slots=True)
class Span:
    """When a rule is in force, both days included.

    `known_until`: the last day the source speaks for, if the end is unknown. A start that is IN_FORCE_BY a
    day is silent about earlier days: the rule is not used for them.
    """

    start: date | None
    start_meaning: StartMeaning
    start_precision: Precision
    end: date | None
    end_meaning: EndMeaning
    end_precision: Precision
    known_until: date | None

    def covers(self, on: date) -> bool:
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)

    def start_is_vague(self, on: date) -> bool:
        """The day lies in the month or year of which only part is known to be covered."""
        if self.start is None or self.start_meaning is not StartMeaning.STARTS:
            return False
        return self.start <= on <= _last_day(self.start, self.start_precision) and (
            self.start_precision is not Precision.DAY
        )

    def end_is_vague(self, on: date) -> bool:
        """The day lies after the last one that the source speaks for."""
        return self.end_meaning is EndMeaning.UNKNOWN and (self.known_until is None or on > self.known_until)


def _last_day(start: date, precision: Precision) -> date:
    if precision is Precision.YEAR:
        return date(start.year, 12, 31)
    return date(start.year, start.month, monthrange(start.year, start.month)[1])


@dataclass(frozen=True, slots=True)
class Rule:
    """A dated, sourced rule.

    - `statuses`: None = whatever the status. `when`: facts that must hold for the rule to apply.
    - `provided`: conditions it asks for, as far as named; the verdict is then conditional.
    - `after_months`: whole months since arrival before it gives anything; `until_months`: it ends then.
    - `overrides`: ids of rules over which it prevails although it is not narrower.
    - `reading`: how the delivered wording in `origin` was understood. `inferred`: not said there.
    """

    id: str
    kind: str
    statuses: frozenset[str] | None
    when: tuple[tuple[str, bool], ...]
    provided: tuple[str, ...]
    after_months: int
    until_months: int | None
    requires: Requirement | None
    overrides: frozenset[str]
    span: Span
    verdict: Verdict
    level: Level
    voluntary: bool
    certainty: Certainty
    inferred: bool
    sources: tuple[Source, ...]
    basis: Text
    note: Text | None
    exception: Text | None
    reading: Text | None
    origin: Mapping[str, Any] = field(compare=False, repr=False)
    file: str = field(compare=False, repr=False)

    def concerns(self, status: str) -> bool:
        return self.statuses is None or status in self.statuses

    def prevails_over(self, other: "Rule") -> bool:
        """Named as overriding it, or narrower in whom, in which circumstances and for how long it applies."""
        if other.id in self.overrides:
            return True
        return self.id not in other.overrides and self.is_within(other) and not other.is_within(self)

    def is_within(self, other: "Rule") -> bool:
        """Whenever this rule applies the other one does too."""
        return (
            _subset(self.statuses, other.statuses)
            and set(other.when) <= set(self.when)
            and other.after_months <= self.after_months
            and (other.until_months is None or (self.until_months or 10**6) <= other.until_months)
            and other.requires in {None, self.requires}
        )


def _subset(ours: frozenset[str] | None, theirs: frozenset[str] | None) -> bool:
    return theirs is None or (ours is not None and ours <= theirs)
