"""The spans of the matrix: every day and month once, and never another answer than the engine's."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesamtplan.engine.entitlement import KINDS, STATUSES, entitle, load_rules
from gesamtplan.gaps.circumstances import Circumstances, all_circumstances
from gesamtplan.gaps.day_one import (
    DayOneInputs,
    Key,
    OfferFact,
    Period,
    Stretch,
    answer,
    cells,
    date_spans,
    in_short,
    month_spans,
    outcome_changes,
    turns,
)

DAY = timedelta(days=1)
COURSE = OfferFact(
    "X01", frozenset({"integration-course"}), frozenset({"duldung"}), date(2018, 1, 1), date(2019, 6, 30)
)
OPEN_COURSE = OfferFact("X02", frozenset({"integration-course"}), None, date(2025, 12, 15), None)
INPUTS = DayOneInputs(load_rules(), (COURSE, OPEN_COURSE), all_circumstances())
BY_CODE = {item.code: item for item in INPUTS.circumstances}
days = st.dates(min_value=date(2012, 1, 1), max_value=date(2030, 12, 31))


@cache
def matrix() -> dict[Key, tuple[Period, ...]]:
    return dict(cells(INPUTS))


def stretch_at(key: Key, on: date, months: int) -> Stretch:
    found = [
        stretch
        for period in matrix()[key]
        if (period.valid_from or on) <= on <= (period.valid_to or on)
        for stretch in period.stretches
        if stretch.months_from <= months <= (months if stretch.months_to is None else stretch.months_to)
    ]
    assert len(found) == 1
    return found[0]


@given(st.sets(days))
def test_date_spans_cover_every_day_once(edges: set[date]) -> None:
    spans = date_spans(edges)
    assert spans[0][0] is None
    assert spans[-1][1] is None
    for (_, end), (start, _) in pairwise(spans):
        assert end is not None
        assert start == end + DAY


@given(st.sets(st.integers(min_value=0, max_value=60)))
def test_month_spans_cover_every_month_once(steps: set[int]) -> None:
    spans = month_spans(steps)
    seen = Counter(month for start, end in spans for month in range(start, (61 if end is None else end) + 1))
    assert all(seen[month] == 1 for month in range(62))


def test_cells_hold_every_combination_once() -> None:
    assert len(matrix()) == len(STATUSES) * len(KINDS) * len(INPUTS.circumstances)


def test_periods_of_a_cell_follow_without_gap_and_differ() -> None:
    for periods in matrix().values():
        assert periods[0].valid_from is None
        assert periods[-1].valid_to is None
        for before, after in pairwise(periods):
            assert before.valid_to is not None
            assert after.valid_from == before.valid_to + DAY
            assert before.stretches != after.stretches


@given(
    status=st.sampled_from(list(STATUSES)),
    kind=st.sampled_from(list(KINDS)),
    circumstances=st.sampled_from(list(BY_CODE)),
    on=days,
    months=st.integers(min_value=0, max_value=70),
)
def test_matrix_says_what_the_engine_says(
    status: str, kind: str, circumstances: str, on: date, months: int
) -> None:
    conditions = dict(BY_CODE[circumstances].conditions)
    stored = stretch_at((status, kind, circumstances), on, months).answer
    assert stored == answer(INPUTS, status, kind, on, months, conditions)
    assert stored.entitlement == in_short(entitle(INPUTS.rules, status, kind, on, months, conditions))


@pytest.mark.parametrize(
    ("status", "kind", "circumstances", "on", "months", "outcome"),
    [
        ("duldung-discretionary", "integration-course", "unstated", date(2025, 11, 30), 0, "if-place"),
        ("duldung-discretionary", "integration-course", "unstated", date(2025, 12, 2), 0, "nobody"),
        ("duldung-discretionary", "integration-course", "unstated", date(2025, 12, 15), 0, "municipal"),
        ("duldung", "integration-course", "unstated", date(2018, 5, 1), 0, "municipal"),
        ("duldung", "integration-course", "unstated", date(2019, 7, 1), 0, "nobody"),
        ("p25-2", "integration-course", "unstated", date(2025, 12, 2), 0, "by-right"),
        ("gestattung", "work", "outside-reception", date(2024, 3, 1), 0, "after-months"),
        ("gestattung", "work", "outside-reception", date(2024, 3, 1), 5, "at-discretion"),
        ("gestattung", "work", "outside-reception", date(2024, 3, 1), 7, "by-right"),
        ("gestattung", "work", "outside-reception", date(2024, 2, 26), 7, "at-discretion"),
        ("gestattung", "work", "safe-country", date(2024, 3, 1), 7, "nobody"),
        ("duldung", "municipal-german-course", "unstated", date(2016, 5, 1), 0, "unknown"),
        ("duldung", "municipal-german-course", "unstated", date(2018, 5, 1), 0, "municipal"),
        ("other-title", "first-orientation", "unstated", date(2025, 12, 2), 0, "unknown"),
    ],
)
def test_cell(status: str, kind: str, circumstances: str, on: date, months: int, outcome: str) -> None:
    assert stretch_at((status, kind, circumstances), on, months).answer.outcome == outcome


def test_an_exception_stays_with_the_closed_cell() -> None:
    found = stretch_at(("duldung-discretionary", "integration-course", "unstated"), date(2025, 12, 2), 0)
    assert {fact[0] for item in found.answer.entitlement["exceptions"] for fact in item["conditions"]} == {
        "obliged",
        "self-payer",
    }


def test_a_hole_stays_unknown_though_the_city_offers_something() -> None:
    offer = OfferFact("X03", frozenset(KINDS), None, None, None)
    inputs = replace(INPUTS, offers=(offer,))
    assert answer(inputs, "other-title", "first-orientation", date(2025, 12, 2), 0, {}).outcome == "unknown"


def test_digest_depends_on_offers_and_circumstances_only() -> None:
    same = DayOneInputs(load_rules(), (COURSE, OPEN_COURSE), all_circumstances())
    other = replace(
        INPUTS, circumstances=(*INPUTS.circumstances, Circumstances("x", BY_CODE["unstated"].name, ()))
    )
    assert same.digest == INPUTS.digest
    assert len({INPUTS.digest, replace(INPUTS, offers=(COURSE,)).digest, other.digest}) == 3


def test_outcome_changes_names_the_months() -> None:
    before = [(0, "after-months"), (3, "at-discretion"), (9, "by-right")]
    after = [(0, "after-months"), (3, "at-discretion"), (6, "by-right")]
    assert outcome_changes(before, after) == [(6, "at-discretion", "by-right")]


def test_turns_tell_closing_from_first_knowledge() -> None:
    found = turns(matrix()["duldung-discretionary", "integration-course", "unstated"])
    assert [(turn.on, turn.learned) for turn in found] == [
        (date(2018, 1, 1), True),
        (date(2025, 12, 1), False),
        (date(2025, 12, 15), False),
    ]
