"""Asking for an assessment, and the page on which one sees it grow."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gesamtplan.core.readonly import reading
from gesamtplan.gaps.models import AssessmentRun
from gesamtplan.gaps.operations.runs import TAKEN_OVER, UNFINISHED, ask_for_assessment, is_overdue
from gesamtplan.gaps.rules import ASK_FOR_ASSESSMENT
from gesamtplan.gaps.states import RunState
from gesamtplan.web.desk.updates import author_of

STOP_POLLING = 286  # htmx's own status: take the answer and ask no more


@dataclass(frozen=True)
class Failure:
    """Why a run failed and what to do, in the reader's language; `detail` is the program's own sentence."""

    words: str
    detail: str


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(ASK_FOR_ASSESSMENT, raise_exception=True)
def assess(request: HttpRequest) -> HttpResponse:
    """Start a run, or go to the one under way; `again` starts one in place of a run that died. A link only asks."""
    if request.method != "POST":
        return render(request, "web/desk/analysis/assess.html")
    again = request.POST.get("again") == "yes"
    started = ask_for_assessment(on=localdate(), actor=author_of(request), now=now(), again=again)
    return redirect("web:assessment-run", started.pk)


@require_GET
@permission_required(ASK_FOR_ASSESSMENT, raise_exception=True)
@reading
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a run is; htmx asks for the progress alone, each second, until it ends."""
    found = AssessmentRun.objects.select_related("asked_by").filter(pk=pk).first()
    if found is None:
        raise Http404(f"There is no run {pk}.")
    context: dict[str, Any] = {
        "run": found,
        "unfinished": found.state in UNFINISHED,
        "overdue": is_overdue(found, now()),
        "failure": _failure(found) if found.state == RunState.FAILED else None,
    }
    if not getattr(request, "htmx", False):
        return render(request, "web/desk/analysis/run.html", context)
    status = 200 if context["unfinished"] else STOP_POLLING
    return render(request, "web/desk/analysis/run.html#progress", context | {"polled": True}, status=status)


def _failure(found: AssessmentRun) -> Failure:
    kind, _colon, detail = found.message.partition(": ")
    words = {
        "NothingToAnalyseError": _(
            "No topic has figures for that day. Import the topics and the figures they name, then compute again."
        ),
        "BadInput": _(
            "A figure, an offer or an assumption makes no sense. The sentence below names the row: "
            "correct it, then compute again."
        ),
        TAKEN_OVER: _("This run stood still and was started again. The newer run counts."),
    }
    unexpected = _(
        "Something unexpected went wrong. The figures shown are still the earlier ones. Compute again; "
        "if it fails once more, give the sentence below to whoever runs the system."
    )
    return Failure(words.get(kind, unexpected), detail)
