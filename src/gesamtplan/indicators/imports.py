"""Readers of official figures: the statistics office's xlsx, the portal's CSV and our own compact folder.

Source of the layout: Indikatorenatlas München, exports of August 2025 (xlsx) and October 2025 (CSV).
Any city may deliver the same sheets and columns. Nothing is written; the operations store what comes out.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from gesamtplan.core.entries import Entry, Shape, read_entries
from gesamtplan.core.imports import ImportReport
from gesamtplan.indicators import delivery_cells as cells_of
from gesamtplan.indicators.delivery import Delivery
from gesamtplan.indicators.delivery_cells import UnusableCellError, text_of
from gesamtplan.indicators.delivery_checks import RELATIONS
from gesamtplan.indicators.delivery_files import Sheet, open_sheets
from gesamtplan.indicators.delivery_report import DeliveryReport, Notice, SumCheck, UnreadableDeliveryError
from gesamtplan.indicators.delivery_rows import CITY, IndicatorRow, ValueRow
from gesamtplan.indicators.delivery_values import (
    COMPACT,
    LAST_YEAR_IF_UNKNOWN,
    PUBLISHED,
    Key,
    OnProgress,
    ValueReader,
)

__all__ = [
    "CITY",
    "COMPACT_COLUMNS",
    "LIST_SEPARATOR",
    "Delivery",
    "DeliveryReport",
    "IndicatorRow",
    "Notice",
    "SumCheck",
    "UnreadableDeliveryError",
    "ValueRow",
    "read_compact",
    "read_delivery",
]

DEFINITIONS_SHEET, IMPRINT_SHEET = "inhalt", "impressum"
DEFINITION_COLUMNS = (
    "thema",
    "indikator",
    "ausprägung",
    "beschreibung",
    "zeitbezug",
    "datenquelle",
    "gliederungen",
)

PLAIN_TEXT_COLUMNS = (
    "theme",
    "title_en",
    "breakdown_en",
    "what_is_counted",
    "unit",
    "relation",
    "reference_period",
    "data_source",
    "scope",
    "field",
    "direction",
    "source",
)
COMPACT_COLUMNS = ("code", "title", "breakdown", *PLAIN_TEXT_COLUMNS, "base_names", "break_years", "as_of")
"""Columns of `definitions.csv`; `base_names` and `break_years` are lists separated by `LIST_SEPARATOR`."""

LIST_SEPARATOR = "|"


def read_delivery(
    path: Path,
    as_of: date | None = None,
    on_progress: OnProgress | None = None,
    *,
    known: Iterable[IndicatorRow] = (),
    area_codes: Collection[str] | None = None,
) -> Delivery:
    """Read an xlsx or CSV delivery, or a compact folder.

    `as_of` overrules the month found in the imprint or the file name. The portal's CSV holds no definitions:
    pass those of an earlier delivery as `known`, else the codes have no theme. `area_codes` are the areas the
    city has; without them any two-digit number is accepted. Faults of rows are in the report, which refuses;
    `UnreadableDeliveryError` only if the thing is no delivery at all.
    """
    path = Path(path)
    if path.is_dir():
        return read_compact(path, as_of, on_progress, area_codes=area_codes)
    report = DeliveryReport(path.name)
    sheets = open_sheets(path, report)
    imprint = _imprint(sheets)
    reader = ValueReader(report, PUBLISHED, {}, _as_of(as_of, imprint, path.name, report), area_codes)
    is_workbook = sheets[0].is_of_workbook
    reader.definitions = _definitions(sheets, report) if is_workbook else _unambiguous(known)
    reader.invents_definitions = not is_workbook and not reader.definitions
    for sheet in _data_sheets(sheets, report):
        _read_values(reader, sheet, on_progress)
    definitions, values = reader.finish(keep_unused=is_workbook)
    return Delivery(definitions, values, reader.as_of, imprint, report)


def read_compact(
    folder: Path,
    as_of: date | None = None,
    on_progress: OnProgress | None = None,
    *,
    area_codes: Collection[str] | None = None,
) -> Delivery:
    """Read `definitions.csv` and all `values-*.csv` of a folder, the form in which figures live in `data/`.

    `as_of` is the latest of the definitions if not given. Definitions without values stay in the delivery.
    Progress and row numbers count within each file.
    """
    folder = Path(folder)
    report = DeliveryReport(folder.name)
    definitions = _compact_definitions(folder / "definitions.csv", report)
    as_of = as_of or max((row.as_of for row in definitions.values() if row.as_of), default=None)
    reader = ValueReader(report, COMPACT, definitions, as_of, area_codes)
    for path in sorted(folder.glob("values-*.csv")):
        _read_values(reader, open_sheets(path, report)[0], on_progress)
    settled, values = reader.finish(keep_unused=True)
    return Delivery(settled, values, as_of, None, report)


def _read_values(reader: ValueReader, sheet: Sheet, on_progress: OnProgress | None) -> None:
    columns = _columns(sheet, reader.layout.required, reader.layout.allowed, reader.report)
    if columns:
        reader.read(sheet, columns, on_progress)


def _sheet_called(sheets: Iterable[Sheet], name: str) -> Sheet | None:
    return next((sheet for sheet in sheets if sheet.name.strip().casefold() == name), None)


def _data_sheets(sheets: Sequence[Sheet], report: DeliveryReport) -> list[Sheet]:
    found = [s for s in sheets if s.name.strip().casefold() not in {DEFINITIONS_SHEET, IMPRINT_SHEET}]
    if not found:
        report.refuse(
            1, "sheet", "", "The sheet with the values is missing.", "Deliver the complete workbook."
        )
    return found


def _imprint(sheets: Sequence[Sheet]) -> str | None:
    sheet = _sheet_called(sheets, IMPRINT_SHEET)
    if sheet is None:
        return None
    lines = [*sheet.header, *(text_of(cell) for _, cells in sheet.rows for cell in cells)]
    return "\n".join(line for line in lines if line)


def _as_of(given: date | None, imprint: str | None, name: str, report: DeliveryReport) -> date | None:
    found = cells_of.date_in_imprint(imprint or "") or cells_of.date_in_file_name(name)
    if given is None and found is None:
        report.notice(
            0, "as_of", "The delivery tells no date of its own; state it, because series are revised."
        )
    if given and found and (given.year, given.month) != (found.year, found.month):
        report.notice(
            0, "as_of", f"The delivery itself says {found:%Y-%m}; {given.isoformat()} was given and taken."
        )
    return given or found


def _columns(
    sheet: Sheet, required: Sequence[str], allowed: Collection[str], report: DeliveryReport
) -> dict[str, int]:
    """Where each column stands; empty if a required one is missing. "Basiswert.1" is "basiswert 1"."""
    columns = {name.replace(".", " ").casefold(): place for place, name in enumerate(sheet.header) if name}
    missing = [name for name in required if name not in columns]
    for name in missing:
        remedy = f"Deliver all columns: {', '.join(required)}."
        report.refuse(1, name, sheet.name, f"The table {sheet.name} lacks this column.", remedy)
    for name in columns.keys() - set(allowed):
        header = sheet.header[columns[name]]
        report.refuse(
            1, header, header, "The meaning of this column is unknown.", "Remove or rename the column."
        )
    return {} if missing else columns


def _definitions(sheets: Sequence[Sheet], report: DeliveryReport) -> dict[Key, IndicatorRow]:
    sheet = _sheet_called(sheets, DEFINITIONS_SHEET)
    if sheet is None:
        why = "The sheet with the definitions is missing."
        report.refuse(1, "sheet", DEFINITIONS_SHEET.upper(), why, "Deliver the complete workbook.")
        return {}
    found: dict[Key, IndicatorRow] = {}
    codes: set[str] = set()
    for number, row in _text_rows(sheet, DEFINITION_COLUMNS, report):
        definition = _definition(row)
        if _is_new(number, definition, codes, report):
            found[definition.title, definition.breakdown] = definition
    return found


def _text_rows(
    sheet: Sheet, names: Sequence[str], report: DeliveryReport
) -> Iterable[tuple[int, Mapping[str, str]]]:
    columns = _columns(sheet, names, names, report)
    for number, cells in sheet.filled_rows() if columns else ():
        yield number, {name: text_of(cells[columns[name]]) for name in names}


def _definition(row: Mapping[str, str]) -> IndicatorRow:
    theme, title, breakdown = row["thema"], row["indikator"], row["ausprägung"]
    return IndicatorRow(
        code=cells_of.indicator_code(theme, title, breakdown),
        title=title,
        breakdown=breakdown,
        theme=theme or None,
        what_is_counted=row["beschreibung"] or None,
        unit=cells_of.read_unit(row["beschreibung"]),
        reference_period=row["zeitbezug"] or None,
        data_source=row["datenquelle"] or None,
        scope=row["gliederungen"] or None,
        break_years=cells_of.read_break_years(f"{row['beschreibung']} {row['zeitbezug']}"),
    )


def _is_new(number: int, definition: IndicatorRow, codes: set[str], report: DeliveryReport) -> bool:
    """Refuse a definition without a title, or whose code another one has; remember the code of a good one."""
    if definition.title and definition.code not in codes:
        codes.add(definition.code)
        return True
    why = "This indicator is defined twice." if definition.title else "The title is missing."
    report.refuse(
        number, "title", definition.code, why, "Give each indicator one row with a title of its own."
    )
    return False


def _unambiguous(known: Iterable[IndicatorRow]) -> dict[Key, IndicatorRow]:
    """Definitions by title and breakdown; those that several themes share are left out."""
    known = list(known)
    counts = Counter((row.title, row.breakdown) for row in known)
    return {(row.title, row.breakdown): row for row in known if counts[row.title, row.breakdown] == 1}


def _compact_definitions(path: Path, report: DeliveryReport) -> dict[Key, IndicatorRow]:
    found: dict[Key, IndicatorRow] = {}
    codes: set[str] = set()
    for number, row in _text_rows(open_sheets(path, report)[0], COMPACT_COLUMNS, report):
        try:
            definition = _compact_definition(row)
        except UnusableCellError as error:
            report.refuse(number, error.column, error.value, error.why, error.remedy)
            continue
        if _is_new(number, definition, codes, report):
            found[definition.code,] = definition
    return found


def _compact_definition(row: Mapping[str, str]) -> IndicatorRow:
    texts = {name: row[name] or None for name in PLAIN_TEXT_COLUMNS}
    if texts["relation"] and texts["relation"] not in RELATIONS:
        remedy = f"Use one of: {', '.join(RELATIONS)}."
        raise UnusableCellError("relation", texts["relation"], "This relation is unknown.", remedy)
    return IndicatorRow(
        row["code"],
        row["title"],
        row["breakdown"],
        base_names=_listed(row["base_names"]),
        break_years=tuple(
            cells_of.read_year(year, "break_years", LAST_YEAR_IF_UNKNOWN)
            for year in _listed(row["break_years"])
        ),
        as_of=cells_of.read_date(row["as_of"], "as_of"),
        **texts,
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(LIST_SEPARATOR)) if text else ()


REPORTED = Shape(
    "reported figure",
    required=("code", "group", "title", "unit"),
    optional=(
        "value", "precision", "date", "date_inferred", "date_precision", "period_from", "period_to", "period_precision",
        "parts", "derived", "area", "sources",
    ),
    texts=("note", "date_text"),
)  # fmt: skip


def read_reported_figures(path: Path) -> tuple[list[Entry], ImportReport]:
    """Entries of `figures:`: single figures found in public sources."""
    return read_entries(path, "figures", REPORTED)
