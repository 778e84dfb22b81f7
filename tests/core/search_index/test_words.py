"""Words: the cases a planner reads, and what holds for every word."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gesamtplan.core.search_index.words import fold, languages, stop_words, term, words_in

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))


def groups(verdict: str) -> list[tuple[str, list[str]]]:
    return [(language, words) for language, found in CASES[verdict].items() for words in found]


@pytest.mark.parametrize(("language", "words"), groups("same"))
def test_ways_of_writing_are_one_word(language: str, words: list[str]) -> None:
    assert len({term(word, language) for word in words}) == 1, [term(word, language) for word in words]


@pytest.mark.parametrize(("language", "words"), groups("different"))
def test_different_words_stay_different(language: str, words: list[str]) -> None:
    assert len({term(word, language) for word in words}) == len(words)


@given(st.text(max_size=60), st.sampled_from(languages()))
def test_every_word_of_every_text_has_a_term_that_no_database_takes_for_an_operator(
    text: str, language: str
) -> None:
    for word in words_in(text):
        found = term(word, language)
        assert found
        assert not set(found) & set(" \"'*:&|!()<>\\\x00")


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    for word in words_in(text):
        assert fold(fold(word)) == fold(word)


def test_words_keep_the_ukrainian_apostrophe_and_end_at_others() -> None:
    assert words_in("сім'я l'emploi 14-20 / V 16291") == ["сім'я", "l", "emploi", "14", "20", "V", "16291"]


def test_words_that_say_nothing_are_folded_like_all_others() -> None:
    assert {"fur", "and", "ما"} <= stop_words()
