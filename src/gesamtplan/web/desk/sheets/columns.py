"""Which column of a file means what."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from gesamtplan.core.readonly import read_only
from gesamtplan.offers.operations.sheets.errors import SheetError
from gesamtplan.offers.operations.sheets.uploads import set_mapping
from gesamtplan.offers.queries.sheet_imports import book_of
from gesamtplan.offers.queries.spreadsheets import vocabulary
from gesamtplan.offers.rules import IMPORT_OFFERS, providers_of
from gesamtplan.offers.sheets.cells import text_of
from gesamtplan.offers.sheets.choice import Choice, guess_columns
from gesamtplan.offers.sheets.faults import UnfitSheetError
from gesamtplan.offers.sheets.files import Book, Grid, read_grid
from gesamtplan.offers.sheets.tables import Table, table_at
from gesamtplan.offers.sheets.words import Vocabulary
from gesamtplan.offers.states import SheetState
from gesamtplan.web.desk.sheets.forms import ColumnsForm, PlaceForm
from gesamtplan.web.desk.sheets.overview import found_for
from gesamtplan.web.desk.sheets.words import in_words
from gesamtplan.web.desk.updates import author_of

FIRST_ROWS, FIRST_COLUMNS, SHOWN = 8, 8, 40


@dataclass(frozen=True)
class _Seen:
    """The file as it is looked at: where the headings are taken to stand."""

    place: PlaceForm
    choice: Choice
    table: Table
    grid: Grid


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(IMPORT_OFFERS, raise_exception=True)
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the headings stand (asked in the address) and what each column means; a POST stores it."""
    found = found_for(request, pk)
    if found.state != SheetState.UPLOADED:
        return redirect("web:sheet", pk)
    try:
        with read_only():
            words = vocabulary(())
            seen = _seen(request, book_of(found), Choice.of_data(found.mapping), words)
            form = _form(request, seen, words)
        if request.method == "POST" and form.is_valid():
            set_mapping(found=found, choice=form.choice(seen.choice), author=author_of(request), now=now())
            return redirect("web:sheet", pk)
    except UnfitSheetError as error:
        return render(request, "web/desk/sheets/unfit.html", {"sheet": found, "fault": error}, status=422)
    except SheetError as error:
        messages.error(request, in_words(error))
        return redirect("web:sheet", pk)
    context = {"sheet": found, "seen": seen, "form": form, "first": _first_rows(seen.grid)}
    return render(request, "web/desk/sheets/columns.html", context, status=422 if form.errors else 200)


def _seen(request: HttpRequest, book: Book, choice: Choice, words: Vocabulary) -> _Seen:
    """The place that is asked for with the columns guessed anew, else what is stored. Raises UnfitSheetError."""
    asked = request.POST if request.method == "POST" else request.GET
    stored = {"sheet": choice.sheet, "row": choice.row, "height": choice.height}
    form = PlaceForm(asked if "row" in asked else stored, sheets=book.sheets)
    place = form.cleaned_data if form.is_valid() else stored
    chosen = replace(choice, **{**stored, **place})
    grid = read_grid(book, chosen.sheet)
    table = table_at(grid, chosen.row, chosen.height)
    if (chosen.sheet, chosen.row, chosen.height) != (choice.sheet, choice.row, choice.height):
        chosen = replace(chosen, columns=guess_columns(table, words)[0])
    return _Seen(form, chosen, table, grid)


def _form(request: HttpRequest, seen: _Seen, words: Vocabulary) -> ColumnsForm:
    language = (get_language() or "de")[:2]
    allowed = providers_of(author_of(request))

    def options(name: str) -> list[tuple[str, Any]]:
        codes = [code for code in words[name].names if name == "kinds" or allowed is None or code in allowed]
        named = [(code, words[name].names[code].in_language(language) or code) for code in codes]
        return sorted(named, key=lambda one: one[1].casefold())

    data = request.POST if request.method == "POST" else None
    return ColumnsForm(
        data, table=seen.table, choice=seen.choice, kinds=options("kinds"), providers=options("providers")
    )


def _first_rows(grid: Grid) -> list[tuple[int, list[str]]]:
    """So that a person can see in which row the headings stand."""
    return [
        (number, [_short(cell) for cell in row[:FIRST_COLUMNS]])
        for number, row in enumerate(grid.rows[:FIRST_ROWS], 1)
    ]


def _short(cell: Any) -> str:
    text = text_of(cell)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
