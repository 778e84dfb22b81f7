"""The council: decisions, motions, bodies."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gesamtplan.core.readonly import reading
from gesamtplan.council import queries as council_room
from gesamtplan.council.models import Committee, Motion
from gesamtplan.council.states import CommitteeKind, MotionState
from gesamtplan.resolutions import queries as resolutions_room
from gesamtplan.resolutions.models import Resolution
from gesamtplan.web import filters
from gesamtplan.web.council import tables
from gesamtplan.web.council.timeline import year_columns
from gesamtplan.web.downloads import table_response

PER_PAGE = 50


@login_not_required
@reading
def council(request: HttpRequest) -> HttpResponse:
    """What the council decided, at a glance."""
    rows = list(resolutions_room.resolutions())
    states = council_room.motion_states()
    context = {
        "latest": rows[:5],
        "resolutions": len(rows),
        "motions": sum(states.values()),
        "settled": states.get(MotionState.TREATED, 0) + states.get(MotionState.ANSWERED, 0),
        "committees": council_room.committees(project=True).count(),
        "columns": year_columns(resolutions_room.by_year(rows)),
        "latest_motions": resolutions_room.with_outcome(council_room.motions())[:5],
    }
    return render(request, "web/council/council.html", context)


@login_not_required
@reading
def resolutions(request: HttpRequest) -> HttpResponse:
    """Decisions, filtered by the address."""
    chosen = filters.chosen(request, "q", "committee", "department", "year", "sort")
    rows = resolutions_room.resolutions(**chosen)
    if form := filters.download_form(request):
        return table_response("resolutions", form, tables.RESOLUTIONS, map(tables.resolution_row, rows))
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "committees": [(body.code, body, n) for body, n in resolutions_room.deciding_committees()],
        "departments": [(unit.code, unit, n) for unit, n in resolutions_room.deciding_departments()],
        "years": [(year, year, n) for year, n in resolutions_room.years()],
    }
    return render(request, "web/council/resolutions.html", context)


@login_not_required
@reading
def resolution(request: HttpRequest, code: str) -> HttpResponse:
    """One decision: what it says, mandates and settles."""
    try:
        found = resolutions_room.resolution(code)
    except Resolution.DoesNotExist as missing:
        raise Http404 from missing
    return render(request, "web/council/resolution.html", {"resolution": found})


@login_not_required
@reading
def paper(request: HttpRequest, reference: str) -> HttpResponse:  # noqa: ARG001 - signature of a view
    """The address of a paper leads to the decision on it."""
    found = resolutions_room.resolution_of_paper(reference)
    if found is None:
        raise Http404
    return redirect("web:resolution", code=found.code)


@login_not_required
@reading
def motions(request: HttpRequest) -> HttpResponse:
    """Motions, filtered by the address."""
    chosen = filters.chosen(request, "q", "state", "movers", "sort")
    rows = resolutions_room.with_outcome(council_room.motions(**chosen))
    if form := filters.download_form(request):
        return table_response("motions", form, tables.MOTIONS, map(tables.motion_row, rows))
    counted = council_room.motion_states()
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "states": [(state.value, state.label, counted[state]) for state in MotionState if state in counted],
        "movers": [(name, name, n) for name, n in council_room.motion_movers()],
    }
    return render(request, "web/council/motions.html", context)


@login_not_required
@reading
def motion(request: HttpRequest, code: str) -> HttpResponse:
    """One motion and what became of it."""
    try:
        found = resolutions_room.motion(code)
    except Motion.DoesNotExist as missing:
        raise Http404 from missing
    return render(request, "web/council/motion.html", {"motion": found})


@login_not_required
@reading
def committees(request: HttpRequest) -> HttpResponse:
    """Bodies of the project, and bodies only named as the place of a vote."""
    chosen = filters.chosen(request, "q", "kind")
    rows = list(resolutions_room.with_decision_counts(council_room.committees(chosen["q"], chosen["kind"])))
    if form := filters.download_form(request):
        return table_response("committees", form, tables.COMMITTEES, map(tables.committee_row, rows))
    counted = council_room.committee_kinds()
    context = {
        "rows": rows,
        "project": [row for row in rows if row.is_project_body],
        "named": [row for row in rows if not row.is_project_body],
        "chosen": chosen,
        "kinds": [(kind.value, kind.label, counted[kind]) for kind in CommitteeKind if kind in counted],
    }
    return render(request, "web/council/committees.html", context)


@login_not_required
@reading
def committee(request: HttpRequest, code: str) -> HttpResponse:
    """One body and what it decided."""
    try:
        found = council_room.committee(code)
    except Committee.DoesNotExist as missing:
        raise Http404 from missing
    rows = resolutions_room.of_committee(found)
    return render(request, "web/council/committee.html", {"committee": found, "resolutions": rows})
