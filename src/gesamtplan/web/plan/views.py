"""The plan as a whole, and its open topics."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from gesamtplan.core.readonly import reading
from gesamtplan.plan.queries import needs as need_queries
from gesamtplan.plan.queries import overview
from gesamtplan.plan.states import Phase
from gesamtplan.web import filters
from gesamtplan.web.plan import tables
from gesamtplan.web.plan.shares import field_bars


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
