"""Opening what was delivered: an xlsx or CSV file becomes named sheets of numbered rows."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, ZipError

from gesamtplan.indicators.delivery_cells import Cell, text_of
from gesamtplan.indicators.delivery_report import DeliveryReport, UnreadableDeliveryError

_ZIP_START = b"PK\x03\x04"
_SEPARATORS = ",;\t"


@dataclass(frozen=True)
class Sheet:
    """A table: its name, the header and the rows below it, each with its number as a person sees it."""

    name: str
    header: tuple[str, ...]
    rows: Sequence[tuple[int, Sequence[Cell]]]
    is_of_workbook: bool = False

    def filled_rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Rows that are not blank, with as many cells as the header has columns."""
        width = len(self.header)
        for number, cells in self.rows:
            if any(cell not in {None, ""} for cell in cells):
                yield number, [*cells, *[""] * (width - len(cells))] if len(cells) < width else cells


def open_sheets(path: Path, report: DeliveryReport) -> list[Sheet]:
    """All sheets of an xlsx file, or the one table of a CSV file.

    Raises `UnreadableDeliveryError` if the file is missing, empty, encrypted, damaged or of another kind.
    """
    try:
        start = path.read_bytes()[: len(_ZIP_START)]
    except OSError as error:
        raise UnreadableDeliveryError(path.name, f"The file cannot be opened ({error.strerror}).") from error
    if start == _ZIP_START:
        return _open_workbook(path)
    return [_open_csv(path, report)]


def _open_workbook(path: Path) -> list[Sheet]:
    try:
        workbook = CalamineWorkbook.from_path(path)
        tables = {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in workbook.sheet_names
        }
    except PasswordError as error:
        raise UnreadableDeliveryError(path.name, "The workbook is protected by a password.") from error
    except (CalamineError, ZipError) as error:
        raise UnreadableDeliveryError(
            path.name, f"The workbook is damaged or no spreadsheet ({error})."
        ) from error
    return [
        _sheet(name, list(enumerate(rows, start=1)), is_of_workbook=True) for name, rows in tables.items()
    ]


def _open_csv(path: Path, report: DeliveryReport) -> Sheet:
    text = _decoded(path, report)
    header_line = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=header_line.count)
    if not header_line.count(separator):
        raise UnreadableDeliveryError(path.name, "Its first line is no header of several columns.")
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    rows: list[tuple[int, Sequence[Cell]]] = []
    try:
        rows.extend((reader.line_num, cells) for cells in reader)
    except csv.Error as error:
        raise UnreadableDeliveryError(path.name, f"Line {reader.line_num} is no CSV ({error}).") from error
    return _sheet(path.stem, rows)


def _decoded(path: Path, report: DeliveryReport) -> str:
    content = path.read_bytes()
    if b"\x00" in content:
        raise UnreadableDeliveryError(path.name, "It is neither a spreadsheet nor text.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        report.repair(1, "", "windows-1252", "utf-8", "The file was not written in UTF-8.")
    return content.decode("windows-1252", errors="replace")


def _sheet(name: str, rows: list[tuple[int, Sequence[Cell]]], *, is_of_workbook: bool = False) -> Sheet:
    header = tuple(text_of(cell) for cell in rows[0][1]) if rows else ()
    return Sheet(name, header, rows[1:], is_of_workbook)
