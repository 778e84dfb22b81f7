"""The council at a glance."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gesamtplan.core.readonly import reading
from gesamtplan.council import queries as council_room
from gesamtplan.council.states import MotionState
from gesamtplan.resolutions import queries as resolutions_room
from gesamtplan.web.council.timeline import year_columns


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
