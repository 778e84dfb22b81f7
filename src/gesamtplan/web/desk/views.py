"""What staff see and edit. The status update shows how editing goes: form, preview, publish, conflict."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gesamtplan.accounts.models import User
from gesamtplan.core.readonly import read_only, reading
from gesamtplan.plan.models import Measure, Need, StatusUpdate
from gesamtplan.plan.operations.updates import (
    NotADraftError,
    NotAllowedError,
    StaleVersionError,
    StateTransitionError,
    StatusUpdateError,
    add_status_update,
    publish_status_update,
)
from gesamtplan.plan.queries import overview
from gesamtplan.plan.rules import ADD_STATUS_UPDATE, may_add_status_update
from gesamtplan.web.desk.forms import UpdateForm, blank_form

PAGE = "web/desk/update.html"


def _author(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


@reading
def desk(request: HttpRequest) -> HttpResponse:
    """My week: my drafts, and the open topics of which nobody has heard and on which I may report."""
    author = _author(request)
    silent = [row for row in overview.open_topics(localdate()) if row.last_report is None]
    context = {
        "drafts": overview.drafts_of(author),
        "topics": [row for row in silent if may_add_status_update(author, row.subject)],
        "latest": overview.latest_updates(5),
    }
    return render(request, "web/desk/desk.html", context)


def _subject_for(request: HttpRequest, kind: str, code: str) -> Need | Measure:
    """The subject, if there is one and this person may report on it."""
    try:
        subject = overview.subject(kind, code)
    except ObjectDoesNotExist as error:
        raise Http404(f"There is no {kind} {code}.") from error
    if not _author(request).has_perm(ADD_STATUS_UPDATE, subject):
        raise PermissionDenied
    return subject


def update(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Form, preview and publication of a status update; only the step "publish" or "draft" writes."""
    subject = _subject_for(request, kind, code)
    step = request.POST.get("step", "")
    form = UpdateForm(request.POST, subject=subject) if request.method == "POST" else blank_form(subject)
    context: dict[str, Any] = {"subject": subject, "kind": kind, "form": form, "mode": "form"}
    if form.is_bound and form.version_read() not in {None, subject.version}:
        return _conflict(request, subject, kind, form)
    valid = form.is_bound and form.is_valid()
    if valid and step in {"publish", "draft"}:
        return _save(request, subject, form, kind, publish=step == "publish")
    if valid and step == "preview":
        context |= {"mode": "preview", "report": form.report(), "state_label": form.state_label()}
    with read_only():
        return render(request, PAGE, context)


def _save(
    request: HttpRequest, subject: Need | Measure, form: UpdateForm, kind: str, publish: bool
) -> HttpResponse:
    try:
        add_status_update(
            subject=subject,
            report=form.report(),
            author=_author(request),
            version=form.cleaned_data["version"],
            now=now(),
            publish=publish,
        )
    except StaleVersionError:  # published between our reading of the subject and our writing
        return _conflict(request, overview.subject(kind, subject.code), kind, form)
    except StatusUpdateError as error:
        form.add_error("state", _in_words(error))
        return render(
            request, PAGE, {"subject": subject, "kind": kind, "form": form, "mode": "form"}, status=422
        )
    messages.success(
        request, _("The update is published.") if publish else _("The draft is saved. Nobody else sees it.")
    )
    return redirect(f"web:{kind}", subject.code) if publish else redirect("web:desk")


def _conflict(request: HttpRequest, subject: Need | Measure, kind: str, form: UpdateForm) -> HttpResponse:
    """What others published meanwhile beside the own entry, which can be sent again on the new version."""
    entered = {**form.data.dict(), "version": str(subject.version)}  # type: ignore[attr-defined] # a QueryDict
    context = {
        "subject": subject,
        "kind": kind,
        "mode": "conflict",
        "form": UpdateForm(entered, subject=subject),
        "mine": entered,
        "theirs": overview.updates_since(subject, subject.version - (form.version_read() or subject.version)),
    }
    return render(request, PAGE, context, status=409)


def _in_words(error: StatusUpdateError) -> str:
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


@require_POST
def publish_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish an own draft from the desk."""
    author = _author(request)
    try:
        draft = overview.draft(pk)
    except StatusUpdate.DoesNotExist as error:
        raise Http404(f"There is no draft {pk}.") from error
    if draft.author_id != author.pk:
        raise PermissionDenied
    version = request.POST.get("version", "")
    try:
        publish_status_update(
            update=draft, author=author, version=int(version) if version.isdecimal() else 0, now=now()
        )
    except StatusUpdateError as error:
        messages.error(request, _in_words(error))
        return redirect("web:desk")
    messages.success(request, _("The update is published."))
    return redirect(f"web:{draft.kind}", draft.subject.code)
