"""Reader of the city's list of streets: a CSV with the columns name, area, longitude, latitude. Nothing is written."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gesamtplan.core.imports import ImportReport

COLUMNS = ("name", "area", "longitude", "latitude")
LONGEST = 120


class UnreadableStreetsError(Exception):
    """Raised when the file is no such list: says which column is missing and what to do."""


@dataclass(frozen=True)
class StreetRow:
    """One street. `area`: code of a district or sub-district, None where the list has none. Degrees in WGS84."""

    row: int
    name: str
    area: str | None
    longitude: float
    latitude: float


def read_streets(path: Path) -> tuple[list[StreetRow], ImportReport]:
    """Streets, and the report with every refusal by row and column. Raises UnreadableStreetsError."""
    report = ImportReport(path.name)
    with path.open(encoding="utf-8-sig", newline="") as file:
        sample = file.readline()
        file.seek(0)
        lines = csv.DictReader(file, delimiter=";" if sample.count(";") > sample.count(",") else ",")
        if missing := [column for column in COLUMNS if column not in (lines.fieldnames or [])]:
            raise UnreadableStreetsError(
                f"{path.name} has no column {', '.join(missing)}. Give the columns {', '.join(COLUMNS)} a heading."
            )
        rows = [row for row in _rows(lines, report) if row]
    return rows, report


def _rows(lines: "csv.DictReader[str]", report: ImportReport) -> Iterator[StreetRow | None]:
    for number, line in enumerate(lines, 2):
        report.read += 1
        yield _row(number, line, report)


def _row(number: int, line: Mapping[str, str | None], report: ImportReport) -> StreetRow | None:
    name = (line["name"] or "").strip()
    if not name or len(name) > LONGEST:
        report.refuse(number, "name", name[:40], "is no name of a street.", f"Give 1 to {LONGEST} letters.")
        return None
    degrees = [
        _degrees(number, line, column, most, report)
        for column, most in (("longitude", 180), ("latitude", 90))
    ]
    longitude, latitude = degrees
    if longitude is None or latitude is None:
        return None
    return StreetRow(number, name, (line["area"] or "").strip() or None, longitude, latitude)


def _degrees(
    number: int, line: Mapping[str, str | None], column: str, most: int, report: ImportReport
) -> float | None:
    text = (line[column] or "").strip()
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        report.refuse(
            number, column, text, "is no position in WGS84.", f"Give degrees from -{most} to {most}."
        )
        return None
    return value
