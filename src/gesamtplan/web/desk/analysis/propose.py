"""From a gap, or a cell in which nobody is there, to the draft of a need."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gesamtplan.core.readonly import read_only
from gesamtplan.gaps.operations.needs import ProposedBeforeError, propose_need
from gesamtplan.gaps.queries.evidence import (
    EvidenceError,
    MixedRowsError,
    NoCellError,
    ProtectedRowsError,
)
from gesamtplan.gaps.rules import PROPOSE_NEED
from gesamtplan.plan.states import Term
from gesamtplan.web.desk.analysis.choice import Choice, read_choice
from gesamtplan.web.desk.analysis.propose_form import NeedForm, first_entry
from gesamtplan.web.desk.updates import author_of

PAGE = "web/desk/analysis/propose.html"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PROPOSE_NEED, raise_exception=True)
def propose(request: HttpRequest) -> HttpResponse:
    """Form, preview, creation; only "create" writes. Rows that a list posts are taken into the address."""
    if "row" in request.POST:
        query = QueryDict(mutable=True)
        query.setlist("row", request.POST.getlist("row"))
        return redirect(f"{reverse('web:propose-need')}?{query.urlencode()}")
    try:
        choice = read_choice(request.GET)
    except EvidenceError as error:
        return render(request, PAGE, {"mode": "nothing", "fault": _in_words(error)}, status=422)
    if request.method != "POST":
        with read_only():
            entry = first_entry(choice.words, choice.field, choice.target_groups)
            return _show(request, choice, NeedForm(initial=entry))
    form, step = NeedForm(request.POST), request.POST.get("step")
    if form.is_valid() and step == "create":
        return _create(request, choice, form)
    with read_only():
        return _show(
            request, choice, form, mode="preview" if step == "preview" and form.is_valid() else "form"
        )


def _show(request: HttpRequest, choice: Choice, form: NeedForm, **more: Any) -> HttpResponse:
    context = {"choice": choice, "form": form, "mode": "form", **more}
    if context["mode"] == "preview":
        context |= {"draft": form.draft(), "term": Term(form.cleaned_data["term"]).label}
    return render(request, PAGE, context, status=422 if form.errors else 200)


def _create(request: HttpRequest, choice: Choice, form: NeedForm) -> HttpResponse:
    try:
        need = propose_need(
            draft=form.draft(choice.sources),
            evidence=choice.frozen,
            picture=choice.picture,
            author=author_of(request),
            now=now(),
        )
    except ProposedBeforeError as error:
        messages.info(request, _("This need was proposed before: a second click proposes nothing twice."))
        return redirect("web:need", error.need.code)
    messages.success(request, _("The need is proposed, and its evidence is frozen."))
    return redirect("web:need", need.code)


def _in_words(error: EvidenceError) -> str:
    words = {
        MixedRowsError: _(
            "The rows belong to several topics or assessments. A need rests on one question: choose rows of one topic."
        ),
        ProtectedRowsError: _(
            "Too few people stand behind these rows to show a figure. Choose a larger area, e.g. the district."
        ),
        NoCellError: _(
            "The matrix has no such cell, or somebody is there for it. Open a cell “nobody” in the matrix."
        ),
    }
    return words.get(
        type(error), _("No rows were chosen, or they are not there any more. Choose rows of the list.")
    )
