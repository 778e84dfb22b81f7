"""Why each rule did or did not decide, as data."""

from collections.abc import Iterator
from datetime import date

from gesamtplan.engine.entitlement.answer_codes import Outcome
from gesamtplan.engine.entitlement.leaves import Facts, Question, contradicted, in_time
from gesamtplan.engine.entitlement.results import Considered
from gesamtplan.engine.entitlement.rules import Rule

Ids = frozenset[str]


def explain(
    question: Question, on: date, facts: Facts, decided: Ids, possible: Ids
) -> tuple[Considered, ...]:
    """All rules on this status and kind, whenever in force, by id."""
    found = question.rules.book[question.status, question.kind]
    return tuple(_considered(rule, question, on, facts, decided, possible) for rule in found)


def _considered(
    rule: Rule, question: Question, on: date, facts: Facts, decided: Ids, possible: Ids
) -> Considered:
    if rule.id in decided:
        return Considered(rule, Outcome.DECIDED)
    if not rule.span.covers(on):
        return Considered(rule, Outcome.NOT_IN_FORCE)
    return next(_reasons(rule, question, facts, decided, possible))


def _reasons(
    rule: Rule, question: Question, facts: Facts, decided: Ids, possible: Ids
) -> Iterator[Considered]:
    """The reasons why a rule in force did not decide, the first is the one to tell."""
    if denied := contradicted(rule, facts):
        yield Considered(rule, Outcome.CONDITION_NOT_MET, conditions=denied)
    if not in_time(rule, question.months):
        yield _out_of_time(rule, question.months)
    if rule.id in possible:
        yield Considered(rule, Outcome.POSSIBLE)
    if by := tuple(sorted(question.rules.stronger[rule.id] & (decided | possible))):
        yield Considered(rule, Outcome.BEATEN, by=by)
    if unsaid := tuple(code for code, _ in rule.when if code not in facts):
        yield Considered(rule, Outcome.CONDITION_NOT_KNOWN, conditions=unsaid)
    yield Considered(rule, Outcome.REQUIREMENT_NOT_MET)


def _out_of_time(rule: Rule, months: int) -> Considered:
    if months < rule.after_months:
        return Considered(rule, Outcome.WAITING, months=rule.after_months)
    return Considered(rule, Outcome.TIME_OVER, months=rule.until_months)
