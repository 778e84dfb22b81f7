"""What a page shows to a reader of one language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gesamtplan.core.languages import instead_of
from gesamtplan.translations.languages import LANGUAGES, SOURCE
from gesamtplan.translations.models import Translation
from gesamtplan.translations.states import TextState, fingerprint, is_unreviewed, text_state
from gesamtplan.translations.translatable import Translatable

A_PAGE = 500  # above it all translations of the language are read at once: a list of keys would be longer than they


@dataclass(frozen=True)
class ShownText:
    """A text as a reader gets it: in which language it is (BCP 47), and the state of the one that was asked for."""

    text: str
    language: str
    state: TextState
    is_unreviewed: bool = False

    def __str__(self) -> str:
        return self.text

    @property
    def direction(self) -> str:
        """ "rtl" or "ltr", of the text that is shown."""
        return LANGUAGES[self.language].direction if self.language in LANGUAGES else "ltr"


def texts_for(what: Translatable, rows: Iterable[Any], language: str) -> dict[tuple[str, str], ShownText]:
    """By (key, field), every text that the rows have, in one query however many rows there are.

    The text of record where it has the language; else its translation, even an outdated one, which says so;
    else the text of record in a language that the reader may know (`Language.instead`). A text that is unknown
    has no entry. Tags like "de-simple" and "fr" are compared as they stand in LANGUAGES.
    """
    known = list(rows)
    made = _made(what, [str(getattr(row, what.key)) for row in known], language)
    texts: dict[tuple[str, str], ShownText] = {}
    for row in known:
        key = str(getattr(row, what.key))
        for field in what.fields:
            if record := getattr(row, field.name):
                texts[key, field.name] = _shown(record, made.get((key, field.name)), language)
    return texts


@dataclass(frozen=True, slots=True)
class _Made:
    text: str
    source_fingerprint: str
    origin: str
    reviewed_at: datetime | None


def _made(what: Translatable, keys: Sequence[str], language: str) -> dict[tuple[str, str], _Made]:
    if language == SOURCE:
        return {}
    rows = Translation.objects.filter(kind=what.kind, language=language)
    if len(keys) <= A_PAGE:
        rows = rows.filter(key__in=keys)
    columns = rows.values_list("key", "field", "text", "source_fingerprint", "origin", "reviewed_at")
    return {
        (key, field): _Made(text, source, origin, reviewed)
        for key, field, text, source, origin, reviewed in columns
    }


def _shown(record: Mapping[str, str], made: _Made | None, language: str) -> ShownText:
    if text := record.get(language):
        return ShownText(text, language, TextState.RECORD)
    state = text_state(fingerprint(record.get(SOURCE, "")), made)
    if made is not None:
        return ShownText(made.text, language, state, is_unreviewed(made))
    spoken = next((code for code in (*instead_of(language), SOURCE, *record) if record.get(code)), SOURCE)
    return ShownText(record.get(spoken, ""), spoken, state)
