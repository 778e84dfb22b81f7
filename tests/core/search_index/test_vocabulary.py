"""Slips of the pen: what counts as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesamtplan.core.search_index.vocabulary import distance

WORDS = st.text("abcde", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("kurs", "kurs", 0),
        ("kusr", "kurs", 1),
        ("kur", "kurs", 1),
        ("kurss", "kurs", 1),
        ("kors", "kurs", 1),
        ("abcd", "dcba", 3),
    ],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert min(distance(one, other, 2), 3) == min(slips, 3)


@given(WORDS, WORDS)
def test_distance_is_symmetric_and_nought_for_the_same_word_only(one: str, other: str) -> None:
    assert distance(one, other, 8) == distance(other, one, 8)
    assert (distance(one, other, 8) == 0) == (one == other)


@given(WORDS, WORDS, st.integers(0, 3))
def test_counting_stops_early_but_never_lies(one: str, other: str, most: int) -> None:
    exact = distance(one, other, 99)
    told = distance(one, other, most)
    assert told == exact if exact <= most else told > most
