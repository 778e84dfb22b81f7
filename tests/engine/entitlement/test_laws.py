"""Laws that hold for every question, whatever the rules say."""

import random
from dataclasses import fields
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from gesamtplan.engine.entitlement import (
    CONDITIONS,
    KINDS,
    STATUSES,
    Entitlement,
    RuleSet,
    Verdict,
    change_dates,
    entitle,
    load_rules,
    month_steps,
)
from gesamtplan.engine.entitlement.answer_codes import Outcome

RULES = load_rules()
DAY = timedelta(days=1)
STRENGTH = [Verdict.CONDITIONAL, Verdict.IF_PLACE, Verdict.AT_DISCRETION, Verdict.BY_RIGHT]
CHANGES = change_dates(RULES)

law = settings(deadline=None)  # a machine under load is slow, not wrong
statuses = st.sampled_from(sorted(STATUSES))
kinds = st.sampled_from(sorted(KINDS))
months = st.none() | st.integers(0, 70)
facts = st.dictionaries(st.sampled_from(sorted(CONDITIONS)), st.booleans(), max_size=6)
days = st.dates(date(2012, 1, 1), date(2030, 12, 31)) | st.sampled_from(
    [d for c in CHANGES for d in (c - DAY, c)]
)


def said(answer: Entitlement) -> tuple[object, ...]:
    """What the answer says, without what only repeats the question."""
    alternatives = [(item.conditions, item.leaf.outcome()) for item in answer.alternatives]
    return answer.verdict, answer.after_months, answer.missing, [r.id for r in answer.rules], alternatives


@given(statuses, kinds, days, months, facts)
@law
def test_verdict_changes_only_at_a_rules_dates(
    status: str, kind: str, on: date, month: int | None, known: dict[str, bool]
) -> None:
    before, after = (entitle(RULES, status, kind, day, month, known) for day in (on - DAY, on))
    if on not in change_dates(RULES, kind, status):
        assert said(before) == said(after)


@given(statuses, kinds, days, facts)
@settings(max_examples=200, deadline=None)
def test_verdict_changes_only_at_a_step_of_months(
    status: str, kind: str, on: date, known: dict[str, bool]
) -> None:
    answers = [entitle(RULES, status, kind, on, month, known) for month in range(60)]
    for month, (before, after) in enumerate(pairwise(answers), 1):
        if month not in month_steps(RULES):
            assert said(before) == said(after)


@given(statuses, kinds, days, facts, st.integers(0, 60), st.integers(0, 60))
@law
@example("gestattung", "work", date(2024, 2, 26), {"in-reception": False}, 3, 9)
def test_more_months_never_take_away_a_right_that_came_with_waiting(
    status: str, kind: str, on: date, known: dict[str, bool], month: int, more: int
) -> None:
    now = entitle(RULES, status, kind, on, month, known)
    if now.since_months:
        then = entitle(RULES, status, kind, on, month + more, known)
        assert STRENGTH.index(then.verdict) >= STRENGTH.index(now.verdict)


@given(statuses, kinds, days, facts, st.integers(0, 60))
@law
def test_what_comes_later_is_what_is_answered_then(
    status: str, kind: str, on: date, known: dict[str, bool], month: int
) -> None:
    now = entitle(RULES, status, kind, on, month, known)
    for step in now.later:
        assert entitle(RULES, status, kind, on, step.after_months, known).verdict is step.verdict


@given(statuses, kinds, days, months, facts)
@law
def test_every_verdict_names_its_rule_or_is_unknown(
    status: str, kind: str, on: date, month: int | None, known: dict[str, bool]
) -> None:
    answer = entitle(RULES, status, kind, on, month, known)
    assert (answer.rule is not None and answer.certainty is not None) or answer.verdict is Verdict.UNKNOWN
    for rule in answer.rules:
        assert rule.kind == kind
        assert rule.concerns(status)
        assert rule.span.covers(on)
        assert rule.sources
    told = {
        item.rule.id for item in answer.explanation if item.outcome in {Outcome.DECIDED, Outcome.POSSIBLE}
    }
    assert told <= {rule.id for rule in answer.rules}


@given(statuses, kinds, days, months, facts)
@law
def test_alternatives_are_what_is_answered_once_the_circumstances_are_known(
    status: str, kind: str, on: date, month: int | None, known: dict[str, bool]
) -> None:
    answer = entitle(RULES, status, kind, on, month, known)
    for item in (*answer.alternatives, *answer.exceptions):
        if answer.alternatives or len(item.conditions) == 1:
            then = entitle(RULES, status, kind, on, month, known | dict(item.conditions))
            assert not then.alternatives
            assert (then.verdict, then.later) == (item.verdict, item.later)


@given(statuses, kinds, days, months, facts)
@law
def test_a_circumstance_that_is_stated_as_presumed_changes_nothing(
    status: str, kind: str, on: date, month: int | None, known: dict[str, bool]
) -> None:
    answer = entitle(RULES, status, kind, on, month, known)
    assert said(entitle(RULES, status, kind, on, month, known | dict(answer.presumed))) == said(answer)


@given(st.randoms(use_true_random=False), statuses, kinds, days, months, facts)
@settings(max_examples=30, deadline=None)
def test_loading_order_changes_nothing(
    chance: random.Random, status: str, kind: str, on: date, month: int | None, known: dict[str, bool]
) -> None:
    shuffled = list(RULES.rules)
    chance.shuffle(shuffled)
    other = RuleSet.build(shuffled, RULES.norms)
    assert entitle(other, status, kind, on, month, known) == entitle(RULES, status, kind, on, month, known)


@given(statuses, kinds, days, months, facts)
@law
def test_same_inputs_give_the_same_answer_and_digest(
    status: str, kind: str, on: date, month: int | None, known: dict[str, bool]
) -> None:
    turned_round = dict(reversed(list(known.items())))
    one = entitle(RULES, status, kind, on, month, known)
    two = entitle(RULES, status, kind, on, month, {**turned_round})
    assert all(getattr(one, field.name) == getattr(two, field.name) for field in fields(one))
    assert one.inputs_digest != entitle(RULES, status, kind, on + DAY, month, known).inputs_digest
