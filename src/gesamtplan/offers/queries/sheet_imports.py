"""Spreadsheets that were uploaded: what is in them, and what they would change."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from gesamtplan.accounts.models import User
from gesamtplan.offers.models import ColumnMapping, SheetImport
from gesamtplan.offers.queries.directory import directory_version
from gesamtplan.offers.queries.spreadsheets import state_of_directory
from gesamtplan.offers.rules import providers_of
from gesamtplan.offers.sheets.choice import Choice, Guess, guess
from gesamtplan.offers.sheets.faults import UnfitSheetError
from gesamtplan.offers.sheets.files import Book, Grid, open_book, read_grid
from gesamtplan.offers.sheets.kept import kept_file
from gesamtplan.offers.sheets.plan import Plan
from gesamtplan.offers.sheets.planning import Progress, make_plan
from gesamtplan.offers.sheets.tables import Table, headings_at, places, shape_of, table_at
from gesamtplan.offers.sheets.words import Vocabulary

SHEETS_LOOKED_AT = 8
_kept: dict[str, tuple[Any, Plan]] = {}


def imports_for(user: User) -> QuerySet[SheetImport]:
    """Those the person may see: all for who edits in the whole city, else their own."""
    rows = SheetImport.objects.select_related("by")
    return rows if providers_of(user) is None else rows.filter(by=user)


def book_of(found: SheetImport) -> Book:
    """Raises UnfitSheetError."""
    return open_book(kept_file(found.pk, found.digest))


def table_of(found: SheetImport, choice: Choice) -> Table:
    """Raises UnfitSheetError."""
    return table_at(read_grid(book_of(found), choice.sheet), choice.row, choice.height)


def plan_of(found: SheetImport, user: User | None, today: date, progress: Progress | None = None) -> Plan:
    """What the file would change now; kept in this process until file, choice or directory change.

    Raises UnfitSheetError.
    """
    providers = None if user is None else providers_of(user)
    key = (found.pk, found.digest, str(found.mapping), directory_version(), providers, today, get_language())
    kept = _kept.get("plan")
    if kept is None or kept[0] != key:
        choice = Choice.of_data(found.mapping)
        plan = make_plan(table_of(found, choice), choice, state_of_directory(user, today), progress)
        kept = _kept["plan"] = (key, plan)
    return kept[1]


def forget_plan() -> None:
    """For tests that write rows past the operations, and after a file was taken over."""
    _kept.clear()


def guess_of(book: Book, words: Vocabulary) -> tuple[Guess, Grid]:
    """What was remembered for a file of this shape (nothing is guessed then), else the best guess of all sheets.

    Raises UnfitSheetError where no sheet can be read.
    """
    grids = list(_readable(book))
    for sheet, grid in grids:
        if remembered := _remembered(grid, sheet):
            return Guess(remembered, frozenset(remembered.columns), is_own=True), grid
    guesses = [(guess(grid, sheet, words), grid) for sheet, grid in grids]
    return max(guesses, key=lambda one: len(one[0].choice.columns))


def _readable(book: Book) -> Iterable[tuple[str, Grid]]:
    fault = None
    found = []
    for sheet in book.sheets[:SHEETS_LOOKED_AT]:
        try:
            found.append((sheet, read_grid(book, sheet)))
        except UnfitSheetError as error:
            fault = error
    if not found and fault:
        raise fault
    return found


def _remembered(grid: Grid, sheet: str) -> Choice | None:
    shapes = {shape_of(headings_at(grid, row, height)): (row, height) for row, height in places(grid)}
    mapping = ColumnMapping.objects.filter(shape__in=shapes).first()
    if mapping is None:
        return None
    row, height = shapes[mapping.shape]
    return Choice.of_data({**mapping.mapping, "sheet": sheet, "row": row, "height": height})
