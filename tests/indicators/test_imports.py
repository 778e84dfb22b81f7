"""Reading deliveries of figures: the real files if they are here, and small faulty ones made here."""

import csv
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from gesamtplan.indicators.delivery_cells import (
    UnusableCellError,
    date_in_file_name,
    indicator_code,
    read_area,
    read_break_years,
    read_number,
)
from gesamtplan.indicators.imports import (
    Delivery,
    IndicatorRow,
    UnreadableDeliveryError,
    ValueRow,
    read_delivery,
)

PROJECT = Path(__file__).parents[2]
SHARED = PROJECT.parent / "shared" / "data" / "munich"
COMPACT = PROJECT / "data" / "munich" / "indicators"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the delivered data in ../shared are not here")

NON_GERMANS = "bevoelkerung.nichtdeutsche.insgesamt"
HEADER = (
    *("Indikator", "Ausprägung", "Jahr", "Raumbezug", "Indikatorwert"),
    *("Basiswert 1", "Basiswert 2", "Name Basiswert 1", "Name Basiswert 2"),
)
DEFINITION_HEADER = (
    "Thema",
    "Indikator",
    "Ausprägung",
    "Beschreibung",
    "Zeitbezug",
    "Datenquelle",
    "Gliederungen",
)
DEFINITION = (
    "Bevölkerung",
    "Nichtdeutsche",
    "insgesamt",
    "Anteil in Prozent, ab 2012 neu.",
    "Stichtag",
    "Amt",
    "alle",
)

Row = Sequence[object]


def row(
    area: str = "Stadt X", value: object = "30,6", bases: Row = (306, 1000), year: object = 2024.0
) -> list[object]:
    return ["Nichtdeutsche", "insgesamt", year, area, value, *bases, "nichtdeutsch", "insgesamt"]


def workbook(folder: Path, rows: Sequence[Row], *, without: str = "", header: Row = HEADER) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets: dict[str, list[Row]] = {
        "INHALT": [DEFINITION_HEADER, DEFINITION],
        "BEVÖLKERUNG": [header, *rows],
        "IMPRESSUM": [["IMPRESSUM"], ["Stand der Datei: August   2025"]],
    }
    for name, lines in sheets.items():
        if name != without:
            sheet = book.create_sheet(name)
            for line in lines:
                sheet.append(list(line))
    book.save(folder / "delivery.xlsx")
    return folder / "delivery.xlsx"


def portal_csv(folder: Path, rows: Sequence[Row], *, separator: str = ",", encoding: str = "utf-8") -> Path:
    path = folder / "indikat2510_small.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerows([[name.replace(" ", ".") for name in HEADER], *rows])
    return path


def value_of(delivery: Delivery, code: str, area: str, year: int) -> ValueRow:
    return next(v for v in delivery.values if (v.indicator_code, v.area_code, v.year) == (code, area, year))


def refusals(delivery: Delivery) -> list[tuple[int, str, str]]:
    return [(r.row, r.column, r.value) for r in delivery.report.refused]


# --- the real deliveries --------------------------------------------------------------------------


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(
    ("name", "definitions", "values", "markers", "sums_off"),
    [
        ("export_be.xlsx", 166, 95_342, 76, 1607),
        ("export_ar.xlsx", 39, 23_478, 2, 1261),
        ("export_ki.xlsx", 9, 4_212, 0, 0),
    ],
)
def test_workbook_is_read_whole(
    name: str, definitions: int, values: int, markers: int, sums_off: int
) -> None:
    delivery = read_delivery(SHARED / name)
    assert (len(delivery.definitions), len(delivery.values)) == (definitions, values)
    assert delivery.report.is_clean
    assert delivery.as_of == date(2025, 8, 1)
    assert all("88 marks" in notice.text for notice in delivery.report.notices)
    assert (len(delivery.report.notices), len(delivery.report.sum_checks)) == (markers, sums_off)
    assert "Statistisches Amt" in (delivery.imprint or "")


