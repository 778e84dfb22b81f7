"""Any table on a page, as CSV or XLSX: the same columns, the same rows."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Font

from gesamtplan.core.models import Sourced

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Table:
    """A list as file: its name and, in order, the heading of each column and the value it takes from a row.

    A value that is None is unknown and stays an empty cell.
    """

    name: str
    columns: tuple[tuple[Any, Callable[[Any], Any]], ...]

    def file(self, form: str, rows: Iterable[Any]) -> HttpResponse:
        """All rows as "csv" or "xlsx"."""
        headings = [heading for heading, _ in self.columns]
        return table_response(
            self.name, form, headings, ([cell(row) for _, cell in self.columns] for row in rows)
        )


def joined(values: Iterable[Any]) -> str | None:
    """Several values in one cell; None where there are none."""
    return ", ".join(str(value) for value in values) or None


def source_links(row: Sourced) -> str | None:
    """Addresses of the sources of a row."""
    return joined(source.url for source in row.sources.all())


def table_response(
    name: str, form: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> HttpResponse:
    """File `name`.csv (UTF-8 with byte order mark, semicolons, for Excel) or `name`.xlsx. Unknown stays an empty cell."""
    write = _xlsx if form == "xlsx" else _csv
    content, mime = write(columns, rows)
    response = HttpResponse(content, content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="{name}.{"xlsx" if form == "xlsx" else "csv"}"'
    return response


def _plain(value: Any) -> Any:
    """Lazy and localized texts become strings; a text that a spreadsheet would run as formula is quoted."""
    if value is None or isinstance(value, int | float) or hasattr(value, "quantize"):
        return value
    text = str(value)
    return "'" + text if text[:1] in "=+-@" and len(text) > 1 else text


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> tuple[bytes, str]:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([str(column) for column in columns])
    writer.writerows([_plain(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8"


def _xlsx(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> tuple[bytes, str]:
    book = Workbook()
    sheet = book.active
    sheet.append([str(column) for column in columns])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([_plain(value) for value in row])
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), XLSX
