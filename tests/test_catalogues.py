"""The catalogues of the screens: complete, with the placeholders and tags of their texts; and the check that says so."""

import sys
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

from gesamtplan.core.languages import READERS, Language

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
LINK = 'See <a href="%(url)s">this page</a>.'


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """scripts/translations.py, which is no part of the package."""
    sys.path.insert(0, str(SCRIPTS))
    try:
        import translations  # noqa: PLC0415 - found only now
    finally:
        sys.path.remove(str(SCRIPTS))
    return translations


def catalogue(script: ModuleType, code: str, **texts: object) -> Catalog:
    """A catalogue with the plural forms of the language and one text."""
    made = Catalog(code, fuzzy=False)
    made.mime_headers = [("Plural-Forms", script.PLURALS[code])]
    made.add(texts["id"], texts["said"])
    return made


@pytest.mark.parametrize("language", READERS)
def test_shipped_catalogue_has_no_faults(script: ModuleType, language: Language) -> None:
    shipped = script.read(script.path_of(language))
    assert len(shipped) > 50
    assert script.problems(shipped) == []
    assert shipped.header_comment.strip() == script.header(language)
    assert shipped.plural_forms == script.PLURALS[language.code]


def test_german_catalogue_has_no_faults(script: ModuleType) -> None:
    assert script.problems(script.read(script.GERMAN)) == []


@pytest.mark.parametrize(
    ("text", "said", "found"),
    [
        ("Offers", "", "not translated"),
        ("%(n)s of %(total)s", "%(n)s sur", "placeholders"),
        ("%(n)s of %(total)s", "%(nombre)s sur %(total)s", "placeholders"),
        ("{name} is full", "{nom} est complet", "placeholders"),
        ("Wrong: %s", "Faux", "placeholders"),
        (LINK, "Voir cette page.", "placeholders"),
        (LINK, 'Voir <a href="%(url)s">cette page.', "tags"),
        (("%(n)s offer", "%(n)s offers"), ("une offre", "%(n)s offres"), "placeholders"),
    ],
)
def test_planted_fault_is_found(script: ModuleType, text: object, said: object, found: str) -> None:
    problems = script.problems(catalogue(script, "fr", id=text, said=said))
    assert any(found in problem for problem in problems)


def test_a_word_may_stand_for_one_number_but_not_for_several(script: ModuleType) -> None:
    forms = ["لا عروض", "عرض واحد", "عرضان", "%(n)s عروض", "%(n)s عرضًا", "%(n)s عرض"]
    text = ("%(n)s offer", "%(n)s offers")
    assert script.problems(catalogue(script, "ar", id=text, said=tuple(forms))) == []
    forms[3] = "عروض"
    assert len(script.problems(catalogue(script, "ar", id=text, said=tuple(forms)))) == 1
    ukrainian = ("одна", "%(n)s пропозиції", "%(n)s пропозицій")  # its first form also counts 21 and 31
    assert len(script.problems(catalogue(script, "uk", id=text, said=ukrainian))) == 1


def test_text_that_is_guessed_is_found(script: ModuleType) -> None:
    guessed = catalogue(script, "tr", id="Offers", said="Hizmetler")
    guessed["Offers"].flags.add("fuzzy")
    assert list(script.missing(guessed)) == ["not translated: Offers"]


def test_texts_of_the_finder_are_those_in_its_files_and_no_others(script: ModuleType) -> None:
    texts = Catalog("de")
    texts.add("Near", "Nah", locations=[("./web/offers/views.py", 1)])
    texts.add(
        "Both", "Beide", locations=[("web/plan/views.py", 1), ("web/templates/web/offers/list.html", 1)]
    )
    texts.add("Plan", "Plan", locations=[("web/plan/views.py", 1)])
    wanted = script.of_finder(texts)
    assert {message.id for message in wanted if message.id} == {"Near", "Both"}
    had = catalogue(script, "fr", id="Plan", said="Plan")
    assert sorted(script.differing(had, wanted)) == [
        "missing: Both",
        "missing: Near",
        "no text of the finder (any more): Plan",
    ]
