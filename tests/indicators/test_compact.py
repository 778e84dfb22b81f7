"""Munich's figures in our own compact form; needs nothing outside the project."""

import runpy
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from gesamtplan.indicators.imports import Delivery, ValueRow, read_compact, read_delivery

PROJECT = Path(__file__).parents[2]
SHARED = PROJECT.parent / "shared" / "data" / "munich"
FOLDER = PROJECT / "data" / "munich" / "indicators"
NON_GERMANS = "bevoelkerung.nichtdeutsche.insgesamt"
DISTRICTS = [f"{number:02}" for number in range(1, 26)]
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the delivered data in ../shared are not here")


@pytest.fixture(scope="module")
def munich() -> Delivery:
    return read_compact(FOLDER)


def _by_area(delivery: Delivery, code: str, year: int) -> dict[str, ValueRow]:
    return {row.area_code: row for row in delivery.values if row.indicator_code == code and row.year == year}


def test_compact_is_clean_and_holds_all_definitions(munich: Delivery) -> None:
    assert munich.report.is_clean
    assert munich.report.notices == []
    assert len(munich.definitions) == 214
    assert munich.as_of == date(2025, 8, 1)
    assert len({row.code for row in munich.definitions}) == 214


def test_compact_definitions_are_complete(munich: Delivery) -> None:
    for row in munich.definitions:
        assert row.title_en
        assert row.breakdown_en
        assert row.unit
        assert row.source
        assert row.as_of
        assert row.data_source
        assert row.direction in {None, "up", "down"}
        assert row.code.isascii()
        assert len(row.code) <= 120


def test_non_german_residents_of_2024(munich: Delivery) -> None:
    row = _by_area(munich, NON_GERMANS, 2024)["city"]
    assert (row.numerator, row.denominator, row.value) == (490_821, 1_603_776, Decimal("30.6"))


def test_non_german_residents_of_the_districts_add_up(munich: Delivery) -> None:
    off = {
        c.year: c.difference
        for c in munich.report.sum_checks
        if c.indicator_code == NON_GERMANS and c.base_name.endswith("(insgesamt)")
    }
    assert off == {2002: -1, 2003: -1, 2004: -5, 2005: -2, 2012: -3, 2013: -1, 2014: -3}
    for year in sorted(set(range(2000, 2025)) - set(off)):
        areas = _by_area(munich, NON_GERMANS, year)
        assert sorted(areas) == [*DISTRICTS, "city"]
        assert sum(areas[code].denominator or 0 for code in DISTRICTS) == areas["city"].denominator


def test_breaks_of_series_are_told(munich: Delivery) -> None:
    breaks = {row.title: row.break_years for row in munich.definitions}
    assert breaks["Haushalte mit Kindern"] == (2012,)
    assert breaks["Betreuungsangebot"] == (2010,)
    assert breaks["Optionskinder"] == ()


def test_compact_files_stay_small() -> None:
    sizes = [path.stat().st_size for path in FOLDER.iterdir()]
    assert max(sizes) < 1_200_000
    assert sum(sizes) < 4_000_000


def test_source_is_named() -> None:
    source = yaml.safe_load((FOLDER / "source.yaml").read_text(encoding="utf-8"))
    assert (source["licence"], source["as_of"]) == ("dl-de/by-2-0", "2025-08")


@pytest.mark.parametrize(
    ("file", "old", "new", "column"),
    [
        ("values-population.csv", ",city,2024,30.6,", ",city,2024,dreissig,", "value"),
        ("values-population.csv", f"{NON_GERMANS},city,2024", "no.such.code,city,2024", "indicator_code"),
        ("definitions.csv", ",share,", ",guess,", "relation"),
        ("definitions.csv", "2025-08-01", "August", "as_of"),
    ],
)
def test_fault_in_our_own_files_is_refused(
    tmp_path: Path, file: str, old: str, new: str, column: str
) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "copy")
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert column in {refusal.column for refusal in read_delivery(folder).report.refused}


@pytest.mark.shared
@needs_shared
def test_build_gives_the_same_bytes(tmp_path: Path) -> None:
    runpy.run_path(str(FOLDER.parent / "build_indicators.py"))["build"](SHARED, tmp_path)
    for built in tmp_path.iterdir():
        assert built.read_bytes() == (FOLDER / built.name).read_bytes(), built.name
