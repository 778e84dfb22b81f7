"""Munich's offers in the languages of newcomers: complete, marked as a machine's, with the same numbers, and found."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from gesamtplan.core.search_index.queries import search
from gesamtplan.offers.models import Offer, OfferKind
from gesamtplan.offers.translatable import OFFER, OFFER_KIND
from gesamtplan.translations.doubts import doubts
from gesamtplan.translations.queries.segments import Segment, segments
from gesamtplan.translations.queries.shown import texts_for
from gesamtplan.translations.states import TextState
from gesamtplan.translations.translatable import registry

pytestmark = pytest.mark.usefixtures("munich")
LANGUAGES = ("ar", "fa", "uk", "fr", "tr")
languages = pytest.mark.parametrize("language", LANGUAGES)

# Titles that are a name and nothing else, in every language.
NAMES = {"FlüB&S", "mona lea", "Integreat München"}
# Latin script outside brackets: names by which something is asked for.
LATIN_NAMES = {
    "SchlaU-Schule", "willkommen-in-muenchen.de", "SOWON", "A2", "S-III-MI/BBQ", "Bayernkaserne",
}  # fmt: skip
GERMAN = re.compile(
    r"\b(und|der|die|das|für|mit|ohne|im|Kurse?|Deutsch\w*|Beratung|Plätze|Menschen|Frauen|Geflüchtete\w*|"
    r"Unterk\w+|Wohn\w+|Schul\w+|Klassen|Monate|Sprach\w*)\b"
)
BRACKETS = re.compile(r"\([^()]*\)")
WORDS = {"ar": "دورات", "fa": "داوطلبان", "uk": "волонтери", "fr": "bénévoles", "tr": "mülteciler"}
FOUND = {"ar": "O26", "fa": "O10", "uk": "O10", "fr": "O10", "tr": "O26"}


def all_texts(language: str) -> list[Segment]:
    return list(segments(registry(), language))


def outside_names(text: str) -> str:
    """What a translator had to translate."""
    text = BRACKETS.sub("", text)
    for name in (*NAMES, *LATIN_NAMES):
        text = text.replace(name, "")
    return text


def letters(text: str) -> set[str]:
    return {sign for sign in text if sign.isalpha()}


@languages
def test_every_text_is_there_by_a_machine_and_unreviewed(language: str) -> None:
    texts = all_texts(language)
    assert {(one.state, one.is_unreviewed) for one in texts} == {(TextState.MACHINE, True)}
    assert {one.key for one in texts if one.what is OFFER} == set(
        Offer.objects.values_list("code", flat=True)
    )
    assert len(texts) == 85


@languages
def test_what_a_page_shows_is_in_the_language_and_says_so(language: str) -> None:
    for what, rows in ((OFFER, Offer.objects.all()), (OFFER_KIND, OfferKind.objects.all())):
        shown = texts_for(what, rows, language).values()
        assert {(one.language, one.is_unreviewed) for one in shown} == {(language, True)}


@languages
def test_numbers_are_those_of_the_german_text(language: str) -> None:
    assert [one.name for one in all_texts(language) if doubts(one.source, one.text)] == []


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_arabic_and_persian_are_in_arabic_script(language: str) -> None:
    for one in all_texts(language):
        if one.text not in NAMES:
            assert re.match("[\u0600-\u06ff0-9]", one.text), (
                one.name
            )  # else a reader's page runs the wrong way
            assert not re.search("[A-Za-zÄÖÜäöüß\u0400-\u04ff]", outside_names(one.text)), one.name


def test_persian_has_its_own_letters() -> None:
    for one in all_texts("fa"):
        assert not letters(one.text) & set("يكةى"), one.name
    for one in all_texts("ar"):
        assert not letters(one.text) & set("پچژگیک"), one.name


def test_ukrainian_is_cyrillic_and_not_russian() -> None:
    for one in all_texts("uk"):
        assert not letters(one.text.lower()) & set("ыэъё"), one.name
        if one.text not in NAMES:
            assert re.search("[\u0400-\u04ff]", one.text), one.name
            assert not re.search("[A-Za-zÄÖÜäöüß]", outside_names(one.text)), one.name
    assert {"і", "ї", "є"} <= letters("".join(one.text for one in all_texts("uk")))


@languages
def test_no_german_is_left_outside_of_brackets(language: str) -> None:
    for one in all_texts(language):
        assert not GERMAN.search(outside_names(one.text)), one.name
        assert one.text in NAMES or one.text != one.source, one.name


@languages
def test_same_german_words_are_the_same_words(language: str) -> None:
    """But for the number 42, after which a Ukrainian place has another ending."""
    by_source: dict[str, set[str]] = {}
    for one in all_texts(language):
        if one.name != "offer/O12/places_unit":
            by_source.setdefault(one.source, set()).add(one.text)
    assert {source: texts for source, texts in by_source.items() if len(texts) > 1} == {}


@languages
def test_offers_are_found_by_a_word_of_the_language(language: str) -> None:
    found = search(WORDS[language], language=language, kinds=["offer"])
    assert FOUND[language] in [hit.key for hit in found.hits]


def test_files_say_who_made_them() -> None:
    folder = Path(settings.DATA_DIR) / "translations"
    assert sorted(path.stem for path in folder.glob("*.xlf")) == sorted(LANGUAGES)
    readme = (folder / "README.md").read_text("utf-8")
    assert "made by a machine on 2026-11-30. Nobody has reviewed them" in readme
    for path in folder.glob("*.xlf"):
        text = path.read_text("utf-8")
        assert text.count("Maschinell übersetzt.") == text.count("<unit ") == text.count("<target ")
