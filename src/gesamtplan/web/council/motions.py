"""Motions, and what became of them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gesamtplan.core.readonly import reading
from gesamtplan.council import queries as council_room
from gesamtplan.council.states import MotionState
from gesamtplan.resolutions import queries as resolutions_room
from gesamtplan.web import filters
from gesamtplan.web.council import tables
from gesamtplan.web.lists import ListPage

MOTIONS = ListPage("web/council/motions.html", tables.MOTIONS)


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
