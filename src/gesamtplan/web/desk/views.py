"""What staff see first, and what they do with their drafts there."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gesamtplan.core.readonly import reading
from gesamtplan.offers.rules import may_import_offers, may_run_upkeep
from gesamtplan.plan.models import StatusUpdate
from gesamtplan.plan.operations.updates import StatusUpdateError, discard_draft, publish_status_update
from gesamtplan.plan.queries import overview
from gesamtplan.plan.rules import may_add_status_update
from gesamtplan.theme.rules import may_change_theme
from gesamtplan.translations.rules import may_translate
from gesamtplan.web.desk.offers.counts import upkeep_counts
from gesamtplan.web.desk.updates import author_of, in_words


@reading
def desk(request: HttpRequest) -> HttpResponse:
    """My week: my drafts, and the open topics of which nobody has heard and on which I may report."""
    author = author_of(request)
    silent = [row for row in overview.open_topics(localdate()) if row.last_report is None]
    context = {
        "drafts": overview.drafts_of(author),
        "topics": [row for row in silent if may_add_status_update(author, row.subject)],
        "latest": overview.latest_updates(5),
        "may_change_theme": may_change_theme(author),
        "may_translate": may_translate(author),
        "upkeep": upkeep_counts(localdate()) if may_run_upkeep(author) else None,
        "may_import_offers": may_import_offers(author),
    }
    return render(request, "web/desk/desk.html", context)


def _own_draft(request: HttpRequest, pk: int) -> StatusUpdate:
    try:
        draft = overview.draft(pk)
    except StatusUpdate.DoesNotExist as error:
        raise Http404(f"There is no draft {pk}.") from error
    if draft.author_id != author_of(request).pk:
        raise PermissionDenied
    return draft


@require_POST
def publish_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish an own draft from the desk."""
    draft, version = _own_draft(request, pk), request.POST.get("version", "")
    try:
        publish_status_update(
            update=draft,
            author=author_of(request),
            version=int(version) if version.isdecimal() else 0,
            now=now(),
        )
    except StatusUpdateError as error:
        messages.error(request, in_words(error))
        return redirect("web:desk")
    messages.success(request, _("The update is published."))
    return redirect(f"web:{draft.kind}", draft.subject.code)


@require_POST
def throw_draft_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Discard an own draft; that it was there stays in the record of changes, its words do not."""
    try:
        discard_draft(update=_own_draft(request, pk), author=author_of(request), now=now())
    except StatusUpdateError as error:
        messages.error(request, in_words(error))
    else:
        messages.success(request, _("The draft is discarded."))
    return redirect("web:desk")
