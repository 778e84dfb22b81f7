"""The page of one assumption: what holds, what held, and the form for what shall hold."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gesamtplan.core.models import Source
from gesamtplan.core.readonly import read_only
from gesamtplan.gaps.models import Assumption
from gesamtplan.gaps.operations.assumptions import (
    StaleAssumptionError,
    change_assumption,
    restore_assumption,
)
from gesamtplan.gaps.queries.assumptions import Version, analysis_with_words, uncomputed, versions_of
from gesamtplan.gaps.rules import CHANGE_ASSUMPTION
from gesamtplan.web.desk.analysis.assumption_form import AssumptionForm, opened_form
from gesamtplan.web.desk.analysis.references import ShownVersion
from gesamtplan.web.desk.updates import author_of

PAGE = "web/desk/analysis/assumption.html"


@dataclass(frozen=True)
class AssumptionPage:
    """What the template reads beside the form; `versions` the latest first."""

    versions: list[Version]

    @property
    def current(self) -> Assumption:
        """The version that holds."""
        return next(version.row for version in self.versions if version.row.is_current)

    @property
    def sources(self) -> list[Source]:
        """Sources of all versions, each once."""
        return list({source.pk: source for v in self.versions for source in v.row.sources.all()}.values())

    @cached_property
    def shown(self) -> list[ShownVersion]:
        """All versions in words."""
        return [ShownVersion(version.row, version.at, version.by) for version in self.versions]

    @cached_property
    def is_computed(self) -> bool:
        """The shown figures know the current version."""
        return self.current not in uncomputed(analysis_with_words())


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(CHANGE_ASSUMPTION, raise_exception=True)
def assumption(request: HttpRequest, topic: str, code: str) -> HttpResponse:
    """Form, preview, save, restore; only "save" and "restore" write."""
    page = AssumptionPage(versions_of(topic, code))
    if not page.versions:
        raise Http404(f"There is no assumption {code} of the topic {topic}.")
    if request.method != "POST":
        with read_only():
            return _show(request, page, opened_form(page.current, page.sources))
    if request.POST.get("step") == "restore":
        return _restore(request, page)
    form = AssumptionForm(request.POST, current=page.current, sources=page.sources)
    if str(page.current.version) != request.POST.get("version"):
        return _conflict(request, page)
    step = request.POST.get("step") if form.is_valid() else ""
    if step == "save":
        return _save(request, page, form)
    return _show(request, page, form, mode="preview" if step == "preview" else "form")


def _show(
    request: HttpRequest, page: AssumptionPage, form: AssumptionForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"page": page, "current": page.shown[0], "form": form, "mode": "form", **more}
    if context["mode"] == "preview":
        context["preview"] = ShownVersion.of_change(page.current, form.change())
    return render(request, PAGE, context, status=422 if form.errors and status == 200 else status)


def _save(request: HttpRequest, page: AssumptionPage, form: AssumptionForm) -> HttpResponse:
    row = page.current
    try:
        change_assumption(
            topic=row.topic,
            code=row.code,
            version=form.cleaned_data["version"],
            change=form.change(),
            actor=author_of(request),
            now=now(),
        )
    except StaleAssumptionError:  # saved between our reading and our writing
        return _conflict(request, AssumptionPage(versions_of(row.topic.code, row.code)))
    return _done(request, row, _("The assumption is changed. The figures do not know it yet: compute now."))


def _restore(request: HttpRequest, page: AssumptionPage) -> HttpResponse:
    """An earlier version again, as a new one."""
    wanted, seen = request.POST.get("restore", ""), request.POST.get("version", "")
    earlier = next((v.row for v in page.versions if str(v.row.version) == wanted), None)
    if earlier is None:
        raise Http404(f"There is no version {wanted} of {page.current.code}.")
    try:
        restore_assumption(
            earlier=earlier,
            version=int(seen) if seen.isdecimal() else 0,
            reason=_("Version %(number)s holds again.") % {"number": wanted},
            actor=author_of(request),
            now=now(),
        )
    except StaleAssumptionError:
        return _conflict(request, AssumptionPage(versions_of(earlier.topic.code, earlier.code)))
    return _done(
        request, earlier, _("The earlier version holds again. The figures do not know it yet: compute now.")
    )


def _conflict(request: HttpRequest, page: AssumptionPage) -> HttpResponse:
    """Somebody else was faster: their version stands above, the own entry stays in the form."""
    entered = request.POST.copy()
    entered["version"] = str(page.current.version)
    if entered.get("step") == "restore":
        form = opened_form(page.current, page.sources)
    else:
        form = AssumptionForm(entered, current=page.current, sources=page.sources)
    return _show(request, page, form, status=409, mode="conflict")


def _done(request: HttpRequest, row: Assumption, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("web:assumption", row.topic.code, row.code)
