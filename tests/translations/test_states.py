"""The state of a translation follows from its source alone."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesamtplan.translations.states import Origin, TextState, fingerprint, is_unreviewed, text_state, visible

WHEN = datetime(2026, 3, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Made:
    """A translation as the state function sees it."""

    source_fingerprint: str
    origin: str = Origin.HUMAN
    reviewed_at: datetime | None = None


texts = st.text(max_size=60)
made = st.builds(Made, texts.map(fingerprint), st.sampled_from(Origin.values), st.sampled_from([None, WHEN]))


@pytest.mark.parametrize(
    ("translation", "state"),
    [
        (None, TextState.MISSING),
        (Made(fingerprint("Kurs")), TextState.CURRENT),
        (Made(fingerprint("Kurs"), Origin.IMPORT), TextState.CURRENT),
        (Made(fingerprint("Kurs"), Origin.MACHINE), TextState.MACHINE),
        (Made(fingerprint("Kurs"), Origin.MACHINE, WHEN), TextState.CURRENT),
        (Made(fingerprint("Kurse")), TextState.OUTDATED),
        (Made(fingerprint("Kurse"), Origin.MACHINE), TextState.OUTDATED),
        (Made(fingerprint("Kurse"), Origin.MACHINE, WHEN), TextState.OUTDATED),
    ],
)
def test_state_of_a_translation_of_kurs(translation: Made | None, state: TextState) -> None:
    assert text_state(fingerprint("Kurs"), translation) == state


@given(texts, made)
def test_state_is_outdated_exactly_when_the_visible_source_differs(source: str, translation: Made) -> None:
    same = translation.source_fingerprint == fingerprint(source)
    assert (text_state(fingerprint(source), translation) == TextState.OUTDATED) is not same


@given(texts, texts, st.sampled_from(Origin.values))
def test_state_comes_back_when_the_source_does(first: str, second: str, origin: str) -> None:
    translation = Made(fingerprint(first), origin)
    before = text_state(fingerprint(first), translation)
    text_state(fingerprint(second), translation)
    assert text_state(fingerprint(first), translation) == before != TextState.MISSING


@given(texts, made)
def test_only_what_a_machine_made_and_nobody_saw_is_unreviewed(source: str, translation: Made) -> None:
    if text_state(fingerprint(source), translation) == TextState.CURRENT:
        assert not is_unreviewed(translation)
    assert is_unreviewed(translation) == (translation.origin == "machine" and translation.reviewed_at is None)


@given(st.lists(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=8), max_size=6))
def test_spaces_and_line_breaks_do_not_outdate(words: list[str]) -> None:
    assert fingerprint(" ".join(words)) == fingerprint("\n\t ".join(words) + "\n")


@given(texts, texts)
def test_fingerprints_differ_where_the_visible_texts_do(first: str, second: str) -> None:
    assert (fingerprint(first) == fingerprint(second)) == (visible(first) == visible(second))


def test_one_letter_in_two_encodings_is_one_letter() -> None:
    assert fingerprint("Café") == fingerprint("Cafe\u0301")
    assert len(fingerprint("Café")) == 16
