"""Spreadsheets as they come: each fault is put right and named, or refused with row, column, value, reason, remedy."""

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from pytest_django import Settings

from gesamtplan.offers.models import Offer, SheetImport
from gesamtplan.offers.sheets import files as files_module
from gesamtplan.offers.sheets import limits
from gesamtplan.offers.sheets.faults import UnfitSheetError
from gesamtplan.offers.sheets.files import open_book, read_grid
from gesamtplan.offers.sheets.plan import Plan, RowPlan
from tests import factories as make
from tests import factories_figures as figures
from tests.offers.sheets.files import planned, saved, sheet_of, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    """Uploads are kept elsewhere in tests."""
    settings.MEDIA_ROOT = tmp_path


def plan_of_rows(heads: list[str], *rows: list[Any], merged: tuple[str, ...] = ()) -> Plan:
    return planned(uploaded(sheet_of([heads, *rows], merged)))


def one(heading: str, value: Any) -> RowPlan:
    """The plan of one new offer with this cell."""
    return plan_of_rows(["Titel", "Art", heading], ["Neu", "information", value]).rows[0]


READ = [
    ("Nächster Beginn", "1.2.2027", "next_start", "2027-02-01"),
    ("Nächster Beginn", "01.02.27", "next_start", "2027-02-01"),
    ("Nächster Beginn", "1. Februar 2027", "next_start", "2027-02-01"),
    ("Nächster Beginn", "1 February 2027", "next_start", "2027-02-01"),
    ("Nächster Beginn", "2027-02-01", "next_start", "2027-02-01"),
    ("Nächster Beginn", date(2027, 2, 1), "next_start", "2027-02-01"),
    ("Nächster Beginn", datetime(2027, 2, 1, 12, 30),  # noqa: DTZ001 - Excel knows no zones
     "next_start", "2027-02-01"),
    ("Nächster Beginn", 46419, "next_start", "2027-02-01"),
    ("Plätze Stand", "Februar 2026", "as_of", "2026-02"),
    ("Plätze Stand", "02/2026", "as_of", "2026-02"),
    ("Plätze Stand", 2026, "as_of", "2026"),
    ("Gültig bis", "Februar 2028", "valid_to", "2028-02-29"),
    ("Plätze", "20,0", "places", 20),
    ("Plätze", 20.0, "places", 20),
    ("Plätze", "1.200", "places", 1200),
    ("Plätze", "\u00a020 ", "places", 20),
    ("Kosten", "12,5", "fee", "12.50"),
    ("Kosten", "1.234,50 €", "fee", "1234.50"),
    ("Kosten", "EUR 12.50", "fee", "12.50"),
    ("Kosten", 12.1, "fee", "12.10"),
    ("Kosten", "kostenlos", "fee", "0.00"),
    ("Kosten", "12,-", "fee", "12.00"),
    ("Kinderbetreuung", "Ja", "child_care", True),
    ("Kinderbetreuung", "x", "child_care", True),
    ("Kinderbetreuung", False, "child_care", False),
    ("Kinderbetreuung", "nein", "child_care", False),
    ("Internet", "www.example.org", "contact_url", "https://www.example.org"),
    ("E-Mail", " info@example.org\u00a0", "contact_email", "info@example.org"),
    ("Telefon", 891234567, "contact_phone", "0891234567"),
    ("PLZ", 80331, "site_postal_code", "80331"),
    ("PLZ", 1067, "site_postal_code", "01067"),
    ("Aufenthaltsstatus", "Gestattung; Ermessensduldung", "statuses", ["gestattung", "duldung-discretionary"]),
    ("Aufenthaltsstatus", "keine", "statuses", "none-required"),
    ("Sprachen", "Deutsch, Ukrainisch", "languages", ["de", "uk"]),
    ("Geschlecht", "Frauen", "sex", ["female"]),
    ("Sprachniveau", "A2", "level_from", "A2"),
    ("Beschreibung", "Zeile\u00a01  \r\nZeile 2", "description_de", "Zeile 1\nZeile 2"),
    ("Träger", "Sozialreferat", "provider", "sozialreferat"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "cell", "name", "value"), READ)
def test_cell_is_understood(munich: None, heading: str, cell: Any, name: str, value: Any) -> None:
    row = one(heading, cell)
    changed = {change.column: change.new for change in row.changes}
    if name == "as_of":  # a day alone tells nothing
        assert row.refusals[0].why.startswith("wird auf unbekannt gesetzt")
        return
    assert row.refusals == ()
    assert changed[name] == value


