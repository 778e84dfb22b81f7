"""CSV: encoding and separator are found out."""

import csv
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from gesamtplan.offers.sheets.faults import UnfitSheetError

SEPARATORS = ";,\t|"
LOOKED_AT = 50  # lines
LONGEST_CELL = 131_072


def read_csv(path: Path) -> tuple[list[list[Any]], list[str]]:
    """Rows of texts, and remarks on what was found out. Raises UnfitSheetError."""
    text, remarks = _decoded(path.read_bytes())
    reader = csv.reader(text.splitlines(keepends=True), delimiter=_separator(text), strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise UnfitSheetError(
            _("Line %(line)d is no CSV (%(why)s). Save the file again as CSV or XLSX.")
            % {"line": reader.line_num, "why": error}
        ) from error
    if not any(any(row) for row in rows):
        raise UnfitSheetError(_("The file is empty. Choose another file."))
    return rows, remarks


def _decoded(content: bytes) -> tuple[str, list[str]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), []
    if b"\0" in content:
        raise UnfitSheetError(
            _("The file is neither a spreadsheet nor text. Choose an XLSX, XLS, ODS or CSV file.")
        )
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        remark = _("The file is not written in UTF-8: it was read as Windows-1252.")
    return content.decode("cp1252", errors="replace"), [remark]


def _separator(text: str) -> str:
    """The one that splits the first lines into the same number of parts most often, then into the most parts."""
    lines = [line for line in text.splitlines()[:LOOKED_AT] if line.strip()]

    def fitness(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(SEPARATORS, key=fitness)