@pytest.mark.shared
@needs_shared
def test_portal_csv_gives_the_same_values_as_the_workbook() -> None:
    known = read_delivery(COMPACT).definitions
    portal = read_delivery(SHARED / "indikat2510_mobility.csv", known=known)
    assert (len(portal.definitions), len(portal.values)) == (3, 1950)
    assert portal.as_of == date(2025, 10, 1)
    assert portal.report.is_clean
    row = value_of(portal, "bevoelkerung.mobilitaetsziffer.nichtdeutsch", "city", 2024)
    assert (row.value, row.numerator, row.denominator) == (Decimal("470.1"), 228_008, Decimal("484986.2"))


# --- the form of a delivery -----------------------------------------------------------------------


def test_workbook_small_is_read_with_share_and_definition(tmp_path: Path) -> None:
    delivery = read_delivery(
        workbook(tmp_path, [row(), row("01 Mitte", "30", (30, 100)), row("02 Rand", "30,7", (276, 900))])
    )
    assert delivery.report.is_clean
    assert delivery.report.sum_checks == []
    definition = delivery.definitions[0]
    assert (definition.code, definition.unit, definition.relation) == (NON_GERMANS, "percent", "share")
    assert (definition.numerator, definition.denominator, definition.break_years) == (
        "nichtdeutsch",
        "insgesamt",
        (2012,),
    )
    expected = ValueRow(
        NON_GERMANS, "city", 2024, Decimal("30.6"), Decimal(306), Decimal(1000),
        (("nichtdeutsch", Decimal(306)), ("insgesamt", Decimal(1000))),
    )  # fmt: skip
    assert delivery.values[0] == expected


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_with_any_separator(tmp_path: Path, separator: str) -> None:
    delivery = read_delivery(portal_csv(tmp_path, [row(value="30.6", year=2024)], separator=separator))
    assert delivery.report.is_clean
    assert delivery.definitions[0].code == "nichtdeutsche.insgesamt"
    assert delivery.as_of == date(2025, 10, 1)


def test_csv_in_windows_encoding_is_repaired(tmp_path: Path) -> None:
    delivery = read_delivery(portal_csv(tmp_path, [row()], encoding="windows-1252"))
    assert delivery.report.is_clean
    assert [r.new for r in delivery.report.repaired] == ["utf-8"]


def test_csv_takes_the_code_of_a_known_definition(tmp_path: Path) -> None:
    known = [IndicatorRow(NON_GERMANS, "Nichtdeutsche", "insgesamt", theme="Bevölkerung")]
    assert read_delivery(portal_csv(tmp_path, [row()]), known=known).values[0].indicator_code == NON_GERMANS


def test_csv_title_known_in_two_themes_is_refused(tmp_path: Path) -> None:
    known = [IndicatorRow(f"{theme}.x", "Nichtdeutsche", "insgesamt", theme=theme) for theme in ("a", "b")]
    known.append(IndicatorRow("a.y", "Frauen", "insgesamt"))
    delivery = read_delivery(portal_csv(tmp_path, [row(), row("01 Mitte")]), known=known)
    assert refusals(delivery) == [(2, "indikator", "Nichtdeutsche / insgesamt")]


def test_date_given_overrules_the_imprint_and_is_noticed(tmp_path: Path) -> None:
    delivery = read_delivery(workbook(tmp_path, [row()]), as_of=date(2026, 1, 1))
    assert delivery.as_of == date(2026, 1, 1)
    assert "2025-08" in delivery.report.notices[0].text


def test_missing_date_is_noticed(tmp_path: Path) -> None:
    delivery = read_delivery(workbook(tmp_path, [row()], without="IMPRESSUM"))
    assert delivery.as_of is None
    assert delivery.report.notices[0].column == "as_of"


def test_progress_ends_with_the_number_of_rows(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    read_delivery(workbook(tmp_path, [row()]), on_progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 1)]


