"""The way out and in: download, upload, files so far, undo."""

from tempfile import SpooledTemporaryFile
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gesamtplan.core.readonly import read_only, reading
from gesamtplan.offers.models import SheetImport
from gesamtplan.offers.operations.sheets.errors import SheetError
from gesamtplan.offers.operations.sheets.runs import give_up, take_back
from gesamtplan.offers.operations.sheets.uploads import discard_sheet, upload_sheet
from gesamtplan.offers.queries.sheet_imports import imports_for
from gesamtplan.offers.queries.spreadsheets import current_offers, vocabulary
from gesamtplan.offers.rules import IMPORT_OFFERS, providers_of
from gesamtplan.offers.sheets.export import write_offers
from gesamtplan.offers.sheets.faults import UnfitSheetError
from gesamtplan.offers.states import SheetState
from gesamtplan.web import filters
from gesamtplan.web.desk.sheets.forms import FileForm
from gesamtplan.web.desk.sheets.words import in_words
from gesamtplan.web.desk.updates import author_of
from gesamtplan.web.downloads import XLSX

IN_MEMORY = 2_000_000


def found_for(request: HttpRequest, pk: int) -> SheetImport:
    """One that this person may see; raises Http404."""
    return get_object_or_404(imports_for(author_of(request)), pk=pk)


@require_safe
@permission_required(IMPORT_OFFERS, raise_exception=True)
@reading
def overview(request: HttpRequest) -> HttpResponse:
    """Downloads, the upload, and what became of files so far."""
    return _page(request, FileForm())


def _page(request: HttpRequest, form: FileForm, status: int = 200, fault: str = "") -> HttpResponse:
    page = filters.page_of(request, imports_for(author_of(request)).exclude(state=SheetState.DISCARDED))
    context: dict[str, Any] = {"form": form, "page": page, "fault": fault}
    return render(request, "web/desk/sheets/overview.html", context, status=status)


@require_POST
@permission_required(IMPORT_OFFERS, raise_exception=True)
def upload(request: HttpRequest) -> HttpResponse:
    """Keep a file and go to its preview, or first to the meaning of its columns."""
    form = FileForm(request.POST, request.FILES)
    fault = ""
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = upload_sheet(
                chunks=file.chunks(), file_name=file.name, author=author_of(request), now=now()
            )
            return redirect("web:sheet" if found.is_sure else "web:sheet-columns", found.pk)
        except UnfitSheetError as error:
            fault = str(error)
    with read_only():
        return _page(request, form, 422, fault)


@require_safe
@permission_required(IMPORT_OFFERS, raise_exception=True)
@reading
def export(request: HttpRequest, *, with_offers: bool) -> FileResponse:
    """All offers that the person may change, or an empty file to fill in."""
    language = (get_language() or "de")[:2]
    offers = current_offers(providers_of(author_of(request)))
    out = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    words = vocabulary(offers.values())
    write_offers(out, offers.values() if with_offers else (), words, language)
    out.seek(0)
    name = pgettext("name of a file", "offers") if with_offers else _("offers-template")
    return FileResponse(out, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


@require_POST
@permission_required(IMPORT_OFFERS, raise_exception=True)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw an upload away."""
    try:
        discard_sheet(found=found_for(request, pk), author=author_of(request), now=now())
        messages.success(request, _("The file is thrown away. Nothing was changed."))
    except SheetError as error:
        messages.error(request, in_words(error))
    return redirect("web:sheets")


@require_POST
@permission_required(IMPORT_OFFERS, raise_exception=True)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put back what stood there before a file."""
    try:
        done = take_back(found=found_for(request, pk), author=author_of(request), now=now())
        if done.state == SheetState.UNDONE:
            messages.success(request, _("The file is undone."))
    except SheetError as error:
        messages.error(request, in_words(error))
    return redirect("web:sheet", pk)


@require_POST
@permission_required(IMPORT_OFFERS, raise_exception=True)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """The worker was stopped: back to where it began."""
    try:
        give_up(found=found_for(request, pk), author=author_of(request), now=now())
    except SheetError as error:
        messages.error(request, in_words(error))
    return redirect("web:sheet", pk)
