"""Reading the city's own YAML: every fault is named with line, column, reason and remedy."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesamtplan.core.entries import Shape, UnreadableFileError, partial_date, read_entries

SHAPE = Shape("thing", required=("code", "name"), optional=("size",), texts=("note",))


def write(folder: Path, text: str) -> Path:
    path = folder / "things.yaml"
    path.write_text(text, "utf-8")
    return path


def test_good_entries_come_with_their_line(tmp_path: Path) -> None:
    path = write(tmp_path, "things:\n- code: A\n  name: {de: Ding, en: thing}\n- code: B\n  name: x\n")
    entries, report = read_entries(path, "things", SHAPE)
    assert [(e.row, e.get("code")) for e in entries] == [(2, "A"), (4, "B")]
    assert entries[0].text("name") == {"de": "Ding", "en": "thing"}
    assert (report.read, report.is_clean) == (2, True)


@pytest.mark.parametrize(
    ("entry", "column", "why"),
    [
        ("{code: A}", "name", "is missing."),
        ("{code: A, name: x, colour: red}", "colour", "is not a known column."),
        ("{code: A, name: x, note: {de: nur}}", "note", "is not given in German and English."),
    ],
)
def test_a_fault_is_refused_with_line_column_and_remedy(
    tmp_path: Path, entry: str, column: str, why: str
) -> None:
    entries, report = read_entries(write(tmp_path, f"things:\n- {entry}\n"), "things", SHAPE)
    assert entries == []
    assert [(r.row, r.column, r.why) for r in report.refused] == [(2, column, why)]
    assert all(r.remedy for r in report.refused)


def test_a_code_that_appears_twice_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "things:\n- {code: A, name: x}\n- {code: A, name: y}\n")
    assert [(r.row, r.why) for r in read_entries(path, "things", SHAPE)[1].refused] == [(3, "appears twice.")]


@pytest.mark.parametrize("text", ["a: [", "- just\n- a list\n", "\x00"])
def test_what_is_no_yaml_mapping_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"things\.yaml"):
        read_entries(write(tmp_path, text), "things", SHAPE)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="missing"):
        read_entries(tmp_path / "none.yaml", "things", SHAPE)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_date_keeps_its_precision(day: date) -> None:
    words = day.isoformat()
    assert partial_date(words) == (day, "day")
    assert partial_date(words[:7]) == (day.replace(day=1), "month")
    assert partial_date(words[:4]) == (day.replace(month=1, day=1), "year")


def test_an_unknown_date_stays_unknown_and_nonsense_is_refused() -> None:
    assert partial_date(None)[0] is None
    with pytest.raises(ValueError, match="not a date"):
        partial_date("soon")