REFUSED = [
    ("Nächster Beginn", "31.2.2027", "gibt"),
    ("Nächster Beginn", "Februar 2027", "nennt keinen Tag"),
    ("Nächster Beginn", "demnächst", "kein Datum"),
    ("Nächster Beginn", "1/2/2027", "zwei verschiedene Tage"),
    ("Nächster Beginn", 3, "kein Datum"),
    ("Plätze", "ca. 20", "keine ganze Zahl"),
    ("Plätze", -3, "negativ"),
    ("Plätze", 2.5, "keine ganze Zahl"),
    ("Plätze", True, "keine ganze Zahl"),
    ("Plätze", "#WERT!", "Fehler einer Formel"),
    ("Plätze", "=1+1", "nie berechnet"),
    ("Kosten", "12,345", "kein Geldbetrag"),
    ("Kosten", -1, "negativ"),
    ("Kinderbetreuung", "manchmal", "weder ja noch nein"),
    ("Internet", "nicht vorhanden", "keine Internetadresse"),
    ("E-Mail", "info(at)example.org", "keine E-Mail"),
    ("Telefon", "Frau Müller", "keine Telefonnummer"),
    ("Träger", "Sozialrefera", "gehört nicht zu den erlaubten"),
    ("Aufenthaltsstatus", "Gestattung; Duldnug", "enthält „Duldnug“"),
    ("Alter von", 200, "kein Alter"),
    ("Art des Angebots", "unbekannt", "kann nicht unbekannt sein"),
    ("Öffentlich", "unbekannt", "kann nicht unbekannt sein"),
    ("Titel (Englisch)", "x" * 301, "zu lang"),
    ("Kennung", "A B", "keine Kennung"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "cell", "why"), REFUSED)
def test_cell_is_refused_with_its_reason(munich: None, heading: str, cell: Any, why: str) -> None:
    heads = ["Titel", "Art", heading] if heading != "Art des Angebots" else ["Titel", "Plätze", heading]
    row = plan_of_rows(heads, ["Neu", "information" if "Art" in heads else 3, cell]).rows[0]
    assert row.outcome == "refused"
    found = row.refusals[0]
    assert why in found.why
    assert found.row == 2
    assert found.remedy


def test_unknown_word_suggests_what_may_be_meant(munich: None) -> None:
    row = one("Träger", "Sozialrefera")
    assert "Meinten Sie: Sozialreferat" in row.refusals[0].remedy


def test_errors_and_formulas_that_calamine_shows_as_empty_are_refused(munich: None) -> None:
    book = Workbook()
    book.active.append(["Kennung", "Titel", "Plätze", "Kosten"])
    book.active.append(["O01", "A", "#REF!", 5])
    book.active["C2"].data_type = "e"
    book.active.append(["O02", "B", "=SUM(1,2)", 5])
    rows = planned(uploaded(saved(book))).rows
    assert [(one.column, one.value) for row in rows for one in row.refusals] == [
        ("Plätze", "#REF!"), ("Plätze", "=SUM(1,2)"),
    ]  # fmt: skip


def test_merged_cells_count_for_their_rows_and_say_so(munich: None) -> None:
    plan = plan_of_rows(
        ["Titel", "Art", "Sprachen"], ["A", "information", "Deutsch"], ["B", None, None], ["C", "clearing", "x"],
        merged=("B2:B3", "C2:C3"),
    )  # fmt: skip
    assert [row.outcome for row in plan.rows] == ["new", "new", "refused"]
    assert {change.column: change.new for change in plan.rows[1].changes}["kind"] == "information"
    assert "Zeile 2 verbunden" in plan.rows[1].repairs[0].why
    plan = plan_of_rows(["Titel", "Art"], ["A", "information"], ["Überschrift", None], merged=("A3:B3",))
    assert plan.remarks == (
        "In Zeile 3 sind Zellen über mehrere Spalten verbunden: Der Wert gilt für die erste.",
    )


def test_title_rows_empty_rows_and_two_rows_of_headings_are_found(munich: None) -> None:
    rows = [
        ["Verein Miteinander, Stand November 2026"], [], ["Angebot", "Kategorie", "Plätze", None], [None, None, "gesamt", "belegt"],
        [], ["Kurs", "information", 20, 5], [" ", None, None, None], ["Treff", "clearing", 8, 8],
    ]  # fmt: skip
    found = uploaded(sheet_of(rows, ("C3:D3", "A3:A4")))
    assert (found.mapping["row"], found.mapping["height"]) == (3, 2)
    assert found.mapping["columns"] == {"0": "title_de", "1": "kind", "2": "places", "3": "taken"}
    plan = planned(found)
    assert [(row.number, row.title, row.outcome) for row in plan.rows] == [
        (6, "Kurs", "new"),
        (8, "Treff", "new"),
    ]
    assert {change.column: change.new for change in plan.rows[0].changes}["taken"] == 5


