"""What a reader of one language gets."""

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries as Exactly

from gesamtplan.offers.models import Offer
from gesamtplan.translations.queries.shown import A_PAGE, ShownText, texts_for
from gesamtplan.translations.states import TextState
from tests import factories as make
from tests.factories import NOW
from tests.translations.rows import OURS, offer, translation

pytestmark = pytest.mark.django_db


def shown(row: Offer, language: str, field: str = "title") -> ShownText:
    return texts_for(OURS, [row], language)[row.code, field]


def test_text_of_record_is_shown_in_its_languages() -> None:
    row = offer()
    row.title = {"de": "Sprachcafé", "en": "Language café"}
    for language, text in row.title.items():
        assert shown(row, language) == ShownText(text, language, TextState.RECORD)


def test_current_translation_is_shown_from_right_to_left() -> None:
    row = offer()
    translation(row, "مقهى اللغة")
    found = shown(row, "ar")
    assert found == ShownText("مقهى اللغة", "ar", TextState.CURRENT)
    assert found.direction == "rtl"


def test_outdated_translation_is_shown_and_says_so() -> None:
    row = offer()
    translation(row, "مقهى", origin="machine")
    row.title = {"de": "Sprachcafé für Frauen"}
    assert shown(row, "ar") == ShownText("مقهى", "ar", TextState.OUTDATED, is_unreviewed=True)


def test_text_of_a_machine_is_unreviewed_until_somebody_reviews_it() -> None:
    row = offer()
    made = translation(row, "مقهى", origin="machine")
    assert shown(row, "ar") == ShownText("مقهى", "ar", TextState.MACHINE, is_unreviewed=True)
    made.reviewed_at, made.reviewed_by = NOW, make.user()
    made.save()
    assert shown(row, "ar") == ShownText("مقهى", "ar", TextState.CURRENT)


@pytest.mark.parametrize(
    ("language", "instead"), [("ar", "en"), ("fr", "en"), ("de-simple", "de"), ("xx", "de")]
)
def test_missing_translation_falls_back_to_a_text_of_record(language: str, instead: str) -> None:
    row = offer()
    row.title = {"de": "Sprachcafé", "en": "Language café"}
    found = shown(row, language)
    assert found == ShownText(row.title[instead], instead, TextState.MISSING)
    assert found.direction == "ltr"


def test_fallback_is_german_where_there_is_no_english() -> None:
    assert shown(offer(), "ar") == ShownText("Sprachcafé", "de", TextState.MISSING)


def test_unknown_text_has_no_entry_even_if_a_translation_was_left_behind() -> None:
    row = offer()
    translation(row, "نص", field="description")
    assert set(texts_for(OURS, [row], "ar")) == {(row.code, "title")}


def test_translation_of_another_kind_or_language_is_not_shown() -> None:
    row = offer()
    translation(row, "kafe", "tr")
    translation(row, "مقهى", kind="offer-kind")
    assert shown(row, "ar").state == TextState.MISSING


@pytest.mark.parametrize("number", [2, 20, A_PAGE + 1])
def test_texts_of_any_number_of_rows_need_one_query(django_assert_num_queries: Exactly, number: int) -> None:
    rows = [Offer(code=f"TT{n}", title={"de": "a"}, description={"de": "b"}) for n in range(number)]
    for row in rows[:20]:
        translation(row, "ا")
    with django_assert_num_queries(1):
        found = texts_for(OURS, rows, "ar")
    assert len(found) == 2 * number
    assert sum(text.state == TextState.CURRENT for text in found.values()) == min(number, 20)


def test_german_needs_no_query(django_assert_num_queries: Exactly) -> None:
    row = offer()
    with django_assert_num_queries(0):
        assert shown(row, "de").text == "Sprachcafé"
