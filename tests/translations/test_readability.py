"""The readability figure, against cases that a planner can count again."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gesamtplan.translations.readability import LONGER_THAN, Band, Readability, readability

CASES = yaml.safe_load(Path(__file__).with_name("readability.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_counts_are_those_of_a_reader(case: dict[str, Any]) -> None:
    found = readability(case["text"])
    assert found == Readability(case["words"], case["sentences"], case["long"])
    assert round(found.lix, 2) == case["lix"]
    assert found.band == case["band"]


@pytest.mark.parametrize("text", ["", "  \n ", "… – !"])
def test_text_without_words_has_no_figure(text: str) -> None:
    assert readability(text) is None


@pytest.mark.parametrize(
    ("words", "band"),
    [(29, Band.VERY_EASY), (30, Band.EASY), (40, Band.MEDIUM), (50, Band.HARD), (60, Band.VERY_HARD)],
)
def test_band_begins_at_its_limit(words: int, band: Band) -> None:
    assert Readability(words, 1, 0).band == band


WORDS = st.lists(st.text("abcdefgäöü", min_size=1, max_size=12), min_size=1, max_size=20)


@given(WORDS)
def test_splitting_a_sentence_never_makes_it_harder(words: list[str]) -> None:
    whole, split = readability(" ".join(words)), readability(".\n".join(words))
    assert whole is not None
    assert split is not None
    assert (split.words, split.long_words) == (whole.words, whole.long_words)
    assert split.lix <= whole.lix


@given(WORDS)
def test_counts_are_within_bounds(words: list[str]) -> None:
    found = readability(" ".join(words))
    assert found is not None
    assert found.words == len(words)
    assert found.long_words == sum(len(word) > LONGER_THAN for word in words)
