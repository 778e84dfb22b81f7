"""Measures: the list and one of them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from gesamtplan.core.readonly import reading
from gesamtplan.plan.queries import measures as measure_queries
from gesamtplan.plan.queries.listing import IndexRow, find
from gesamtplan.plan.rules import may_add_status_update
from gesamtplan.web import filters
from gesamtplan.web.plan import chain, tables
from gesamtplan.web.plan.choices import measure_selects
from gesamtplan.web.plan.gantt import gantt
from gesamtplan.web.plan.money import amounts_of
from gesamtplan.web.plan.results import page_or_results


@login_not_required
@reading
def measures(request: HttpRequest) -> HttpResponse:
    """Measures, filtered by the address; as table or timeline."""
    chosen = filters.chosen(request, "q", "field", "state", "lead", "start", "need", "sort")
    found = find(measure_queries.measure_index(), chosen)
    if form := filters.download_form(request):
        return tables.MEASURES.file(form, _with_money(found.rows))
    page, is_timeline = filters.page_of(request, found.rows), request.GET.get("view") == "timeline"
    rows = _with_money(page)
    context: dict[str, Any] = {
        "chosen": chosen,
        "selects": measure_selects(found, chosen),
        "page": page,
        "view": "timeline" if is_timeline else "",
        "rows": rows,
        "gantt": gantt((row.measure for row in rows), localdate()) if is_timeline else None,
    }
    return page_or_results(request, "web/plan/measures.html", context)


def _with_money(index: Iterable[IndexRow]) -> list[tables.MeasureRow]:
    rows = measure_queries.measures_by_key(row.pk for row in index)
    money = amounts_of(row.pk for row in rows)
    return [tables.MeasureRow(row, money.get(row.pk, [])) for row in rows]


@login_not_required
@reading
def measure(request: HttpRequest, code: str) -> HttpResponse:
    """One measure, its money and its chain."""
    row = filters.found(measure_queries.measure_page, code)
    context = {
        "measure": row,
        "chain": chain.of_measure(row),
        "may_update": may_add_status_update(request.user, row),
    }
    return render(request, "web/plan/measure.html", context)
