#!/usr/bin/env python3
"""Builds the compact figures in indicators/ from the official deliveries and the words in terms.yaml.

Run from the top of the project, with the folder that holds the three workbooks and the portal's CSV:
    python data/munich/build_indicators.py ../shared/data/munich
The same deliveries always give the same bytes. The CSV only confirms the workbook's turnover rates.
indicators/source.yaml and terms.yaml are kept by hand: update the date in source.yaml with a new delivery.
"""

import csv
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

from gesamtplan.core.imports import ImportRefusedError
from gesamtplan.indicators.imports import (
    COMPACT_COLUMNS,
    LIST_SEPARATOR,
    Delivery,
    IndicatorRow,
    ValueRow,
    read_delivery,
)

TARGET = Path(__file__).parent / "indicators"
WORKBOOKS = ("export_be.xlsx", "export_ar.xlsx", "export_ki.xlsx")
PORTAL = "indikat2510_mobility.csv"
VALUE_COLUMNS = ("indicator_code", "area", "year", "value", "base1", "base2", "base3", "base4", "base5")
PUBLISHER = "Statistisches Amt der Landeshauptstadt München"
TITLE = "Indikatorenatlas München"


class UnconfirmedDeliveryError(Exception):
    """The portal's CSV tells another value than the workbook: a person has to decide which to take."""


def build(folder: Path, target: Path) -> None:
    """Write definitions.csv and values-*.csv. Raises `ImportRefusedError` if a row is refused."""
    terms = yaml.safe_load((TARGET / "terms.yaml").read_text(encoding="utf-8"))
    deliveries = [_read(folder / name) for name in WORKBOOKS]
    definitions = [
        worded(row, delivery.as_of, terms) for delivery in deliveries for row in delivery.definitions
    ]
    values = [value for delivery in deliveries for value in delivery.values]
    _confirm(values, read_delivery(folder / PORTAL, known=definitions))
    _write_table(target / "definitions.csv", COMPACT_COLUMNS, sorted(map(_definition_cells, definitions)))
    for name, choice in terms["values"].items():
        patterns = [f"{choice['theme']}.{code}" for code in choice["codes"]]
        chosen = [row for row in values if any(fnmatchcase(row.indicator_code, p) for p in patterns)]
        chosen.sort(key=lambda row: (row.indicator_code, row.area_code, row.year))
        _write_table(target / f"values-{name}.csv", VALUE_COLUMNS, map(_value_cells, chosen))


def _read(path: Path) -> Delivery:
    delivery = read_delivery(path)
    if not delivery.report.is_clean:
        raise ImportRefusedError(delivery.report)
    return delivery


def worded(row: IndicatorRow, as_of: date | None, terms: Mapping[str, Any]) -> IndicatorRow:
    """Add English words, hints and source; a missing word is a `KeyError`, never an untranslated title."""
    told = terms["titles"][row.theme][row.title]
    has_direction = row.breakdown in told.get("breakdowns_with_direction", [row.breakdown])
    return replace(
        row,
        title_en=told["en"],
        breakdown_en=terms["breakdowns"][row.breakdown],
        field=told.get("field"),
        direction=told.get("direction") if has_direction else None,
        unit=told.get("unit", row.unit),
        source=f"{PUBLISHER}, {TITLE}",
        as_of=as_of,
    )


def _confirm(values: Iterable[ValueRow], portal: Delivery) -> None:
    taken = {(row.indicator_code, row.area_code, row.year): row for row in values}
    for row in portal.values:
        if taken.get((row.indicator_code, row.area_code, row.year)) != row:
            raise UnconfirmedDeliveryError(f"{PORTAL} differs: {row}")


def _definition_cells(row: IndicatorRow) -> list[str]:
    return [_cell(value) for value in map(asdict(row).get, COMPACT_COLUMNS)]


def _value_cells(row: ValueRow) -> list[str]:
    bases = [number for _, number in row.bases]
    cells = (row.indicator_code, row.area_code, row.year, row.value, *bases, *[None] * (5 - len(bases)))
    return [_cell(value) for value in cells]


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(map(str, value))
    return "" if value is None else str(value)


def _write_table(path: Path, header: Iterable[str], rows: Iterable[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    build(Path(sys.argv[1]), TARGET)
