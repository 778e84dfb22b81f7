"""Names of the codes in the languages of readers: whole, marked, and with the German word of the papers."""

import re

import pytest

from gesamtplan.core.languages import LANGUAGES, READERS
from gesamtplan.engine.entitlement import KINDS, STATUSES, RuleFileError, Verdict
from gesamtplan.engine.entitlement.readers import (
    FOLDER,
    condition_said,
    kind_name,
    kind_short,
    read_readers,
    readers,
    status_name,
    status_short,
    verdict_name,
)

WHOLE = (FOLDER / "uk.yaml").read_text("utf-8")


def test_every_readers_language_has_its_names() -> None:
    assert {one.language for one in readers()} == {one.code for one in READERS}
    for code in STATUSES:
        assert (
            status_name(code).keys() == status_short(code).keys() == {"de", "en", *(r.code for r in READERS)}
        )
    assert kind_short("day-care")["fr"] == "Crèche ou jardin d’enfants (Kita)"
    assert verdict_name(Verdict.NO)["tr"] == "hayır"
    assert condition_said("from-somalia", value=False)["de"] == "nicht aus Somalia"


def test_names_say_whether_they_are_reviewed_as_the_table_of_languages_does() -> None:
    for one in readers():
        assert one.reviewed is LANGUAGES[one.language].interface_is_reviewed
        assert one.origin == "machine" or one.reviewed


@pytest.mark.parametrize("code", STATUSES)
def test_status_carries_what_stands_on_the_paper(code: str) -> None:
    german = STATUSES[code].name.de
    word = (
        german[german.index("§") :].removesuffix(")") if "§" in german else german.split(" (")[0].split()[0]
    )
    paper = {"duldung": "Duldung", "eu-citizen": "Unionsbürger"}.get(code, word)
    names = status_name(code)
    assert [one.code for one in READERS if paper not in names[one.code]] == []


@pytest.mark.parametrize("code", KINDS)
def test_kind_carries_its_german_name(code: str) -> None:
    german = KINDS[code].name.de.split(" (")[0]
    names = kind_name(code)
    assert [one.code for one in READERS if f"({german})" not in names[one.code]] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  p25a: ", "  p25c: ", "field `p25a` is missing"),
        ("kinds:\n", "kinds:\n  unheard-of: 'щось'\n", "unknown field unheard-of"),
        ("origin: machine", "origin: guess", "`origin` is 'guess'"),
        ("language: uk", "language: fr", "Name the file after its language"),
        ("reviewed: false", "reviewed: perhaps", "`reviewed` is 'perhaps'"),
        ("  no: 'ні'", "  no: ''", "no text for no"),
    ],
)
def test_file_with_a_fault_is_refused(old: str, new: str, said: str) -> None:
    assert old in WHOLE
    with pytest.raises(RuleFileError, match=r"uk\.yaml") as refused:
        read_readers("uk.yaml", WHOLE.replace(old, new, 1).encode())
    assert said in str(refused.value)


@pytest.mark.parametrize("code", ["p24", "duldung-discretionary"])
def test_german_in_brackets_is_isolated_where_the_text_runs_from_the_right(code: str) -> None:
    names = status_name(code)
    for language in ("ar", "fa"):
        assert re.search("\u2066\\([^()]*[A-Za-z][^()]*\\)\u2069", names[language])
    for language in ("de", "en", "uk", "fr", "tr"):
        assert "\u2066" not in names[language]
