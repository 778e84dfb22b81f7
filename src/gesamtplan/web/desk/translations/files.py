"""Out to translators and back: export, upload, preview, import, undo."""

from tempfile import SpooledTemporaryFile

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gesamtplan.core.readonly import read_only, reading
from gesamtplan.translations.languages import Language, UnknownLanguageError, target
from gesamtplan.translations.models import TranslationImport
from gesamtplan.translations.operations import pending
from gesamtplan.translations.operations.exchange import AlreadyUndoneError, import_file, undo_import
from gesamtplan.translations.queries.segments import TO_DO, counts, segments_in
from gesamtplan.translations.rules import CHANGE_TRANSLATION
from gesamtplan.translations.states import TextState
from gesamtplan.translations.translatable import registry
from gesamtplan.translations.xliff.preview import preview
from gesamtplan.translations.xliff.read import UnfitFileError
from gesamtplan.translations.xliff.write import write_xliff
from gesamtplan.web.desk.translations.forms import FileForm
from gesamtplan.web.desk.translations.overview import page
from gesamtplan.web.desk.updates import author_of

IN_MEMORY = 2_000_000


def language_of(code: str) -> Language:
    """The language that the address names; raises Http404."""
    try:
        return target(code)
    except UnknownLanguageError as error:
        raise Http404(str(error)) from error


@require_safe
@permission_required(CHANGE_TRANSLATION, raise_exception=True)
@reading
def export(request: HttpRequest, language: str) -> FileResponse:
    """What is missing or outdated as XLIFF; with ?machine=1 also what a machine made, for review."""
    into = language_of(language)
    states = TO_DO | {TextState.MACHINE} if request.GET.get("machine") else TO_DO
    out = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    write_xliff(out, segments_in(registry(), into.code, states), into)
    out.seek(0)
    return FileResponse(
        out, as_attachment=True, filename=f"texts-{into.code}.xlf", content_type="application/xliff+xml"
    )


@require_POST
@permission_required(CHANGE_TRANSLATION, raise_exception=True)
def upload(request: HttpRequest) -> HttpResponse:
    """Keep a file and go to its preview."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        with read_only():
            context = page(counts(registry()), form)
            return render(request, "web/desk/translations/overview.html", context, status=422)
    data = form.cleaned_data
    digest = pending.keep(chunks=data["file"].chunks(), now=now())
    said = urlencode({"name": data["file"].name, **({"machine": 1} if data["machine"] else {})})
    response = redirect("web:translations-preview", data["language"], digest)
    response["Location"] += f"?{said}"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(CHANGE_TRANSLATION, raise_exception=True)
def looked_at(request: HttpRequest, language: str, digest: str) -> HttpResponse:
    """What the file would change; a POST takes it over."""
    into = language_of(language)
    if (path := pending.kept(digest)) is None:
        raise Http404("This upload is not kept any more. Upload the file again.")
    try:
        with path.open("rb") as file:
            if request.method == "POST":
                done = import_file(
                    registry=registry(),
                    file=file,
                    file_name=request.GET.get("name", digest[:12]),
                    language=into,
                    by_machine=bool(request.GET.get("machine")),
                    author=author_of(request),
                    now=now(),
                )
                return _taken_over(request, done, digest)
            with read_only():
                context = {"into": into, "preview": preview(registry(), file, into)}
                return render(request, "web/desk/translations/preview.html", context)
    except UnfitFileError as error:
        return render(
            request, "web/desk/translations/preview.html", {"into": into, "fault": error}, status=422
        )


def _taken_over(request: HttpRequest, done: TranslationImport, digest: str) -> HttpResponse:
    pending.drop(digest=digest)
    said = ngettext("%(n)d text is stored.", "%(n)d texts are stored.", done.stored) % {"n": done.stored}
    messages.success(request, said)
    return redirect("web:translations")


@require_POST
@permission_required(CHANGE_TRANSLATION, raise_exception=True)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put back what stood there before a file."""
    done = get_object_or_404(TranslationImport, pk=pk)
    try:
        kept = undo_import(done=done, author=author_of(request), now=now())
    except AlreadyUndoneError:
        messages.info(request, _("This file was undone before."))
        return redirect("web:translations")
    messages.success(request, _("The file is undone."))
    if kept:
        messages.info(
            request,
            ngettext(
                "%(n)d text stays, because somebody worked on it since.",
                "%(n)d texts stay, because somebody worked on them since.",
                kept,
            )
            % {"n": kept},
        )
    return redirect("web:translations")
