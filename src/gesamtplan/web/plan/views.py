"""Plan, needs, measures, open topics."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.timezone import localdate

from gesamtplan.core.readonly import reading
from gesamtplan.gaps.queries.evidence import evidence_of
from gesamtplan.plan.queries import measures as measure_queries
from gesamtplan.plan.queries import needs as need_queries
from gesamtplan.plan.queries import overview
from gesamtplan.plan.queries.listing import IndexRow, find
from gesamtplan.plan.rules import may_add_status_update
from gesamtplan.plan.states import Phase
from gesamtplan.web import filters
from gesamtplan.web.plan import chain, tables
from gesamtplan.web.plan.board import board
from gesamtplan.web.plan.choices import measure_selects, need_selects
from gesamtplan.web.plan.gantt import gantt
from gesamtplan.web.plan.money import amounts_of
from gesamtplan.web.plan.shares import bar_of, field_bars


@login_not_required
@reading
def plan(request: HttpRequest) -> HttpResponse:
    """The plan as a whole: fields, phases, goals, facts."""
    bars = field_bars(overview.fields_with_measures(), need_queries.need_index())
    if form := filters.download_form(request):
        return tables.FIELDS.file(form, bars)
    current = overview.current_plan()
    goals = list(current.goals.all()) if current else []
    context = {
        "plan": current,
        "bars": bars,
        "facts": overview.plan_facts(current) if current else [],
        "phases": Phase.choices,
        "goals": [goal for goal in goals if not goal.is_question],
        "questions": [goal for goal in goals if goal.is_question],
    }
    return render(request, "web/plan/plan.html", context)


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The whole page, or only its results where htmx asks for them."""
    part = "#results" if getattr(request, "htmx", False) else ""
    response = render(request, template + part, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@login_not_required
@reading
def needs(request: HttpRequest) -> HttpResponse:
    """Needs, filtered by the address; as table or board."""
    chosen = filters.chosen(request, "q", "field", "state", "term", "lead", "origin", "sort")
    found = find(need_queries.need_index(), chosen)
    if form := filters.download_form(request):
        rows = need_queries.needs_by_key((row.pk for row in found.rows), "target_groups")
        return tables.NEEDS.file(form, rows)
    page, is_board = filters.page_of(request, found.rows), request.GET.get("view") == "board"
    context: dict[str, Any] = {
        "chosen": chosen,
        "selects": need_selects(found, chosen),
        "page": page,
        "view": "board" if is_board else "",
        "rows": [] if is_board else need_queries.needs_by_key(row.pk for row in page),
        "board": board(found.rows) if is_board else None,
        "bar": bar_of(found.rows),
    }
    return _page(request, "web/plan/needs.html", context)


@login_not_required
@reading
def need(request: HttpRequest, code: str) -> HttpResponse:
    """One need and its chain."""
    row = filters.found(need_queries.need_page, code)
    context = {
        "need": row,
        "chain": chain.of_need(row),
        "evidence": evidence_of(row, localdate()),
        "may_update": may_add_status_update(request.user, row),
    }
    return render(request, "web/plan/need.html", context)


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
    return _page(request, "web/plan/measures.html", context)


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


@login_not_required
@reading
def open_topics(request: HttpRequest) -> HttpResponse:
    """The register of what stayed open."""
    rows = overview.open_topics(localdate())
    if form := filters.download_form(request):
        return tables.TOPICS.file(form, rows)
    notes = {row.topic.note for row in rows}
    context = {
        "rows": rows,
        "shared_note": notes.pop() if len(notes) == 1 else None,
        "overdue": sum(row.due == "overdue" for row in rows),
        "without_report": sum(row.last_report is None for row in rows),
    }
    return render(request, "web/plan/open_topics.html", context)
