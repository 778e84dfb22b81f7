"""Opens a spreadsheet of any common kind, within bounds: what is too large or broken is refused with its reason."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from gesamtplan.offers.sheets import ods, xlsx
from gesamtplan.offers.sheets.csv_files import read_csv
from gesamtplan.offers.sheets.faults import UnfitSheetError
from gesamtplan.offers.sheets.limits import (
    LARGEST,
    MOST_COLUMNS,
    MOST_ROWS,
    require_columns,
    require_rows,
    require_unpacked,
)

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
Place = tuple[int, int]  # row and column from 0


@dataclass
class Grid:
    """One sheet: cells by row and column from 0. `merged`: areas (first, last), both included, None: not known."""

    rows: list[Sequence[Any]]
    merged: list[tuple[Place, Place]] | None = None
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Book:
    """A file and the names of its sheets that can be seen; of a CSV file one without a name."""

    path: Path
    kind: str
    sheets: tuple[str, ...]


def open_book(path: Path) -> Book:
    """Raises UnfitSheetError."""
    if path.stat().st_size > LARGEST:
        raise UnfitSheetError(
            _("The file has more than %(most)d MB. Split it, or delete pictures and other sheets.")
            % {"most": LARGEST // 10**6}
        )
    with path.open("rb") as file:
        start = file.read(4)
    if start not in {ZIP, OLE}:
        return Book(path, "csv", ("",))
    kind = _kind_of_zip(path) if start == ZIP else "xls"
    with _workbook(path) as workbook:
        seen = [one.name for one in workbook.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
    if not seen:
        raise UnfitSheetError(_("The file has no visible sheet. Choose another file."))
    return Book(path, kind, tuple(seen))


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            require_unpacked(archive)
            names = set(archive.namelist())
            is_ods = "mimetype" in names and archive.read("mimetype").decode("ascii", "replace") == ODS
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise UnfitSheetError(
            _("The file is damaged (%(why)s). Save it again and repeat.") % {"why": error}
        ) from error
    return "ods" if is_ods else "xlsx"


def _workbook(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise UnfitSheetError(
            _("The file is protected by a password. Save it without one and repeat.")
        ) from error
    except CalamineError as error:
        raise UnfitSheetError(
            _("The file is no spreadsheet that can be read (%(why)s). Save it as XLSX and repeat.")
            % {"why": error}
        ) from error


def read_grid(book: Book, sheet: str) -> Grid:
    """The cells of one sheet, with what goes for nothing elsewhere: errors of formulas. Raises UnfitSheetError."""
    if book.kind == "csv":
        rows, remarks = read_csv(book.path)
        require_rows(sum(map(any, rows)))
        require_columns(max(map(len, rows), default=0))
        return Grid(list(rows), None, remarks)
    if sheet not in book.sheets:
        raise UnfitSheetError(_("The file has no sheet “%(name)s”. Choose another one.") % {"name": sheet})
    unread = _unread(book, sheet)
    with _workbook(book.path) as workbook:
        grid = _cells(workbook, sheet)
    for (row, column), said in unread.items():
        _put(grid.rows, row, column, said)
    return grid


def _unread(book: Book, sheet: str) -> dict[Place, str]:
    """What calamine shows as empty cells, by place; and whether the sheet reaches too far to be opened at all."""
    if book.kind == "xlsx":
        return xlsx.unread_cells(book.path, sheet)
    return ods.unread_cells(book.path, sheet) if book.kind == "ods" else {}


def _cells(workbook: CalamineWorkbook, sheet: str) -> Grid:
    try:
        found = workbook.get_sheet_by_name(sheet)
    except CalamineError as error:
        raise UnfitSheetError(
            _("The sheet “%(name)s” cannot be read (%(why)s).") % {"name": sheet, "why": error}
        ) from error
    last_row, last_column = found.end or (0, 0)
    require_columns(last_column + 1)
    if last_row > MOST_ROWS * 2:
        require_rows(last_row)
    rows: list[Sequence[Any]] = list(found.to_python(skip_empty_area=False))
    require_rows(sum(any(cell != "" for cell in row) for row in rows))
    merged = found.merged_cell_ranges
    return Grid(rows, None if merged is None else list(merged))


def _put(rows: list[Sequence[Any]], row: int, column: int, said: str) -> None:
    """Cells that calamine left out at the edge are added."""
    if column >= MOST_COLUMNS:
        return
    while len(rows) <= row:
        rows.append([])
    line = list(rows[row])
    line += [""] * (column + 1 - len(line))
    line[column] = said
    rows[row] = line
