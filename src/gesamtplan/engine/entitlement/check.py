"""Faults that only show when the rules are put together: contradictions, and rules that can never decide."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from gesamtplan.engine.entitlement.leaves import in_time
from gesamtplan.engine.entitlement.rules import Rule
from gesamtplan.engine.entitlement.ruleset import RuleSet


@dataclass(frozen=True, slots=True)
class Problem:
    """`code`: conflict or never-decides; `rules`: their ids; `message`: what, where, and what to do."""

    code: str
    rules: tuple[str, ...]
    message: str


def check_rules(rules: RuleSet) -> list[Problem]:
    """All faults, each pair of rules once; an empty list means that the rules fit together."""
    conflicts: dict[tuple[str, ...], Problem] = {}
    deciding: set[str] = set()
    for place, winners in _all_winners(rules):
        deciding.update(rule.id for rule in winners)
        if len({rule.verdict for rule in winners}) > 1:
            ids = tuple(sorted(rule.id for rule in winners))
            conflicts.setdefault(ids, _conflict(ids, winners, place))
    return [*conflicts.values(), *_never_deciding(rules, deciding)]


def _conflict(ids: tuple[str, ...], winners: list[Rule], place: str) -> Problem:
    said = ", ".join(f"{rule.id} says {rule.verdict} ({rule.file})" for rule in winners)
    remedy = "Add a condition, correct the dates, or name the weaker one under `overrides` of the stronger."
    return Problem("conflict", ids, f"Rules contradict each other for {place}: {said}. {remedy}")


def _never_deciding(rules: RuleSet, deciding: set[str]) -> Iterator[Problem]:
    for rule in rules.rules:
        if rule.id not in deciding:
            message = f"{rule.file}, {rule.id} never decides: others prevail. Correct its scope or remove it."
            yield Problem("never-decides", (rule.id,), message)


def _all_winners(rules: RuleSet) -> Iterator[tuple[str, list[Rule]]]:
    """Every situation that the rules can tell apart, with the rules that no other prevails over.

    A requirement on another kind counts as met: a contradiction that it hides today could open tomorrow.
    """
    for (status, kind), periods in rules.active.items():
        for in_force in set(periods):
            for months, facts in _situations(in_force):
                winners = rules.prevailing(_holding(in_force, months, facts))
                yield f"{status}, {kind}, month {months}, {_said(facts)}", winners


def _situations(in_force: tuple[Rule, ...]) -> Iterator[tuple[int, dict[str, bool]]]:
    codes = sorted({code for rule in in_force for code, _ in rule.when})
    steps = {0, *(step for rule in in_force for step in (rule.after_months, rule.until_months) if step)}
    for values in product((True, False), repeat=len(codes)):
        for months in sorted(steps):
            yield months, dict(zip(codes, values, strict=True))


def _holding(in_force: tuple[Rule, ...], months: int, facts: dict[str, bool]) -> list[Rule]:
    return [
        rule
        for rule in in_force
        if in_time(rule, months) and all(facts[code] is value for code, value in rule.when)
    ]


def _said(facts: dict[str, bool]) -> str:
    return ", ".join(code if value else f"!{code}" for code, value in facts.items()) or "any circumstances"