# --- what is unknown, what deviates ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "notices"), [("", 0), (None, 0), ("-", 1), (".", 1), ("x", 1), ("k. A.", 1)]
)
def test_empty_and_suppressed_cells_are_unknown(tmp_path: Path, cell: object, notices: int) -> None:
    delivery = read_delivery(workbook(tmp_path, [row(value=cell)]))
    assert delivery.values[0].value is None
    assert len(delivery.report.notices) == notices
    assert delivery.report.is_clean


def test_marker_88_without_bases_is_unknown(tmp_path: Path) -> None:
    delivery = read_delivery(workbook(tmp_path, [row(), row("01 Mitte", "88", ("", ""))]))
    assert value_of(delivery, NON_GERMANS, "01", 2024).value is None
    assert delivery.report.notices[0].row == 3


def test_value_88_with_bases_is_a_value(tmp_path: Path) -> None:
    delivery = read_delivery(workbook(tmp_path, [row(value="88", bases=(88, 100))]))
    assert delivery.values[0].value == 88
    assert delivery.report.notices == []


def test_share_that_deviates_is_kept_and_noticed(tmp_path: Path) -> None:
    good = [row(f"{number:02} Bezirk", "30,6", (306, 1000)) for number in range(1, 60)]
    delivery = read_delivery(workbook(tmp_path, [*good, row("60 Bezirk", "31,6", (306, 1000))]))
    assert value_of(delivery, NON_GERMANS, "60", 2024).value == Decimal("31.6")
    assert [(n.row, "30.60" in n.text) for n in delivery.report.notices] == [(61, True)]


def test_relation_that_half_of_the_values_contradict_is_not_claimed(tmp_path: Path) -> None:
    delivery = read_delivery(workbook(tmp_path, [row(), row("01 Mitte", "31,6", (306, 1000))]))
    assert delivery.definitions[0].relation is None
    assert delivery.values[0].numerator is None


def test_districts_that_do_not_add_up_are_listed(tmp_path: Path) -> None:
    rows = [row(), row("01 Mitte", "30", (30, 100)), row("02 Rand", "30", (270, 900))]
    checks = read_delivery(workbook(tmp_path, rows)).report.sum_checks
    assert [(c.base_name, c.districts, c.city, c.difference) for c in checks] == [
        ("nichtdeutsch", 300, 306, -6)
    ]


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bad", "column", "value"),
    [
        (row(value="viel"), "indikatorwert", "viel"),
        (row(bases=("3O6", 1000)), "basiswert 1", "3O6"),
        (row("Altstadt-Lehel"), "raumbezug", "Altstadt-Lehel"),
        (row("00 Nirgends"), "raumbezug", "00 Nirgends"),
        (row("77 Fremd"), "raumbezug", "77 Fremd"),
        (row(year=1066), "jahr", "1066.0"),
        (row(year=2026), "jahr", "2026.0"),
        (row(year=2024.5), "jahr", "2024.5"),
        (["Unbekannt", *row()[1:]], "indikator", "Unbekannt / insgesamt"),
        ([*row()[:7], "nichtdeutsch", ""], "name basiswert 1", "nichtdeutsch"),
    ],
)
def test_unusable_row_is_refused_with_its_number(tmp_path: Path, bad: Row, column: str, value: str) -> None:
    delivery = read_delivery(workbook(tmp_path, [row("01 Mitte"), bad]), area_codes={"01", "02"})
    assert refusals(delivery) == [(3, column, value)]
    assert delivery.report.refused[0].remedy
    assert len(delivery.values) == 1


def test_same_key_with_another_value_is_refused(tmp_path: Path) -> None:
    delivery = read_delivery(workbook(tmp_path, [row(), row(value="30,5")]))
    assert refusals(delivery) == [(3, "indikatorwert", "30.5")]
    assert "Row 2" in delivery.report.refused[0].why


def test_same_row_twice_is_left_out_with_a_notice(tmp_path: Path) -> None:
    delivery = read_delivery(workbook(tmp_path, [row(), row()]))
    assert delivery.report.is_clean
    assert (len(delivery.values), delivery.report.notices[0].row) == (1, 3)


