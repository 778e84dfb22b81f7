"""Any table on a page, as CSV or XLSX: the same columns, the same rows."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Font

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
