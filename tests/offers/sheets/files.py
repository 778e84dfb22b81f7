"""Spreadsheets for tests, made as people make them."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook

from gesamtplan.accounts.models import User
from gesamtplan.offers.models import SheetImport
from gesamtplan.offers.operations.sheets.runs import take_over
from gesamtplan.offers.operations.sheets.uploads import upload_sheet
from gesamtplan.offers.queries.sheet_imports import forget_plan, plan_of
from gesamtplan.offers.queries.spreadsheets import current_offers, vocabulary
from gesamtplan.offers.sheets.columns import columns
from gesamtplan.offers.sheets.export import write_offers
from gesamtplan.offers.sheets.plan import Plan
from tests import factories as make

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(rows: Iterable[Sequence[Any]], merged: Sequence[str] = ()) -> bytes:
    """An XLSX with one sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    for area in merged:
        book.active.merge_cells(area)
    return saved(book)


def exported(language: str = "de", codes: Sequence[str] = ()) -> bytes:
    """Our own file, with all offers or some."""
    offers = current_offers()
    out = io.BytesIO()
    chosen = [one for code, one in offers.items() if not codes or code in codes]
    write_offers(out, chosen, vocabulary(offers.values()), language)
    return out.getvalue()


def edited(data: bytes, changes: Mapping[str, Mapping[str, Any]], language: str = "de") -> bytes:
    """Our own file with cells changed: {code: {name of the column: value}}; opened and saved as a program does."""
    book = load_workbook(io.BytesIO(data))
    heads = {cell.value: cell.column for cell in book.worksheets[0][1]}
    rows = {row[0].value: row[0].row for row in book.worksheets[0].iter_rows(min_row=2)}
    for code, values in changes.items():
        for name, value in values.items():
            heading = columns()[name].heading[language]
            book.worksheets[0].cell(rows[code], heads[heading]).value = value
    return saved(book)


def uploaded(data: bytes, name: str = "angebote.xlsx", author: User | None = None) -> SheetImport:
    forget_plan()
    return upload_sheet(chunks=[data], file_name=name, author=author or make.user("editor"), now=NOW)


def planned(found: SheetImport) -> Plan:
    forget_plan()
    return plan_of(found, found.by, TODAY)


def applied(found: SheetImport, *, without_refused: bool = False, now: datetime = NOW) -> SheetImport:
    return take_over(
        found=found, seen=planned(found).fingerprint, seen_at=now, without_refused=without_refused,
        author=found.by, now=now,
    )  # fmt: skip


def said(plan: Plan) -> list[str]:
    """What the plan says of every row that is not as before, in short."""
    return [
        f"{row.number} {row.code} {row.outcome}"
        + "".join(f" {one.column}: {one.old!r} -> {one.new!r}" for one in row.changes)
        + "".join(f" [{one.column}: {one.value} {one.why}]" for one in row.refusals)
        for row in plan.rows
        if row.outcome != "same"
    ]