def test_columns_are_guessed_from_values_where_headings_say_nothing(munich: None) -> None:
    found = uploaded(
        sheet_of(
            [
                ["Bezeichnung", "Feld 1", "Feld 2", "Status", "Wo"],
                ["A", "information", "a@example.org", "läuft", "https://a.example"],
                ["B", "clearing", "b@example.org", "ruht", "https://b.example"],
            ]
        )
    )
    assert found.mapping["columns"] == {
        "0": "title_de",
        "1": "kind",
        "2": "contact_email",
        "4": "contact_url",
    }
    assert not found.is_sure


def test_codes_that_stand_twice_are_refused(munich: None) -> None:
    plan = plan_of_rows(["Kennung", "Titel"], ["O01", "A"], ["O01", "B"])
    assert [row.outcome for row in plan.rows] == ["changed", "refused"]
    assert "steht auch in Zeile 2" in plan.rows[1].refusals[0].why


def test_row_without_code_is_known_again_by_title_and_provider(munich: None) -> None:
    row = figures.offer(1)
    assert row.provider
    plan = plan_of_rows(["Titel", "Träger", "E-Mail"], ["offer 1 (DE)", row.provider.code, "a@example.org"])
    assert (plan.rows[0].code, plan.rows[0].outcome) == ("TO1", "changed")
    assert "Titel, Träger und Ort" in plan.rows[0].repairs[0].why
    figures.offer(2, title=figures.text("Offer 1"), provider=row.provider)
    plan = plan_of_rows(["Titel", "Träger", "E-Mail"], ["Offer 1 (de)", row.provider.code, "a@example.org"])
    assert "mehrere Angebote" in plan.rows[0].refusals[0].why


WHOLE = [
    ({"Alter von": 30, "Alter bis": 20}, "liegt unter"),
    ({"Alter von": "keine"}, "ist unbekannt"),
    ({"Deutsch ab": "B2", "Deutsch bis": "A1"}, "liegt unter"),
    ({"Gültig ab": "1.2.2026", "Gültig bis": "1.1.2026"}, "liegt vor dem ersten Tag"),
    ({"Plätze": 3, "Stand": "1.1.2030"}, "liegt in der Zukunft"),
    ({"Art": "", "Plätze": 3}, "fehlt"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "why"), WHOLE)
def test_row_that_contradicts_itself_is_refused(munich: None, cells: dict[str, Any], why: str) -> None:
    given = {"Titel": "Neu", "Art": "information", **cells}
    row = plan_of_rows(list(given), list(given.values())).rows[0]
    assert why in row.refusals[0].why


def test_new_figures_without_a_day_are_refused_unless_the_file_has_one(munich: None) -> None:
    figures.offer(1, places=20, places_on=date(2026, 3, 1))
    found = uploaded(sheet_of([["Kennung", "Titel", "Plätze"], ["TO1", "", 25]]))
    assert "niemand sagt, von welchem Tag" in planned(found).rows[0].refusals[0].why
    found.mapping["as_of"] = "2026-11-01"
    changes = planned(found).rows[0].changes
    assert [(change.column, change.new) for change in changes] == [("places", 25), ("as_of", "2026-11-01")]
    earlier = plan_of_rows(["Kennung", "Titel", "Plätze", "Stand"], ["TO1", "", 25, "1.2.2026"])
    assert "liegt vor 2026-03-01" in earlier.rows[0].refusals[0].why


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_read_in_any_encoding_and_with_any_separator(
    munich: None, encoding: str, separator: str
) -> None:
    text = (
        separator.join(["Titel", "Art", "Plätze"]) + "\r\n" + separator.join(["Nähkurs", "information", "12"])
    )
    found = uploaded(text.encode(encoding), "liste.csv")
    plan = planned(found)
    assert (plan.rows[0].title, plan.rows[0].outcome) == ("Nähkurs", "new")
    assert bool(plan.remarks) == (encoding == "cp1252")


def unfit(data: bytes) -> str:
    with pytest.raises(UnfitSheetError) as error:
        uploaded(data)
    assert not SheetImport.objects.exists()
    assert Offer.objects.count() >= 27
    return str(error.value)


