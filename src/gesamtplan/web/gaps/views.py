"""The day-one matrix and what changed in it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from gesamtplan.core.readonly import reading
from gesamtplan.gaps.models import Assessment
from gesamtplan.gaps.queries.day_one import current_assessment, matrix
from gesamtplan.web.downloads import table_response
from gesamtplan.web.gaps.changes import ChangesPage, read_changes
from gesamtplan.web.gaps.changes_download import change_columns, change_rows
from gesamtplan.web.gaps.download import matrix_columns, matrix_rows
from gesamtplan.web.gaps.forms import read_selection
from gesamtplan.web.gaps.page import DayOnePage
from gesamtplan.web.gaps.panel import opened

TEMPLATE = "web/gaps/day_one.html"
DOWNLOADS = frozenset({"csv", "xlsx"})


@login_not_required
@require_GET
@vary_on_headers("HX-Request", "HX-Target")
@reading
def day_one(request: HttpRequest) -> HttpResponseBase:
    """The matrix for a day, with one cell opened if asked for; as page, as part of it, or as file."""
    assessment = current_assessment()
    if assessment is None:
        return render(request, "web/gaps/nothing.html")
    page = _page(request, assessment)
    form = request.GET.get("format", "")
    if form in DOWNLOADS:
        return table_response(f"day-one-{page.selection.on}", form, matrix_columns(), matrix_rows(page))
    panel = opened(page, request.GET.get("status", ""), request.GET.get("kind", ""))
    context = {"page": page, "panel": panel}
    if request.GET.get("view") == "table":
        context |= {"columns": matrix_columns(), "table": matrix_rows(page)}  # type: ignore[dict-item]
    return render(request, TEMPLATE + _part(request), context)


def _page(request: HttpRequest, assessment: Assessment) -> DayOnePage:
    form, selection = read_selection(request.GET, assessment, timezone.localdate())
    shown = matrix(selection.on, selection.months, selection.circumstances, assessment)
    earlier = selection.compare and matrix(
        selection.compare, selection.months, selection.circumstances, assessment
    )
    if shown is None:  # pragma: no cover - the assessment is there, so the matrix is
        raise LookupError("No matrix stored for the assessment. Run the assessment again.")
    return DayOnePage(form, selection, shown, earlier or None)


def _part(request: HttpRequest) -> str:
    """Name of the partial that htmx asks for; empty for the whole page."""
    if not request.headers.get("HX-Request") or request.headers.get("HX-History-Restore-Request"):
        return ""
    return "#cell" if request.headers.get("HX-Target") == "cell" else "#result"


@login_not_required
@require_GET
@reading
def changes(request: HttpRequest) -> HttpResponse:
    """What turned on one day, and all days on which something turned."""
    assessment = current_assessment()
    if assessment is None:
        return render(request, "web/gaps/nothing.html")
    page: ChangesPage = read_changes(request.GET, assessment, timezone.localdate())
    form = request.GET.get("format", "")
    if form in DOWNLOADS:
        rows = change_rows([*page.turned, *page.learned], page.words)
        return table_response(f"day-one-changes-{page.on}", form, change_columns(), rows)
    return render(request, "web/gaps/changes.html", {"page": page})
