"""Decisions of the council."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gesamtplan.core.readonly import reading
from gesamtplan.resolutions import queries as resolutions_room
from gesamtplan.web import filters
from gesamtplan.web.council import tables
from gesamtplan.web.lists import ListPage

RESOLUTIONS = ListPage("web/council/resolutions.html", tables.RESOLUTIONS)


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
