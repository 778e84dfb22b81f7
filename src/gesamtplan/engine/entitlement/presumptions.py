"""What is taken for granted while nobody has said otherwise, and what the opposite would change."""

from collections.abc import Iterable

from gesamtplan.engine.entitlement.branches import Branch, branches
from gesamtplan.engine.entitlement.leaves import Assumed, Facts, Question
from gesamtplan.engine.entitlement.results import Alternative
from gesamtplan.engine.entitlement.vocabulary import CONDITION_ORDER, CONDITIONS, KINDS


def presumed_facts(question: Question, known: Facts) -> dict[str, bool]:
    """What is taken for granted where a rule in force asks for it: by the kind, else by the condition."""
    implied = dict(KINDS[question.kind].presumes)
    presumed: dict[str, bool] = {}
    for code in sorted(_asked_for(question) - known.keys(), key=CONDITION_ORDER.__getitem__):
        value = implied.get(code, CONDITIONS[code].presumed)
        if value is not None:
            presumed[code] = value
    return presumed


def _asked_for(question: Question) -> set[str]:
    codes: set[str] = set()
    for rule in question.in_force():
        codes.update(code for code, _ in rule.when)
        codes |= _asked_for(question.about(rule.requires.kind)) if rule.requires else set()
    return codes


def alternatives(found: Iterable[Branch], under: Assumed = ()) -> tuple[Alternative, ...]:
    return tuple(Alternative((*under, *branch.assumed), branch.leaf) for branch in found)


def exceptions(
    question: Question, facts: Facts, presumed: Facts, found: tuple[Branch, ...]
) -> tuple[Alternative, ...]:
    """What the opposite of each presumption would change. What the kind itself implies is not reversed."""
    implied = {code for code, _ in KINDS[question.kind].presumes}
    told: list[Alternative] = []
    for code, value in presumed.items():
        if code not in implied:
            turned = branches(question, {**facts, code: not value})
            different = [branch for branch in turned if _differs(branch, found)]
            told.extend(alternatives(different, ((code, not value),)))
    return tuple(told)


def _differs(turned: Branch, usual: Iterable[Branch]) -> bool:
    """Somebody in the same other circumstances would get another answer."""
    return any(
        turned.leaf.outcome() != branch.leaf.outcome()
        for branch in usual
        if not _clash(turned.assumed, branch.assumed)
    )


def _clash(one: Assumed, other: Assumed) -> bool:
    """The two suppose the same circumstance differently."""
    supposed = dict(one)
    return any(supposed.get(code, value) is not value for code, value in other)
