"""The first page: what was promised, done, late, paid."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from gesamtplan.core.readonly import reading
from gesamtplan.plan.queries import overview
from gesamtplan.plan.queries.measures import measures_thin
from gesamtplan.plan.queries.needs import need_index
from gesamtplan.resolutions.queries import resolutions
from gesamtplan.web import filters
from gesamtplan.web.plan.money import what_is_known
from gesamtplan.web.plan.shares import field_bars
from gesamtplan.web.plan.tables import NEEDS_BY_FIELD
from gesamtplan.web.start.tiles import tiles

LATEST = 4


@login_not_required
@reading
def start(request: HttpRequest) -> HttpResponse:
    """The plan in one minute."""
    rows = need_index()
    bars = field_bars(overview.fields_of_action(), rows)
    if form := filters.download_form(request):
        return NEEDS_BY_FIELD.file(form, bars)
    topics = overview.open_topics(localdate())
    plan = overview.current_plan()
    context = {
        "plan": plan,
        "tiles": tiles(rows, topics),
        "bars": bars,
        "events": plan.events.all() if plan else [],
        "without_report": sum(row.last_report is None for row in topics) if topics else None,
        "overdue": sum(row.due == "overdue" for row in topics),
        "money": what_is_known(measures_thin().count()),
        "decisions": resolutions()[:LATEST],
        "updates": overview.latest_updates(LATEST),
    }
    return render(request, "web/start/start.html", context)
