"""One file: what it would change, how far it is, what it has changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gesamtplan.core.readonly import read_only, reading
from gesamtplan.offers.models import SheetImport
from gesamtplan.offers.operations.sheets.errors import SheetError
from gesamtplan.offers.operations.sheets.runs import UNDER_WAY, is_overdue, take_over
from gesamtplan.offers.queries.sheet_imports import plan_of, table_of
from gesamtplan.offers.queries.spreadsheets import vocabulary
from gesamtplan.offers.rules import IMPORT_OFFERS
from gesamtplan.offers.sheets.choice import Choice
from gesamtplan.offers.sheets.faults import UnfitSheetError
from gesamtplan.offers.sheets.plan import Outcome, Plan, RowPlan
from gesamtplan.offers.states import RowChange, SheetState
from gesamtplan.web import filters
from gesamtplan.web.desk.sheets.overview import found_for
from gesamtplan.web.desk.sheets.shown import ShownChange, shown_changes, stored_changes
from gesamtplan.web.desk.sheets.words import failure_in_words, in_words
from gesamtplan.web.desk.updates import author_of
from gesamtplan.web.downloads import table_response

REPAIRED = "repaired"
STOP_POLLING = 286  # htmx's own status: take the answer and ask no more
RANK = {outcome: number for number, outcome in enumerate(Outcome)}


@dataclass(frozen=True)
class ShownRow:
    """A row of the preview."""

    plan: RowPlan
    changes: list[ShownChange]


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(IMPORT_OFFERS, raise_exception=True)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """What there is to see depends on the state; a POST takes the file over as it was previewed."""
    found = found_for(request, pk)
    if request.method == "POST":
        return _taken_over(request, found)
    if found.state == SheetState.UPLOADED and not found.is_sure:
        return redirect("web:sheet-columns", pk)
    with read_only():
        if found.state in UNDER_WAY:
            return _progress(request, found)
        return _previewed(request, found) if found.state == SheetState.UPLOADED else _result(request, found)


def _previewed(request: HttpRequest, found: SheetImport) -> HttpResponse:
    try:
        plan = plan_of(found, author_of(request), localdate())
    except UnfitSheetError as error:
        return render(request, "web/desk/sheets/unfit.html", {"sheet": found, "fault": error}, status=422)
    counts, chosen = plan.counts, filters.chosen(request, "outcome")
    options = [(one.value, one.label, counts[one]) for one in Outcome]
    selects = filters.selects(
        chosen, ("outcome", _("Rows"), [*options, (REPAIRED, _("put right"), counts[REPAIRED])])
    )
    page = filters.page_of(request, _rows(plan, chosen["outcome"]))
    page.object_list = [ShownRow(row, shown_changes(row.changes, plan.words)) for row in page]
    context = {
        "sheet": found, "plan": plan, "counts": counts, "page": page, "selects": selects, "seen_at": now(),
        "to_write": counts[Outcome.NEW] + counts[Outcome.CHANGED], "remarks": plan.remarks,
        "failure": failure_in_words(found.message) if found.message else "",
    }  # fmt: skip
    return render(request, "web/desk/sheets/preview.html", context)


def _rows(plan: Plan, outcome: str) -> Sequence[RowPlan]:
    """Refused ones first."""
    if outcome == REPAIRED:
        return [row for row in plan.rows if row.repairs]
    rows = [row for row in plan.rows if outcome in {"", row.outcome}]
    return sorted(rows, key=lambda row: (RANK[row.outcome], row.number))


def _taken_over(request: HttpRequest, found: SheetImport) -> HttpResponse:
    try:
        done = take_over(
            found=found,
            seen=request.POST.get("seen", ""),
            seen_at=parse_datetime(request.POST.get("seen_at", "")) or now(),
            without_refused=request.POST.get("without_refused") == "yes",
            author=author_of(request),
            now=now(),
        )
        if done.state == SheetState.APPLIED:
            messages.success(request, _("The file is taken over. You can undo it as a whole."))
    except SheetError as error:
        messages.error(request, in_words(error))
    except UnfitSheetError as error:
        messages.error(request, str(error))
    return redirect("web:sheet", found.pk)


def _progress(request: HttpRequest, found: SheetImport) -> HttpResponse:
    context = {"sheet": found, "overdue": is_overdue(found, now())}
    name = "web/desk/sheets/progress.html"
    return render(request, f"{name}#progress" if getattr(request, "htmx", False) else name, context)


def _result(request: HttpRequest, found: SheetImport) -> HttpResponse:
    """What the file changed, or what is left of it."""
    if getattr(request, "htmx", False):  # the progress bar asks a last time
        return render(
            request, "web/desk/sheets/progress.html#progress", {"sheet": found}, status=STOP_POLLING
        )
    chosen = filters.chosen(request, "what")
    rows = found.changes.filter(what=chosen["what"]) if chosen["what"] else found.changes.all()
    page, words = filters.page_of(request, rows), vocabulary(())
    page.object_list = [(row, stored_changes(row, words)) for row in page]
    context: dict[str, Any] = {
        "sheet": found, "page": page,
        "selects": filters.selects(chosen, ("what", _("Rows"), RowChange.choices)),
        "failure": failure_in_words(found.message) if found.message else "",
    }  # fmt: skip
    return render(request, "web/desk/sheets/result.html", context)


@require_safe
@permission_required(IMPORT_OFFERS, raise_exception=True)
@reading
def refused(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that are refused, as they stand in the file, with the reasons beside them."""
    found = found_for(request, pk)
    try:
        plan = plan_of(found, author_of(request), localdate())
        table = table_of(found, Choice.of_data(found.mapping))
    except UnfitSheetError as error:
        return render(request, "web/desk/sheets/unfit.html", {"sheet": found, "fault": error}, status=422)
    lines = {line.number: line for line in table.lines}
    heads = [_("Row"), *table.headings, _("Why it is refused"), _("What to do")]
    width = range(len(table.headings))
    rows = (
        [
            row.number,
            *(lines[row.number].cell(at) for at in width),
            "; ".join(f"{one.column}: {one.value} {one.why}" for one in row.refusals),
            "; ".join(dict.fromkeys(one.remedy for one in row.refusals)),
        ]
        for row in plan.refused
    )
    return table_response(_("refused-rows"), "xlsx", heads, rows)
