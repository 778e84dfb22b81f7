"""Which residence papers open an offer, as far as the paper decides: what a reader without network can look up."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from gesamtplan.engine.eligibility import (
    Answer,
    Condition,
    Criterion,
    Decider,
    Demand,
    May,
    OfferConditions,
    Person,
    Places,
)
from gesamtplan.engine.entitlement import STATUSES, RuleSet

_NOTHING_ELSE = tuple(
    Condition(criterion, Demand.NONE_REQUIRED) for criterion in Criterion if criterion is not Criterion.STATUS
)


@dataclass(frozen=True, slots=True)
class Group:
    """Papers with the same answer. `answer` is one of theirs: verdict, months and what it hopes for are the same."""

    answer: Answer
    statuses: tuple[str, ...]


def papers_of(rules: RuleSet, on: date) -> Callable[[OfferConditions], tuple[Group, ...]]:
    """For one offer, its papers from the best answer to the worst; offers that ask the same are decided once.

    Only the paper is weighed: age, family and the like are told beside it. Free places fade within days, so none is
    taken for known; where whoever comes is served, that stays true.
    """
    deciders = {code: Decider(rules, Person(status=code), on) for code in STATUSES}
    arrived = {code: Decider(rules, Person(status=code, months=0), on) for code in STATUSES}
    known: dict[OfferConditions, tuple[Group, ...]] = {}

    def decide(offer: OfferConditions) -> tuple[Group, ...]:
        asked = _paper_alone(offer)
        if asked not in known:
            answers = {code: _answer(deciders[code], arrived[code], asked) for code in STATUSES}
            known[asked] = _grouped(answers)
        return known[asked]

    return decide


def _paper_alone(offer: OfferConditions) -> OfferConditions:
    status = tuple(c for c in offer.conditions if c.criterion is Criterion.STATUS)
    places = Places.NOT_LIMITED if offer.places is Places.NOT_LIMITED else Places.UNKNOWN
    return replace(offer, conditions=(*status, *_NOTHING_ELSE), places=places)


def _answer(decider: Decider, arrived: Decider, offer: OfferConditions) -> Answer:
    """Where it hangs on the arrival, what holds for somebody who has just come: "after N months" says it for all."""
    answer = decider.answer(offer)
    if not any(one.about == "arrival" for one in answer.not_known):
        return answer
    first = arrived.answer(offer)
    return first if first.verdict is May.AFTER_MONTHS else answer


def _grouped(answers: dict[str, Answer]) -> tuple[Group, ...]:
    groups: dict[tuple[May, May, int | None], list[str]] = {}
    for code, answer in answers.items():
        groups.setdefault((answer.verdict, answer.so_far, answer.after_months), []).append(code)
    found = [Group(answers[codes[0]], tuple(codes)) for codes in groups.values()]
    return tuple(sorted(found, key=lambda group: group.answer.sooner))
