"""How far each language is: bars, a table, files so far."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from gesamtplan.core.readonly import reading
from gesamtplan.kern.marks import mark
from gesamtplan.translations.languages import LANGUAGES, TARGETS, Language
from gesamtplan.translations.models import TranslationImport
from gesamtplan.translations.queries.segments import Counted, counts
from gesamtplan.translations.rules import CHANGE_TRANSLATION
from gesamtplan.translations.states import TextState
from gesamtplan.translations.translatable import registry
from gesamtplan.web import filters
from gesamtplan.web.desk.translations.forms import FileForm
from gesamtplan.web.downloads import Table

FILES_SHOWN = 20


@dataclass(frozen=True)
class Part:
    """One state in a bar."""

    state: TextState
    value: int

    @property
    def label(self) -> Any:
        """Its word."""
        return self.state.label

    @property
    def css_class(self) -> str:
        """Its colour."""
        return mark("translation", self.state).css_class


@dataclass(frozen=True)
class LanguageBar:
    """A language with its bar over all fields."""

    language: Language
    parts: list[Part]

    @property
    def shown(self) -> list[Part]:
        """States that occur."""
        return [part for part in self.parts if part.value]

    @property
    def has_work(self) -> bool:
        """Something is missing or outdated."""
        return any(part.value for part in self.parts if part.state in {TextState.MISSING, TextState.OUTDATED})


def _count(state: TextState) -> tuple[Any, Any]:
    return state.label, lambda row: row.states.get(state, 0)


TABLE = Table(
    "translations",
    (
        (_("Language"), lambda row: LANGUAGES[row.language].label),
        (_("Texts"), lambda row: row.what.label),
        (_("Field"), lambda row: row.field.label),
        *(_count(state) for state in TextState),
        (_("Total"), lambda row: row.total),
    ),
)


@require_safe
@permission_required(CHANGE_TRANSLATION, raise_exception=True)
@reading
def overview(request: HttpRequest) -> HttpResponse:
    """Every language with its states, the way out to translators and back."""
    rows = counts(registry())
    if form := filters.download_form(request):
        return TABLE.file(form, rows)
    return render(request, "web/desk/translations/overview.html", page(rows, FileForm()))


def page(rows: list[Counted], form: FileForm) -> dict[str, Any]:
    """What the template shows; the form may carry errors."""
    return {
        "bars": [
            LanguageBar(language, _parts(row for row in rows if row.language == language.code))
            for language in TARGETS
        ],
        "rows": [(row, LANGUAGES[row.language], _parts([row])) for row in rows],
        "states": [Part(state, 0) for state in TextState],
        "form": form,
        "files": TranslationImport.objects.select_related("by")[:FILES_SHOWN],
    }


def _parts(rows: Iterable[Counted]) -> list[Part]:
    total: Counter[str] = Counter()
    for row in rows:
        total.update(row.states)
    return [Part(state, total[state]) for state in TextState]
