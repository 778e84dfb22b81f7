"""Plan, needs, measures, open topics."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.timezone import localdate

from gesamtplan.core.readonly import reading
from gesamtplan.plan.models import Measure, Need
from gesamtplan.plan.queries import measures as measure_queries
from gesamtplan.plan.queries import needs as need_queries
from gesamtplan.plan.queries import overview
from gesamtplan.plan.queries.listing import find
from gesamtplan.plan.rules import may_add_status_update
from gesamtplan.plan.states import Phase
from gesamtplan.web import filters
from gesamtplan.web.downloads import table_response
from gesamtplan.web.plan import chain, tables
from gesamtplan.web.plan.board import board
from gesamtplan.web.plan.choices import all_fields, measure_choices, need_choices
from gesamtplan.web.plan.gantt import gantt
from gesamtplan.web.plan.money import lines_of
from gesamtplan.web.plan.shares import bar_of, field_bars

PER_PAGE = 50


@login_not_required
@reading
def plan(request: HttpRequest) -> HttpResponse:
    """The plan as a whole: fields, phases, goals, facts."""
    fields = all_fields()
    bars = field_bars(fields, need_queries.need_index())
    if form := filters.download_form(request):
        return table_response("fields", form, tables.field_columns(bars), map(tables.field_row, bars))
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


def _page(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
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
        rows = need_queries.needs_by_key(row.pk for row in found.rows)
        return table_response("needs", form, tables.NEEDS, map(tables.need_row, rows))
    page = Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page"))
    is_board = request.GET.get("view") == "board"
    context = {
        "chosen": chosen,
        "choices": need_choices(found, all_fields()),
        "page": page,
        "rows": [] if is_board else need_queries.needs_by_key(row.pk for row in page),
        "board": board(found.rows) if is_board else None,
        "bar": bar_of(found.rows),
    }
    return _page(request, "web/plan/needs.html", context)


@login_not_required
@reading
def need(request: HttpRequest, code: str) -> HttpResponse:
    """One need and its chain."""
    try:
        row = need_queries.need_page(code)
    except Need.DoesNotExist as error:
        raise Http404(f"There is no need {code}.") from error
    context = {
        "need": row,
        "chain": chain.of_need(row),
        "may_update": may_add_status_update(request.user, row),
    }
    return render(request, "web/plan/need.html", context)


@login_not_required
@reading
def measures(request: HttpRequest) -> HttpResponse:
    """Measures, filtered by the address; as table or timeline."""
    chosen = filters.chosen(request, "q", "field", "state", "lead", "start", "need", "sort")
    found = find(measure_queries.measure_index(), chosen)
    form, is_timeline = filters.download_form(request), request.GET.get("view") == "timeline"
    page = Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page"))
    rows = measure_queries.measures_by_key(row.pk for row in (found.rows if form or is_timeline else page))
    money = lines_of(row.pk for row in rows)
    if form:
        return table_response(
            "measures", form, tables.MEASURES, (tables.measure_row(row, money) for row in rows)
        )
    context = {
        "chosen": chosen,
        "choices": measure_choices(found, all_fields()),
        "page": page,
        "rows": [(row, money.get(row.pk, [])) for row in rows],
        "gantt": gantt(rows, localdate()) if is_timeline else None,
    }
    return _page(request, "web/plan/measures.html", context)


@login_not_required
@reading
def measure(request: HttpRequest, code: str) -> HttpResponse:
    """One measure, its money and its chain."""
    try:
        row = measure_queries.measure_page(code)
    except Measure.DoesNotExist as error:
        raise Http404(f"There is no measure {code}.") from error
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
        return table_response("open-topics", form, tables.TOPICS, map(tables.topic_row, rows))
    context = {
        "rows": rows,
        "overdue": sum(row.due == "overdue" for row in rows),
        "without_report": sum(row.last_report is None for row in rows),
    }
    return render(request, "web/plan/open_topics.html", context)
