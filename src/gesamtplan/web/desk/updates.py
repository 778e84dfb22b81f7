"""The status update shows how editing goes: form, draft, preview, publish, conflict."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from gesamtplan.accounts.models import User
from gesamtplan.core.readonly import read_only
from gesamtplan.plan.models import Measure, Need, StatusUpdate
from gesamtplan.plan.operations.topics import next_report
from gesamtplan.plan.operations.updates import (
    NotADraftError,
    NotAllowedError,
    StaleVersionError,
    StateTransitionError,
    StatusUpdateError,
    add_status_update,
)
from gesamtplan.plan.queries import overview
from gesamtplan.plan.rules import ADD_STATUS_UPDATE
from gesamtplan.web.desk.forms import UpdateForm, opened_form
from gesamtplan.web.desk.merge import choices, merged

PAGE = "web/desk/update.html"


def author_of(request: HttpRequest) -> User:
    """Who is signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def in_words(error: StatusUpdateError) -> str:
    """The reason in the reader's language."""
    words = {
        StateTransitionError: _(
            "This state cannot follow the one at that date. Choose a state in between, or check the date."
        ),
        NotAllowedError: _("You have no role at the organization that leads this. Ask the coordination."),
        NotADraftError: _("This update is public already. Correct it by a new update."),
        StaleVersionError: _(
            "Somebody else published meanwhile. Read their update, then publish yours again."
        ),
    }
    return words.get(type(error), str(error))


def update(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Form, preview and publication of a status update; only "publish", "draft" and "autosave" write."""
    subject = _subject_for(request, kind, code)
    if request.method != "POST":
        with read_only():
            return _show(request, subject, kind, opened_form(subject, author_of(request)))
    step = request.POST.get("step", "")
    form = UpdateForm(merged(request.POST, _newest(subject)), subject=subject)
    if step == "autosave":
        return _autosave(request, subject, form)
    if form.version_read() not in {None, subject.version}:
        return _conflict(request, subject, kind)
    if form.is_valid() and step in {"publish", "draft"}:
        return _save(request, subject, form, kind)
    with read_only():
        return (
            _preview(request, subject, kind, form)
            if step == "preview"
            else _show(request, subject, kind, form)
        )


def _subject_for(request: HttpRequest, kind: str, code: str) -> Need | Measure:
    """The subject, if there is one and this person may report on it."""
    try:
        subject = overview.subject(kind, code)
    except ObjectDoesNotExist as error:
        raise Http404(f"There is no {kind} {code}.") from error
    if not author_of(request).has_perm(ADD_STATUS_UPDATE, subject):
        raise PermissionDenied
    return subject


def _newest(subject: Need | Measure) -> StatusUpdate | None:
    return next(iter(overview.updates_since(subject, 1)), None)


def _show(
    request: HttpRequest, subject: Need | Measure, kind: str, form: UpdateForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"subject": subject, "kind": kind, "form": form, "mode": "form", **more}
    return render(request, PAGE, context, status=status)


def _preview(request: HttpRequest, subject: Need | Measure, kind: str, form: UpdateForm) -> HttpResponse:
    """As it will look, and when the next report will be due; the form again where something is wrong."""
    if not form.is_valid():
        return _show(request, subject, kind, form)
    report = form.report()
    shown: dict[str, Any] = {
        "report": report,
        "state_label": form.state_label(),
        "next": next_report(subject, report.on),
    }
    return _show(request, subject, kind, form, mode="preview", **shown)


def _write(request: HttpRequest, subject: Need | Measure, form: UpdateForm, *, publish: bool) -> None:
    """The one operation call of this page."""
    add_status_update(
        subject=subject,
        report=form.report(),
        author=author_of(request),
        version=form.cleaned_data["version"],
        now=now(),
        publish=publish,
    )


def _save(request: HttpRequest, subject: Need | Measure, form: UpdateForm, kind: str) -> HttpResponse:
    publish = request.POST["step"] == "publish"
    try:
        _write(request, subject, form, publish=publish)
    except StaleVersionError:  # published between our reading of the subject and our writing
        return _conflict(request, overview.subject(kind, subject.code), kind)
    except StatusUpdateError as error:
        form.add_error("state", in_words(error))
        return _show(request, subject, kind, form, status=422)
    messages.success(
        request, _("The update is published.") if publish else _("The draft is saved. Nobody else sees it.")
    )
    return redirect(f"web:{kind}", subject.code) if publish else redirect("web:desk")


def _autosave(request: HttpRequest, subject: Need | Measure, form: UpdateForm) -> HttpResponse:
    """Keeps what was typed, and says when, or what is missing. A draft needs no lock: publishing asks for it."""
    fault = "" if form.is_valid() else form.faults
    try:
        if not fault:
            _write(request, subject, form, publish=False)
    except StatusUpdateError as error:
        fault = in_words(error)
    return render(request, f"{PAGE}#saved", {"fault": fault, "at": now()})


def _conflict(request: HttpRequest, subject: Need | Measure, kind: str) -> HttpResponse:
    """What others published meanwhile beside the own entry, field by field, to take one or the other."""
    entered = request.POST.copy()
    seen = str(entered.get("version", ""))
    missed = subject.version - (int(seen) if seen.isdecimal() else subject.version)
    entered["version"] = str(subject.version)
    form, theirs = UpdateForm(entered, subject=subject), overview.updates_since(subject, missed)
    shown: dict[str, Any] = {"theirs": theirs, "choices": choices(form, theirs[0]) if theirs else []}
    return _show(request, subject, kind, form, status=409, mode="conflict", **shown)
