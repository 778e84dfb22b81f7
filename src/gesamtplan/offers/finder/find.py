"""The answer: every offer that fits, with "May I go there?", sorted by where one can go soonest."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from gesamtplan.engine.eligibility import Answer, Decider, May, OfferConditions, Person, Places
from gesamtplan.engine.entitlement import RuleSet
from gesamtplan.offers.finder.near import Way, longest_walk, ways
from gesamtplan.offers.finder.question import Question
from gesamtplan.offers.opening import open_at
from gesamtplan.offers.queries import Directory, Listed

OPEN_TO_ME = frozenset({May.YES, May.IF_PLACE})
USABLE = OPEN_TO_ME | {May.ASK}
_ROOM = frozenset({Places.FREE, Places.NOT_LIMITED})


@dataclass(frozen=True, slots=True)
class Match:
    """One offer for this person.

    - `day_one`: open to somebody who arrived today and is otherwise the same, if all that is unknown turns out well.
    - `way` None: no place to start from was said, or no site has a position.
    - `is_spoken`: one of the person's languages on site; None where nobody has said.
    """

    row: Listed
    answer: Answer
    day_one: bool
    way: Way | None
    is_spoken: bool | None


def find(question: Question, listed: Directory, rules: RuleSet, moment: datetime) -> list[Match]:
    """Sorted; `moment` is aware, in the time of the city. No query."""
    today = moment.date()
    chosen = listed.chosen(question.wanted, question.found_by_words)
    rows = [row for row in chosen if _fits(row, question, moment)]
    decide = _deciding(rules, question.person, today)
    at_once = _deciding(rules, replace(question.person, arrived=today, months=None), today)
    reached = ways(rows, question.here) if question.here else [None] * len(rows)
    found = [
        Match(
            row,
            decide(row.conditions),
            at_once(row.conditions).so_far in OPEN_TO_ME,
            way,
            _is_spoken(row, question.person),
        )
        for row, way in zip(rows, reached, strict=True)
    ]
    found.sort(key=_soonest)
    return found


def is_unmet(matches: Iterable[Match]) -> bool:
    """True where no offer fits at all, or each one that fits is shut for this person today."""
    return not any(match.answer.verdict in USABLE for match in matches)


def _fits(row: Listed, question: Question, moment: datetime) -> bool:
    if question.free_places and row.conditions.places not in _ROOM:
        return False
    if question.only_spoken and _is_spoken(row, question.person) is not True:
        return False
    return not question.open_now or is_open(row, moment) is True


def is_open(row: Listed, moment: datetime) -> bool | None:
    """At that moment, at any of its sites; None where no times are known."""
    return any(open_at(table, moment) for _, table in row.times) if row.times else None


def _deciding(rules: RuleSet, person: Person, today: date) -> Callable[[OfferConditions], Answer]:
    """Offers that ask the same share one object (see `directory`): each is decided once."""
    decider = Decider(rules, person, today)
    known: dict[int, Answer] = {}

    def decide(conditions: OfferConditions) -> Answer:
        answer = known.get(id(conditions))
        if answer is None:
            answer = known[id(conditions)] = decider.answer(conditions)
        return answer

    return decide


def _is_spoken(row: Listed, person: Person) -> bool | None:
    if row.languages is None or not person.languages:
        return None
    return bool(row.languages & person.languages)


def _is_far(match: Match) -> int:
    """0 in reach on foot, 2 beyond the longest limit of the norms, 1 where the way is not known."""
    return 1 if match.way is None else 2 * (match.way.minutes > longest_walk())


def _soonest(match: Match) -> tuple[Any, ...]:
    """Of two that are as open: the one open from the first day, in reach, where one is understood, that starts first,
    that is nearer."""
    return (
        match.answer.sooner,
        match.answer.opens_on or date.max,
        not match.day_one,
        _is_far(match),
        {True: 0, None: 1, False: 2}[match.is_spoken],
        match.row.next_start or date.max,
        match.way.minutes if match.way else math.inf,
        match.row.code,
    )
