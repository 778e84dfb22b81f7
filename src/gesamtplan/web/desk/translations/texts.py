"""The texts of one language, and the page on which one is written or reviewed."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gesamtplan.core.readonly import read_only, reading
from gesamtplan.translations import service
from gesamtplan.translations.doubts import doubts
from gesamtplan.translations.languages import PLAIN
from gesamtplan.translations.operations.store import TranslationError
from gesamtplan.translations.operations.texts import StaleTextError, review_text, write_text
from gesamtplan.translations.queries.segments import Segment, segment, segments
from gesamtplan.translations.readability import Readability, readability
from gesamtplan.translations.rules import CHANGE_TRANSLATION
from gesamtplan.translations.states import TextState
from gesamtplan.translations.tasks import translate_missing
from gesamtplan.translations.translatable import registry
from gesamtplan.web import filters
from gesamtplan.web.desk.translations.files import language_of
from gesamtplan.web.desk.translations.forms import TextForm
from gesamtplan.web.desk.updates import author_of
from gesamtplan.web.downloads import Table

FILTERS = ("q", "state", "field", "sort")


@dataclass(frozen=True)
class Legible:
    """How hard the German text of record is to read, and its plain version; None where there is no text or no word."""

    source: Readability | None
    plain: Readability | None


def legible(one: Segment) -> Legible | None:
    """The figures for plain German; None for other languages, to which the formula does not apply."""
    if one.language != PLAIN.code:
        return None
    return Legible(readability(one.source), readability(one.text))


def _lix(text: str) -> float | None:
    found = readability(text)
    return round(found.lix, 1) if found else None


TABLE = Table(
    "texts",
    (
        (gettext_lazy("Text"), lambda one: one.name),
        (gettext_lazy("German"), lambda one: one.source),
        (gettext_lazy("Translation"), lambda one: one.text or None),
        (gettext_lazy("State"), lambda one: one.state.label),
        (gettext_lazy("LIX of the German text"), lambda one: _lix(one.source)),
        (
            gettext_lazy("LIX of the translation"),
            lambda one: _lix(one.text) if one.language == PLAIN.code else None,
        ),
    ),
)


@require_safe
@permission_required(CHANGE_TRANSLATION, raise_exception=True)
@reading
def texts(request: HttpRequest, language: str) -> HttpResponse:
    """All texts of a language that fit the filters, as page or file."""
    into, chosen = language_of(language), filters.chosen(request, *FILTERS)
    rows = [one for one in segments(registry(), into.code) if _fits(one, chosen)]
    if form := filters.download_form(request):
        return TABLE.file(form, rows)
    page = filters.page_of(request, rows)
    page.object_list = [(one, legible(one)) for one in page]
    context = {
        "into": into, "page": page, "chosen": chosen, "is_plain": into == PLAIN,
        "has_service": service.is_set(), "selects": filters.selects(
            chosen, ("state", _("State"), TextState.choices), ("field", _("Field"), _fields())
        ),
    }  # fmt: skip
    return render(request, "web/desk/translations/texts.html", context)


def _fields() -> list[tuple[str, str]]:
    return [
        (f"{what.kind}.{field.name}", f"{what.label}: {field.label}")
        for what in registry().values()
        for field in what.fields
    ]


def _fits(one: Segment, chosen: dict[str, str]) -> bool:
    words = f"{one.source} {one.text} {one.key}".casefold()
    return (
        chosen["state"] in {"", one.state}
        and chosen["field"] in {"", f"{one.what.kind}.{one.field.name}"}
        and all(word in words for word in chosen["q"].casefold().split())
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(CHANGE_TRANSLATION, raise_exception=True)
def text(request: HttpRequest, language: str, kind: str, key: str, field: str) -> HttpResponse:
    """One text beside its source: who sends it unchanged has reviewed it, who changes it has written it."""
    into = language_of(language)
    one = segment(registry(), into.code, kind, key, field)
    if one is None:
        raise Http404(f"There is no text {kind}/{key}/{field}.")
    form = TextForm(request.POST or None, shown=one, initial={"text": one.text, "version": one.version})
    if request.method == "POST" and form.is_valid() and _saved(request, one, form):
        return redirect("web:translations-language", into.code)
    context = {"into": into, "one": one, "form": form, "lix": legible(one), "is_plain": into == PLAIN,
               "doubts": doubts(one.source, one.text) if one.text else []}  # fmt: skip
    with read_only():
        return render(request, "web/desk/translations/text.html", context, status=422 if form.errors else 200)


def _saved(request: HttpRequest, one: Segment, form: TextForm) -> bool:
    """True when it was stored; else the form says why not."""
    given = form.cleaned_data["text"].replace("\r\n", "\n").strip()
    seen: dict[str, Any] = {
        "shown": one, "version": form.cleaned_data["version"], "author": author_of(request), "now": now(),
    }  # fmt: skip
    try:
        if one.stored and given == one.text:
            review_text(**seen)
        else:
            write_text(**seen, text=given)
    except TranslationError as error:
        form.add_error(None, _in_words(error))
        return False
    messages.success(request, _("The translation is saved."))
    return True


def _in_words(error: TranslationError) -> str:
    if isinstance(error, StaleTextError):
        return _("The German text or the translation changed meanwhile. Read both again, then save.")
    return _("The city itself says this in that language. Change it there.")


@require_POST
@permission_required(CHANGE_TRANSLATION, raise_exception=True)
def ask_machine(request: HttpRequest, language: str) -> HttpResponse:
    """Have the service fill what is missing, in the background."""
    into = language_of(language)
    if not service.is_set():
        raise Http404("No translation service is set.")
    translate_missing.enqueue(into.code, author_of(request).pk)
    messages.success(request, _("The service was asked. Its texts appear here, marked as not reviewed."))
    return redirect("web:translations-language", into.code)
