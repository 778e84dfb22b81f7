"""Counts, lists and the declarations of the rooms."""

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries as Exactly

from gesamtplan.core.fields import LocalizedTextField
from gesamtplan.translations.languages import LANGUAGES, TARGETS, UnknownLanguageError, target
from gesamtplan.translations.queries.segments import counts, segment, segments
from gesamtplan.translations.states import TextState
from gesamtplan.translations.translatable import registry
from tests.translations.rows import REGISTRY, offer, translation


def test_only_localized_texts_are_declared_never_facts() -> None:
    assert registry()
    for what in registry().values():
        columns = {column.name: column for column in what.rows().model._meta.concrete_fields}
        for field in what.fields:
            assert isinstance(columns[field.name], LocalizedTextField), f"{what.kind}.{field.name} is a fact"


@pytest.mark.parametrize("code", ["de", "xx", "", "AR"])
def test_language_that_is_no_target_is_refused(code: str) -> None:
    with pytest.raises(UnknownLanguageError, match="ar, fa, uk, fr, tr, de-simple"):
        target(code)


def test_right_to_left_languages_and_fallbacks_are_in_the_table() -> None:
    assert {code for code, one in LANGUAGES.items() if one.direction == "rtl"} == {"ar", "fa"}
    assert {code for one in LANGUAGES.values() for code in one.instead} <= set(LANGUAGES)
    assert [one.code for one in TARGETS] == ["en", "ar", "fa", "uk", "fr", "tr", "de-simple"]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [3, 30])
def test_segments_and_counts_need_two_queries(django_assert_num_queries: Exactly, number: int) -> None:
    for row in [offer(description={"de": "Offen", "en": "Open"}) for _ in range(number)]:
        translation(row, "مقهى")
    with django_assert_num_queries(2):
        states = [one.state for one in segments(REGISTRY, "ar")]
    assert states.count(TextState.CURRENT) == states.count(TextState.MISSING) == number
    with django_assert_num_queries(2):
        rows = {(row.language, row.field.name): row for row in counts(REGISTRY)}
    assert rows["ar", "title"].states == {TextState.CURRENT: number}
    assert rows["tr", "title"].states == {TextState.MISSING: number}
    assert rows["en", "description"].states == {TextState.RECORD: number}
    assert ("ar", "fee_note") not in rows


@pytest.mark.django_db
def test_counts_agree_with_the_segments() -> None:
    row, other = offer(), offer(description={"de": "Offen"})
    translation(row, "قديم", source_fingerprint="0" * 16)
    translation(other, "آلة", origin="machine")
    listed: dict[str, int] = {}
    for one in segments(REGISTRY, "ar"):
        listed[one.state] = listed.get(one.state, 0) + 1
    counted: dict[str, int] = {}
    for found in counts(REGISTRY):
        for state, number in found.states.items():
            if found.language == "ar":
                counted[state] = counted.get(state, 0) + number
    assert counted == listed == {"outdated": 1, "machine": 1, "missing": 1}


@pytest.mark.django_db
def test_one_segment_is_found_by_its_name() -> None:
    row = offer()
    translation(row, "مقهى")
    found = segment(REGISTRY, "ar", "offer", row.code, "title")
    assert found == next(one for one in segments(REGISTRY, "ar") if one.key == row.code)
    for kind, key, field in (
        ("x", row.code, "title"),
        ("offer", "TT-no", "title"),
        ("offer", row.code, "code"),
        ("offer", row.code, "description"),
    ):
        assert segment(REGISTRY, "ar", kind, key, field) is None