@pytest.mark.parametrize("name", ["INHALT", "BEVÖLKERUNG"])
def test_missing_sheet_is_refused(tmp_path: Path, name: str) -> None:
    delivery = read_delivery(workbook(tmp_path, [row()], without=name))
    assert ("sheet", 1) in {(r.column, r.row) for r in delivery.report.refused}
    assert delivery.values == ()


def test_missing_and_unknown_columns_are_refused(tmp_path: Path) -> None:
    header = [*HEADER[:2], "Jahrgang", *HEADER[3:]]
    delivery = read_delivery(workbook(tmp_path, [row()], header=header))
    assert {(r.column, r.row) for r in delivery.report.refused} == {("jahr", 1), ("Jahrgang", 1)}


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 no zip", b"%PDF-1.7\x00\x01", b"just a sentence\nand more"]
)
def test_file_that_is_no_delivery_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "strange.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableDeliveryError, match=r"strange\.xlsx cannot be read"):
        read_delivery(path)


def test_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDeliveryError, match="cannot be opened"):
        read_delivery(tmp_path / "nowhere.csv")


# --- single cells ---------------------------------------------------------------------------------


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3), st.sampled_from([".", ","]))
def test_number_reads_back_with_point_and_comma(number: Decimal, mark: str) -> None:
    assert read_number(f"{number:f}".replace(".", mark), "x") == number


@given(st.integers(min_value=10**6, max_value=10**12), st.sampled_from([".", " ", "\u00a0", "\u202f", ","]))
def test_number_in_groups_of_three_reads_back(number: int, mark: str) -> None:
    assert read_number(f"{number:,}".replace(",", mark), "x") == number


@given(st.text())
def test_number_parsing_gives_a_finite_number_or_unknown_or_refuses(text: str) -> None:
    try:
        number = read_number(text, "x")
    except UnusableCellError:
        return
    assert number is None or number.is_finite()


@pytest.mark.parametrize(
    ("text", "number"),
    [("39,8", "39.8"), ("-,9", "-0.9"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("−3", "-3")],
)
def test_number_examples(text: str, number: str) -> None:
    assert read_number(text, "x") == Decimal(number)


@pytest.mark.parametrize("text", ["1,2,3", "12a", "1.2.3", "NaN", "Infinity", "1e5", float("nan"), True])
def test_number_that_is_none_is_refused(text: object) -> None:
    with pytest.raises(UnusableCellError):
        read_number(text, "x")


@pytest.mark.parametrize("name", ["Stadt München", "Landeshauptstadt Dresden", "Gesamtstadt", "city"])
def test_area_whole_city(name: str) -> None:
    assert read_area(name, "x") == "city"


@pytest.mark.parametrize("name", ["Stadtbezirk 3", "1 Mitte", "011 Mitte", ""])
def test_area_without_two_digits_is_refused(name: str) -> None:
    with pytest.raises(UnusableCellError):
        read_area(name, "x")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Privathaushalte bis 2011 … und ab 2012 … seit dem Jahr 2012", (2012,)),
        ("(2006 bis 2015 wurden Mehrlingsgeburten mehrfach gezählt.)", (2006, 2016)),
        ("Stichtag zum 01.03. (bis 2009: 15.03.)", (2010,)),
        ("Bis zur Gesetzesänderung zum 20.12.2014, bis 17 Jahre, bis zum 21. Geburtstag", ()),
    ],
)
def test_break_years_are_those_of_the_series(text: str, years: tuple[int, ...]) -> None:
    assert read_break_years(text) == years


def test_code_is_ascii_and_readable() -> None:
    code = indicator_code("Arbeitsmarkt", "(Regel-)Leistungsberechtigte - erwerbsfähig", "männlich")
    assert code == "arbeitsmarkt.regel-leistungsberechtigte-erwerbsfaehig.maennlich"


@pytest.mark.parametrize(
    ("name", "month"), [("indikat2510_x.csv", 10), ("export-2025-08.xlsx", 8), ("x.csv", None)]
)
def test_date_in_file_name(name: str, month: int | None) -> None:
    assert date_in_file_name(name) == (month and date(2025, month, 1))
