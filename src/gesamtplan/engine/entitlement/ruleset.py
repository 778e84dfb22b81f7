"""All rules together, indexed so that one question touches only the few rules that can matter."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gesamtplan.engine.entitlement.changes import turning_days
from gesamtplan.engine.entitlement.errors import UnknownCodeError
from gesamtplan.engine.entitlement.fields import Text
from gesamtplan.engine.entitlement.fit import check_fit
from gesamtplan.engine.entitlement.rules import Rule
from gesamtplan.engine.entitlement.vocabulary import KINDS, STATUSES

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NormsVersion:
    """The day the norms were written down, the last day they speak for, and the digest of the files."""

    version: date
    compiled: date
    caution: Text
    digest: str

    def __str__(self) -> str:
        return f"{self.version}+{self.digest[:12]}"


@dataclass(frozen=True, slots=True, eq=False)
class RuleSet:
    """`book`: (status, kind) -> rules by id. `active`: the same for each period between two dates of change.

    `periods` are the first days of all periods but the first, ascending. `stronger`: rule id -> ids of the
    rules that prevail over it where both apply.
    """

    rules: tuple[Rule, ...]
    norms: NormsVersion
    periods: tuple[date, ...]
    book: Mapping[tuple[str, str], tuple[Rule, ...]]
    active: Mapping[tuple[str, str], tuple[tuple[Rule, ...], ...]]
    stronger: Mapping[str, frozenset[str]]

    @classmethod
    def build(cls, rules: Iterable[Rule], norms: NormsVersion) -> "RuleSet":
        """The order of the rules does not matter. Raises RuleFileError if they do not fit together."""
        ordered = tuple(sorted(rules, key=lambda rule: rule.id))
        check_fit(ordered)
        periods = turning_days(ordered)
        book = {
            (status, kind): tuple(rule for rule in ordered if rule.kind == kind and rule.concerns(status))
            for status in STATUSES
            for kind in KINDS
        }
        active = {key: _by_period(found, periods) for key, found in book.items()}
        return cls(ordered, norms, periods, book, active, _stronger(ordered))

    def in_force(self, status: str, kind: str, period: int) -> tuple[Rule, ...]:
        return self.active[status, kind][period]

    def period(self, on: date) -> int:
        """Number of the period that holds the day; 0 = before the first change."""
        return bisect_right(self.periods, on)

    def rule(self, rule_id: str) -> Rule:
        """Raises UnknownCodeError if there is no such rule."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise UnknownCodeError("rule", rule_id, [rule.id for rule in self.rules])

    def prevailing(self, holding: Collection[Rule]) -> list[Rule]:
        """Of the rules that apply, those over which no other prevails: one, or several equally specific."""
        ids = {rule.id for rule in holding}
        return [rule for rule in holding if ids.isdisjoint(self.stronger[rule.id])]


def _stronger(rules: tuple[Rule, ...]) -> dict[str, frozenset[str]]:
    return {
        rule.id: frozenset(
            other.id for other in rules if other.kind == rule.kind and other.prevails_over(rule)
        )
        for rule in rules
    }


def _by_period(rules: tuple[Rule, ...], periods: tuple[date, ...]) -> tuple[tuple[Rule, ...], ...]:
    days = [periods[0] - _DAY if periods else date.min, *periods]
    return tuple(tuple(rule for rule in rules if rule.span.covers(day)) for day in days)
