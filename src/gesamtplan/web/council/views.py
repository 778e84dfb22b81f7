"""The council: decisions, motions, bodies."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gesamtplan.core.readonly import reading
from gesamtplan.council import queries as council_room
from gesamtplan.council.states import CommitteeKind, MotionState
from gesamtplan.resolutions import queries as resolutions_room
from gesamtplan.web import filters
from gesamtplan.web.council import tables
from gesamtplan.web.council.facts import facts
from gesamtplan.web.council.timeline import year_columns
from gesamtplan.web.lists import ListPage

RESOLUTIONS = ListPage("web/council/resolutions.html", tables.RESOLUTIONS)
MOTIONS = ListPage("web/council/motions.html", tables.MOTIONS)


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

    def selects() -> list[filters.Select]:
        committees, departments = (
            resolutions_room.deciding_committees(),
            resolutions_room.deciding_departments(),
        )
        return filters.selects(
            chosen,
            ("committee", _("Decided by"), [(body.code, body, n) for body, n in committees]),
            ("department", _("Department"), [(unit.code, unit, n) for unit, n in departments]),
            ("year", _("Year"), [(year, year, n) for year, n in resolutions_room.years()]),
        )

    return RESOLUTIONS.answer(request, chosen, rows, selects)


@login_not_required
@reading
def resolution(request: HttpRequest, code: str) -> HttpResponse:
    """One decision: what it says, mandates and settles."""
    found = filters.found(resolutions_room.resolution, code)
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

    def selects() -> list[filters.Select]:
        states, movers = council_room.motion_states(), council_room.motion_movers()
        return filters.selects(
            chosen,
            ("state", _("State"), filters.occurring(MotionState, states)),
            ("movers", _("Movers"), [(name, name, n) for name, n in movers]),
        )

    return MOTIONS.answer(request, chosen, rows, selects)


@login_not_required
@reading
def motion(request: HttpRequest, code: str) -> HttpResponse:
    """One motion and what became of it."""
    found = filters.found(resolutions_room.motion, code)
    return render(request, "web/council/motion.html", {"motion": found})


@login_not_required
@reading
def committees(request: HttpRequest) -> HttpResponse:
    """Bodies of the project, and bodies only named as the place of a vote."""
    chosen = filters.chosen(request, "q", "kind")
    rows = list(resolutions_room.with_decision_counts(council_room.committees(chosen["q"], chosen["kind"])))
    if form := filters.download_form(request):
        return tables.COMMITTEES.file(form, rows)
    kinds = filters.occurring(CommitteeKind, council_room.committee_kinds())
    context = {
        "rows": rows,
        "project": [row for row in rows if row.is_project_body],
        "named": [row for row in rows if not row.is_project_body],
        "chosen": chosen,
        "selects": filters.selects(chosen, ("kind", _("Kind"), kinds)),
    }
    return render(request, "web/council/committees.html", context)


@login_not_required
@reading
def committee(request: HttpRequest, code: str) -> HttpResponse:
    """One body and what it decided."""
    found = filters.found(council_room.committee, code)
    context = {
        "committee": found,
        "facts": facts(found),
        "resolutions": resolutions_room.of_committee(found),
    }
    return render(request, "web/council/committee.html", context)
