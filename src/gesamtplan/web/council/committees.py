"""Bodies, and what they decided."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gesamtplan.core.readonly import reading
from gesamtplan.council import queries as council_room
from gesamtplan.council.states import CommitteeKind
from gesamtplan.resolutions import queries as resolutions_room
from gesamtplan.web import filters
from gesamtplan.web.council import tables
from gesamtplan.web.council.facts import facts


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
