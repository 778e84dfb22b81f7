"""Who may use what, as spans of dates and months: pure numbers and rules, no database.

Between two days on which a rule or an offer changes nothing can change, nor between two steps of months. So
one answer per span says everything for any day; neighbouring spans with the same answer are joined.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Any

from gesamtplan.engine.digest import digest_of
from gesamtplan.engine.entitlement import (
    KINDS,
    STATUSES,
    Entitlement,
    Level,
    RuleSet,
    Verdict,
    change_dates,
    entitle,
    month_steps,
)
from gesamtplan.gaps.circumstances import Circumstances

METHOD = "day-one 1"
DAY = timedelta(days=1)
Data = dict[str, Any]
Key = tuple[str, str, str]
Facts = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class OfferFact:
    """A voluntary offer of the city. `statuses` None: everybody, or unknown; no day: validity unknown."""

    code: str
    kinds: frozenset[str]
    statuses: frozenset[str] | None
    valid_from: date | None
    valid_to: date | None

    def stands_in(self, status: str, kind: str, on: date) -> bool:
        """True unless something known speaks against it."""
        return (
            kind in self.kinds
            and (self.statuses is None or status in self.statuses)
            and (self.valid_from is None or self.valid_from <= on)
            and (self.valid_to is None or on <= self.valid_to)
        )

    def as_data(self) -> Data:
        """For the digest: the same offer always gives the same text."""
        return {
            "code": self.code,
            "kinds": sorted(self.kinds),
            "statuses": None if self.statuses is None else sorted(self.statuses),
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
        }


@dataclass(frozen=True)
class DayOneInputs:
    """All that the matrix depends on."""

    rules: RuleSet
    offers: tuple[OfferFact, ...]
    circumstances: tuple[Circumstances, ...]

    @property
    def digest(self) -> str:
        """Changes with rules, offers, circumstances or the method; not with the day of computing."""
        return digest_of(
            {
                "method": METHOD,
                "norms": self.rules.norms.digest,
                "offers": [offer.as_data() for offer in self.offers],
                "circumstances": [item.as_data() for item in self.circumstances],
            }
        )


@dataclass(frozen=True)
class Answer:
    """What a person meets: outcome code, the engine's answer in short, codes of the city's offers."""

    outcome: str
    entitlement: Data
    offers: tuple[str, ...]


@dataclass(frozen=True)
class Stretch:
    """An answer that holds for a span of months; `months_to` None is open."""

    months_from: int
    months_to: int | None
    answer: Answer


@dataclass(frozen=True)
class Period:
    """What holds between two days, both included; None is open."""

    valid_from: date | None
    valid_to: date | None
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Turn:
    """On `on` the outcome of a cell became another one. `learned`: before, it was not known."""

    on: date
    learned: bool


def cells(inputs: DayOneInputs) -> Iterator[tuple[Key, tuple[Period, ...]]]:
    """((status, kind, circumstances), periods without gap or overlap), in the order of the matrix."""
    steps = month_spans(month_steps(inputs.rules))
    for status in STATUSES:
        for kind in KINDS:
            days = date_spans(turning_days(inputs, status, kind))
            asked = _asked_for(inputs.rules, status, kind)
            known: dict[Facts, tuple[Period, ...]] = {}
            for item in inputs.circumstances:
                facts = tuple(fact for fact in item.conditions if fact[0] in asked)
                if facts not in known:
                    known[facts] = _periods(inputs, status, kind, facts, days, steps)
                yield (status, kind, item.code), known[facts]


def _asked_for(rules: RuleSet, status: str, kind: str) -> set[str]:
    """The conditions that any rule on the cell asks for; whatever else is known cannot matter."""
    codes: set[str] = set()
    for rule in rules.book[status, kind]:
        codes.update(rule.provided, (code for code, _ in rule.when))
        codes |= _asked_for(rules, status, rule.requires.kind) if rule.requires else set()
    return codes


def turning_days(inputs: DayOneInputs, status: str, kind: str) -> set[date]:
    """First days on which the answer of a cell, or a caveat of it, can differ from the day before."""
    days = set(change_dates(inputs.rules, kind, status)) | {inputs.rules.norms.compiled + DAY}
    for rule in inputs.rules.book[status, kind]:
        days |= {rule.span.known_until + DAY} if rule.span.known_until else set()
        days |= _end_of_vagueness(rule.span.start, rule.span.start_precision)
    for offer in inputs.offers:
        if kind in offer.kinds:
            days |= {offer.valid_from} if offer.valid_from else set()
            days |= {offer.valid_to + DAY} if offer.valid_to else set()
    return days


def _end_of_vagueness(start: date | None, precision: str) -> set[date]:
    """First day after the month or year of which only part is covered by a rule."""
    if start is None or precision == "day":
        return set()
    if precision == "year" or start.month == 12:
        return {date(start.year + 1, 1, 1)}
    return {date(start.year, start.month + 1, 1)}


def date_spans(days: Iterable[date]) -> list[tuple[date | None, date | None]]:
    """Turning days -> spans that cover every day exactly once."""
    edges: list[date] = sorted(set(days))
    starts: list[date | None] = [None, *edges]
    ends: list[date | None] = [*(day - DAY for day in edges), None]
    return list(zip(starts, ends, strict=True))


def month_spans(steps: Iterable[int]) -> list[tuple[int, int | None]]:
    """Steps of months -> spans that cover every number from 0 on exactly once."""
    starts = [0, *sorted(set(steps) - {0})]
    ends: list[int | None] = [*(step - 1 for step in starts[1:]), None]
    return list(zip(starts, ends, strict=True))


def _periods(
    inputs: DayOneInputs,
    status: str,
    kind: str,
    facts: Facts,
    days: list[tuple[date | None, date | None]],
    steps: list[tuple[int, int | None]],
) -> tuple[Period, ...]:
    def answer_at(on: date, months: int) -> Answer:
        return answer(inputs, status, kind, on, months, dict(facts))

    found = [Period(start, end, _stretches(_day_in(start, end), steps, answer_at)) for start, end in days]
    groups = [list(same) for _, same in groupby(found, key=lambda period: period.stretches)]
    return tuple(Period(same[0].valid_from, same[-1].valid_to, same[0].stretches) for same in groups)


def _day_in(start: date | None, end: date | None) -> date:
    return start or end or date.min


def _stretches(
    on: date, steps: list[tuple[int, int | None]], answer_at: Callable[[date, int], Answer]
) -> tuple[Stretch, ...]:
    found = [Stretch(start, end, answer_at(on, start)) for start, end in steps]
    groups = [list(same) for _, same in groupby(found, key=lambda stretch: stretch.answer)]
    return tuple(Stretch(same[0].months_from, same[-1].months_to, same[0].answer) for same in groups)


def answer(
    inputs: DayOneInputs, status: str, kind: str, on: date, months: int, conditions: Mapping[str, bool]
) -> Answer:
    """Federal or state entitlement, else a voluntary offer of the city, else nobody; a hole stays unknown."""
    said = entitle(inputs.rules, status, kind, on, months=months, conditions=conditions)
    offers: tuple[str, ...] = ()
    if said.verdict in {Verdict.NO, Verdict.AFTER_MONTHS} or said.level is Level.MUNICIPAL:
        offers = tuple(offer.code for offer in inputs.offers if offer.stands_in(status, kind, on))
    return Answer(outcome_of(said, has_offer=bool(offers)), in_short(said), offers)


def outcome_of(said: Entitlement, *, has_offer: bool) -> str:
    """One of gaps.states.Outcome."""
    if said.verdict is Verdict.NO:
        return "municipal" if has_offer else "nobody"
    if said.verdict is not Verdict.UNKNOWN and said.level is Level.MUNICIPAL:
        return "municipal"
    return said.verdict.value


def in_short(said: Entitlement) -> Data:
    """Codes only: rules, conditions and words stand once in the explanation of the assessment."""
    return {
        "verdict": said.verdict.value,
        "rules": [rule.id for rule in said.rules],
        "level": said.level.value if said.level else None,
        "certainty": said.shown_certainty.value if said.shown_certainty else None,
        "since_months": said.since_months,
        "after_months": said.after_months,
        "missing": list(said.missing),
        "later": _steps(said.later),
        "presumed": [list(fact) for fact in said.presumed],
        "alternatives": [_alternative(item) for item in said.alternatives],
        "exceptions": [_alternative(item) for item in said.exceptions],
        "caveats": [caveat.value for caveat in said.caveats],
        "completeness": said.completeness.value,
    }


def _alternative(item: Any) -> Data:
    return {
        "conditions": [list(fact) for fact in item.conditions],
        "verdict": item.verdict.value,
        "after_months": item.after_months,
        "later": _steps(item.later),
    }


def _steps(steps: Iterable[Any]) -> list[list[Any]]:
    return [[step.after_months, step.verdict.value] for step in steps]


def turns(periods: tuple[Period, ...]) -> list[Turn]:
    """The days on which the outcome changed for at least one number of months."""
    found = []
    for before, after in pairwise(periods):
        changes = outcome_changes(_outcomes(before), _outcomes(after))
        if changes and after.valid_from:
            found.append(Turn(after.valid_from, learned=all(was == "unknown" for _, was, _ in changes)))
    return found


def _outcomes(period: Period) -> list[tuple[int, str]]:
    return [(stretch.months_from, stretch.answer.outcome) for stretch in period.stretches]


def outcome_changes(
    before: list[tuple[int, str]], after: list[tuple[int, str]]
) -> list[tuple[int, str, str]]:
    """(months from, outcome before, outcome after) for each step of months at which the two differ.

    Both lists hold (first month, outcome), ascending from 0.
    """
    starts = sorted({months for months, _ in (*before, *after)})
    pairs = [(months, _at(before, months), _at(after, months)) for months in starts]
    return [(months, was, now) for months, was, now in pairs if was != now]


def _at(steps: list[tuple[int, str]], months: int) -> str:
    return [outcome for start, outcome in steps if start <= months][-1]
