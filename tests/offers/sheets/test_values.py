"""Any value that the directory can hold comes back from a cell as it was, or is left out of the file."""

import contextlib
import io
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from gesamtplan.core.fields import LocalizedText
from gesamtplan.offers.sheets.cells import NONE_REQUIRED, read_cell, same, text_of
from gesamtplan.offers.sheets.columns import columns
from gesamtplan.offers.sheets.export import readable, styled
from gesamtplan.offers.sheets.faults import CellFaultError
from gesamtplan.offers.sheets.words import Words, fixed_words, language_names, words_of

WORDS = {
    **fixed_words(),
    "kinds": words_of({"a": LocalizedText(de="Kurs", en="Course"), "b": LocalizedText(de="Kurs", en="B; C")}),
    "providers": words_of({"p": LocalizedText(de="Träger (neu)"), "q": LocalizedText()}),
    "target_groups": words_of({}, ["women", "all"]),
    "languages": words_of(language_names()),
}
TEXTS = some.text(max_size=60) | some.sampled_from(
    ["-", "unbekannt", "=1+1", "007", "1.2.2026", "k.A.", "#REF!"]
)
DAYS = some.dates(date(1990, 1, 1), date(2090, 1, 1)).map(date.isoformat)
VALUES: dict[str, Any] = {
    "code": some.from_regex(r"[A-Z][0-9]{1,6}", fullmatch=True),
    "whole": some.integers(0, 10**6),
    "money": some.decimals(0, 99_999, places=2).map(str),
    "yes_no": some.booleans(),
    "day": DAYS,
    "first_day": DAYS,
    "last_day": DAYS,
    "part_day": some.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4])),
}


def values_of(reads: str) -> some.SearchStrategy[Any]:
    kind, _dot, name = reads.partition(".")
    codes = some.sampled_from(sorted(WORDS[name].names)) if name in WORDS else some.integers(0, 130)
    several = some.lists(codes, min_size=1, max_size=4, unique=True)
    none = some.just(NONE_REQUIRED)
    of_words = {"word": codes, "words": several, "demand": several | none, "limit": codes | none}
    return some.none() | {**VALUES, **of_words}.get(kind, TEXTS)


@pytest.mark.parametrize("name", sorted(columns()))
def test_written_and_read_is_the_same_or_nothing(name: str) -> None:
    column = columns()[name]

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(value=values_of(column.reads), language=some.sampled_from(["de", "en"]))
    def holds(value: Any, language: str) -> None:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("S")
        sheet.append([styled(sheet, readable(column, value, WORDS, language), language), "end"])
        out = io.BytesIO()
        book.save(out)
        out.seek(0)
        cell = (
            CalamineWorkbook.from_filelike(out).get_sheet_by_index(0).to_python(skip_empty_area=False)[0][0]
        )
        if cell != "":
            assert same(column, value, read_cell(column, cell, WORDS).value)

    holds()


@pytest.mark.parametrize("reads", sorted({column.reads for column in columns().values()}))
def test_any_cell_is_read_or_refused_in_words(reads: str) -> None:
    column = next(one for one in columns().values() if one.reads == reads)

    @settings(max_examples=150, deadline=None)
    @given(
        some.text(max_size=40) | some.integers() | some.floats(allow_nan=False, allow_infinity=False)
        | some.booleans() | some.dates() | some.times() | some.timedeltas()
    )  # fmt: skip
    def holds(raw: Any) -> None:
        with contextlib.suppress(CellFaultError):  # any other error would fail
            read_cell(column, raw, WORDS)
        assert isinstance(text_of(raw), str)

    holds()


def test_word_that_two_codes_share_means_neither() -> None:
    words = WORDS["kinds"]
    assert words.code("Kurs") is None
    assert (words.code("Course"), words.code("Kurs (b)"), words.code("A")) == ("a", "b", "a")
    assert (words.word("a", "de"), words.word("a", "en"), words.word("b", "en")) == ("a", "Course", "b")
    assert isinstance(words, Words)
