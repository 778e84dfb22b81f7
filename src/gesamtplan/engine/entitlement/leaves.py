"""What the rules in force say when all facts that matter are decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from gesamtplan.engine.entitlement.codes import Verdict
from gesamtplan.engine.entitlement.rules import Rule
from gesamtplan.engine.entitlement.ruleset import RuleSet

Facts = Mapping[str, bool]
Assumed = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """The part of a question that stays the same while facts are tried out."""

    rules: RuleSet
    status: str
    kind: str
    period: int
    months: int

    def in_force(self) -> tuple[Rule, ...]:
        return self.rules.in_force(self.status, self.kind, self.period)

    def about(self, kind: str) -> "Question":
        return Question(self.rules, self.status, kind, self.period, self.months)


@dataclass(frozen=True, slots=True)
class Step:
    """What holds from a number of months since arrival on."""

    after_months: int
    verdict: Verdict
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """The verdict for decided facts. `missing`: conditions it asks for that are not known to be met."""

    verdict: Verdict
    rules: tuple[Rule, ...]
    missing: tuple[str, ...] = ()
    conflict: bool = False
    after_months: int | None = None
    later: tuple[Step, ...] = ()

    def outcome(self) -> tuple[object, ...]:
        """What a person sees of it: two leaves that agree here need not be told apart."""
        steps = tuple((step.after_months, step.verdict) for step in self.later)
        return self.verdict, self.missing, self.conflict, self.after_months, steps


def contradicted(rule: Rule, facts: Facts) -> tuple[str, ...]:
    """The conditions of the rule that the facts deny."""
    denied = [code for code, value in rule.when if facts.get(code, value) is not value]
    return (*denied, *(code for code in rule.provided if facts.get(code) is False))


def leaf_of(question: Question, facts: Facts) -> Leaf:
    """The verdict and what comes later. Every condition that a rule asks for by `when` must be in `facts`."""
    candidates = [rule for rule in question.in_force() if not contradicted(rule, facts)]
    now = _verdict_at(question, candidates, facts, question.months)
    later = _later(question, candidates, facts, now)
    if now.rules or now.conflict or not later:
        return replace(now, later=later)
    return replace(
        now,
        verdict=Verdict.AFTER_MONTHS,
        rules=later[0].rules,
        after_months=later[0].after_months,
        later=later,
    )


def _later(question: Question, candidates: list[Rule], facts: Facts, now: Leaf) -> tuple[Step, ...]:
    steps: list[Step] = []
    before = now.verdict
    for months in sorted(step for step in _thresholds(question, candidates) if step > question.months):
        leaf = _verdict_at(question, candidates, facts, months)
        if leaf.verdict is not before:
            steps.append(Step(months, leaf.verdict, leaf.rules))
            before = leaf.verdict
    return tuple(steps)


def _thresholds(question: Question, candidates: Iterable[Rule]) -> set[int]:
    """Months at which something may change, also through a kind that is required."""
    found: set[int] = set()
    for rule in candidates:
        found |= {rule.after_months, rule.until_months or 0}
        if rule.requires:
            other = question.about(rule.requires.kind)
            found |= _thresholds(other, other.in_force())
    return found


def _verdict_at(question: Question, candidates: Iterable[Rule], facts: Facts, months: int) -> Leaf:
    holding = [
        rule
        for rule in candidates
        if in_time(rule, months) and requirement_met(question, rule, facts, months)
    ]
    winners = question.rules.prevailing(holding)
    verdicts = {rule.verdict for rule in winners}
    if len(verdicts) != 1:
        return Leaf(Verdict.UNKNOWN, tuple(winners), conflict=bool(winners))
    rules = surest_first(winners)
    return Leaf(rules[0].verdict, rules, missing=_missing(rules[0], facts))


def in_time(rule: Rule, months: int) -> bool:
    """The waiting time is over and the rule has not run out."""
    return rule.after_months <= months and (rule.until_months is None or months < rule.until_months)


def requirement_met(question: Question, rule: Rule, facts: Facts, months: int) -> bool:
    """The required kind has one of the verdicts asked for. All facts it depends on must be in `facts`."""
    if rule.requires is None:
        return True
    other = Question(question.rules, question.status, rule.requires.kind, question.period, months)
    return leaf_of(other, facts).verdict in rule.requires.verdicts


def _missing(rule: Rule, facts: Facts) -> tuple[str, ...]:
    return tuple(code for code in rule.provided if code not in facts)


_SURENESS = {"high": 0, "medium": 1, "low": 2}


def surest_first(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Rules that agree, the one to be shown first: surest, then by id."""
    return tuple(sorted(rules, key=lambda rule: (_SURENESS[rule.certainty], rule.id)))
