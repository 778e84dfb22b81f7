"""Whose turn it is: pure, so every case can be read."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gesamtplan.offers.turns import Asked, Rhythm, whose_turn

DAY = dt.date(2026, 5, 20)
RHYTHM = Rhythm(every=7, next_after=14)
CHAIN = [("link", "a"), ("contact", "b"), ("coordination", "c")]


def days(number: int) -> dt.date:
    return DAY - dt.timedelta(days=number)


@pytest.mark.parametrize(
    ("sent", "turn"),
    [
        ([], 0),
        ([(6, 0)], None),  # asked six days ago: not yet again
        ([(7, 0)], 0),
        ([(7, 0), (14, 0)], 1),  # silent for two weeks
        ([(14, 0)], 1),
        ([(7, 1), (21, 0), (28, 0)], 1),
        ([(14, 1), (28, 0)], 2),
        ([(14, 2), (28, 1)], 2),  # after the last one comes the last one
    ],
)
def test_the_next_is_asked_when_nothing_happened(sent: list[tuple[int, int]], turn: int | None) -> None:
    unanswered = [Asked(days(ago), CHAIN[place]) for ago, place in sent]
    last_on = unanswered[0].on if unanswered else None
    assert whose_turn(CHAIN, unanswered, last_on, DAY, RHYTHM) == turn


def test_who_answered_begins_the_chain_anew() -> None:
    assert whose_turn(CHAIN, [], days(7), DAY, RHYTHM) == 0
    assert whose_turn(CHAIN, [], days(3), DAY, RHYTHM) is None


def test_somebody_who_is_not_known_any_more_is_passed_over() -> None:
    gone = [Asked(days(10), ("link", "gone"))]
    assert whose_turn(CHAIN, gone, days(10), DAY, RHYTHM) == 0
    assert whose_turn([], gone, days(10), DAY, RHYTHM) is None


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # other work on the machine
@given(st.integers(1, 5), st.integers(1, 30), st.integers(1, 60), st.integers(60, 200))
def test_a_silent_chain_is_walked_to_its_end_and_nobody_is_asked_too_often(
    length: int, every: int, next_after: int, span: int
) -> None:
    chain = [("contact", str(number)) for number in range(length)]
    sent: list[Asked] = []
    for day in (days(span - number) for number in range(span)):
        turn = whose_turn(chain, sent, sent[0].on if sent else None, day, Rhythm(every, next_after))
        if turn is not None:
            sent.insert(0, Asked(day, chain[turn]))
    places = [int(one.person[1]) for one in reversed(sent)]
    assert places == sorted(places)
    assert all(b - a <= 1 for a, b in pairwise(places))
    gaps = [(a.on - b.on).days for a, b in pairwise(sent)]
    assert all(gap >= every for gap in gaps)
