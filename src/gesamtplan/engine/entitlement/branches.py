"""What the rules say over all facts that are not known.

Circumstances that nobody has stated are split one by one, yes and no, until the rules decide. Branches that
come out the same are joined again, so that a circumstance without influence never shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gesamtplan.engine.entitlement.leaves import (
    Assumed,
    Facts,
    Leaf,
    Question,
    contradicted,
    leaf_of,
    surest_first,
)
from gesamtplan.engine.entitlement.vocabulary import CONDITION_ORDER


@dataclass(frozen=True, slots=True)
class Branch:
    """A leaf and the circumstances, not known so far, under which it is reached."""

    assumed: Assumed
    leaf: Leaf


def branches(question: Question, facts: Facts) -> tuple[Branch, ...]:
    """One branch if all completions of the facts agree; else one for each way they differ."""
    code = _first_open(question, facts)
    if code is None:
        return (Branch((), leaf_of(question, facts)),)
    yes = branches(question, {**facts, code: True})
    no = branches(question, {**facts, code: False})
    if _shape(yes) == _shape(no):
        return tuple(_joined(one, other) for one, other in zip(yes, no, strict=True))
    return _under(yes, code, value=True) + _under(no, code, value=False)


def _shape(found: Iterable[Branch]) -> list[tuple[object, ...]]:
    return [(branch.assumed, branch.leaf.outcome()) for branch in found]


def _joined(one: Branch, other: Branch) -> Branch:
    rules = {rule.id: rule for rule in (*one.leaf.rules, *other.leaf.rules)}
    return Branch(one.assumed, replace(one.leaf, rules=surest_first(rules.values())))


def _under(found: tuple[Branch, ...], code: str, *, value: bool) -> tuple[Branch, ...]:
    return tuple(Branch(((code, value), *branch.assumed), branch.leaf) for branch in found)


def _first_open(question: Question, facts: Facts) -> str | None:
    """The first circumstance, in the order of the vocabulary, that still lets a rule apply or not."""
    codes = _open_codes(question, facts)
    return min(codes, key=CONDITION_ORDER.__getitem__) if codes else None


def _open_codes(question: Question, facts: Facts) -> set[str]:
    codes: set[str] = set()
    for rule in question.in_force():
        if not contradicted(rule, facts):
            codes.update(code for code, _ in rule.when if code not in facts)
            codes |= _open_codes(question.about(rule.requires.kind), facts) if rule.requires else set()
    return codes