def test_files_that_cannot_be_opened_say_why(munich: None) -> None:
    assert "leer" in unfit(b"")
    assert "weder Tabelle noch Text" in unfit(b"\x89PNG\0\0")
    assert "beschädigt" in unfit(b"PK\x03\x04 nothing more")
    assert "keine lesbare Tabelle" in unfit(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hello.txt", "no workbook")
    assert "keine lesbare Tabelle" in unfit(out.getvalue())


def test_file_that_is_too_large_unpacked_is_not_opened(munich: None, monkeypatch: pytest.MonkeyPatch) -> None:
    data = sheet_of([["Titel"], *[["x" * 1000]] * 500])
    monkeypatch.setattr(limits, "UNPACKED", 100_000)
    assert "Entpackt" in unfit(data)
    monkeypatch.undo()
    monkeypatch.setattr(files_module, "LARGEST", 1_000)
    assert "mehr als" in unfit(data)


def test_part_that_lies_about_its_size_is_found_out(munich: None) -> None:
    data = bytearray(sheet_of([["Titel"], *[["y" * 500]] * 300]))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    true, false = part.file_size.to_bytes(4, "little"), (100).to_bytes(4, "little")
    start = data.rindex(b"PK\x01\x02" + data[data.rindex(b"PK\x01\x02") + 4 :][:0])
    assert start
    assert "beschädigt" in unfit(bytes(data).replace(true, false))


def test_too_many_rows_and_columns_are_refused(munich: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "mehr als 200 Spalten" in unfit(sheet_of([["Titel", *["x"] * 201], ["a"] * 202]))
    monkeypatch.setattr(limits, "MOST_ROWS", 50)
    assert "mehr als 50 Zeilen" in unfit(sheet_of([["Titel"], *[["a"]] * 60]))
    assert "mehr als 50 Zeilen" in unfit(b"Titel;Art\n" + b"a;b\n" * 60)


def test_single_cell_at_the_far_end_does_not_fill_the_memory(munich: None) -> None:
    for place in ("XFD1", "A1048576", "XFD1048576"):
        book = Workbook()
        book.active.append(["Titel", "Art"])
        book.active[place] = "hier"
        assert "mehr als" in unfit(saved(book))
    book = Workbook()
    book.active.append(["Titel", "Art"])
    book.active.append(["A", "information"])
    book.active["C900000"].number_format = "0.00"  # empty, only formatted
    assert len(planned(uploaded(saved(book))).rows) == 1


CONTENT = """<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Angebote">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""
CELL = '<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def ods(*rows: list[str], row_more: str = "", cell_more: str = "", lines: str = "") -> bytes:
    cells = ["".join(CELL.format(text=text, more=cell_more) for text in row) for row in rows]
    lines += "".join(f"<table:table-row{row_more}>{row}</table:table-row>" for row in cells)
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", CONTENT.format(rows=lines + empty))
    return out.getvalue()


def test_ods_is_read(munich: None) -> None:
    plan = planned(uploaded(ods(["Titel", "Art"], ["Kurs", "information"]), "liste.ods"))
    assert [(row.title, row.outcome) for row in plan.rows] == [("Kurs", "new")]


def test_error_of_a_formula_in_ods_is_refused(munich: None) -> None:
    error = (
        ' xmlns:c="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" c:value-type="error"'
    )
    head = CELL.format(text="Titel", more="") + CELL.format(text="Plätze", more="")
    row = CELL.format(text="Kurs", more="") + CELL.format(
        text="Err:502", more=' office:string-value=""' + error
    )
    lines = f"<table:table-row>{head}</table:table-row><table:table-row>{row}</table:table-row>"
    refusals = planned(uploaded(ods(lines=lines), "liste.ods")).rows[0].refusals
    assert [(one.column, one.value, one.why) for one in refusals] == [
        ("Plätze", "Err:502", "ist der Fehler einer Formel.")
    ]


def test_ods_that_repeats_a_million_times_is_not_opened(munich: None) -> None:
    assert "Zeilen" in unfit(ods(["Titel"], row_more=' table:number-rows-repeated="1000000"'))
    assert "Spalten" in unfit(ods(["Titel"], cell_more=' table:number-columns-repeated="16000"'))


def test_hidden_sheets_are_left_alone(munich: None, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Titel", "Art"])
    book.create_sheet("Geheim").sheet_state = "hidden"
    path = tmp_path / "a.xlsx"
    path.write_bytes(saved(book))
    found = open_book(path)
    assert found.sheets == ("Sheet",)
    with pytest.raises(UnfitSheetError):
        read_grid(found, "Geheim")


def test_upload_nobody_looked_at_for_a_week_is_thrown_away(
    munich: None, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    old = uploaded(sheet_of([["Titel", "Art"], ["A", "information"]]))
    SheetImport.objects.filter(pk=old.pk).update(at=datetime(2026, 11, 1, tzinfo=UTC))
    with django_capture_on_commit_callbacks(execute=True):
        uploaded(sheet_of([["Titel", "Art"], ["B", "information"]]), author=make.user("editor"))
    old.refresh_from_db()
    assert old.state == "discarded"
    assert len(list((tmp_path / "spreadsheets").iterdir())) == 1
