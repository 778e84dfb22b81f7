"""Every text that can be translated, with its translation: what is exported, listed, counted and compared."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from gesamtplan.translations.languages import LANGUAGES, SOURCE, TARGETS
from gesamtplan.translations.models import Translation
from gesamtplan.translations.states import TextState, fingerprint, is_unreviewed, text_state
from gesamtplan.translations.translatable import Registry, TextField, Translatable

TO_DO = frozenset({TextState.MISSING, TextState.OUTDATED})


@dataclass(frozen=True, slots=True)
class Stored:
    """What is kept of a translation."""

    text: str
    source_fingerprint: str
    origin: str
    translated_at: datetime
    translated_by_id: int | None
    reviewed_at: datetime | None
    reviewed_by_id: int | None


KEPT = tuple(Stored.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Segment:
    """One text of one row for one language."""

    what: Translatable
    key: str
    field: TextField
    record: Mapping[str, str]
    language: str
    stored: Stored | None

    @property
    def name(self) -> str:
        """How a translator's file calls it: kind/key/field."""
        return f"{self.what.kind}/{self.key}/{self.field.name}"

    @property
    def source(self) -> str:
        """The German text of record."""
        return self.record[SOURCE]

    @property
    def state(self) -> TextState:
        """What the translation is worth now."""
        if self.record.get(self.language):
            return TextState.RECORD
        return text_state(fingerprint(self.source), self.stored)

    @property
    def text(self) -> str:
        """The text in this language; empty where there is none."""
        return self.record.get(self.language) or (self.stored.text if self.stored else "")

    @property
    def version(self) -> str:
        """What somebody who acts on it must have seen: the German text and the translation."""
        return f"{fingerprint(self.source)}-{fingerprint(self.text)}"

    @property
    def is_unreviewed(self) -> bool:
        """The stored text was made by a machine and nobody has looked at it."""
        return self.stored is not None and is_unreviewed(self.stored)


def segments(registry: Registry, language: str) -> Iterator[Segment]:
    """All texts of all kinds in the order of their keys; two queries a kind, however many rows there are."""
    for what in registry.values():
        rows = Translation.objects.filter(kind=what.kind, language=language)
        stored = {
            (key, field): Stored(*kept)
            for key, field, *kept in rows.values_list("key", "field", *KEPT).iterator()
        }
        for key, field, record in what.records():
            yield Segment(what, key, field, record, language, stored.get((key, field.name)))


def segments_in(registry: Registry, language: str, states: Collection[str]) -> Iterator[Segment]:
    """Those in one of these states."""
    return (segment for segment in segments(registry, language) if segment.state in states)


def segment(registry: Registry, language: str, kind: str, key: str, field: str) -> Segment | None:
    """One text in two queries; None where nothing of that name is translated."""
    what = registry.get(kind)
    declared = what.field(field) if what else None
    if what is None or declared is None or language not in LANGUAGES:
        return None
    record = what.record(key, declared)
    if record is None:
        return None
    rows = Translation.objects.filter(kind=kind, key=key, field=field, language=language)
    kept = rows.values_list(*KEPT).first()
    return Segment(what, key, declared, record, language, Stored(*kept) if kept else None)


@dataclass(frozen=True)
class Counted:
    """How many texts of one field are in which state, in one language."""

    language: str
    what: Translatable
    field: TextField
    states: Mapping[str, int]

    @property
    def total(self) -> int:
        """Texts of that field that can be translated."""
        return sum(self.states.values())


def counts(registry: Registry) -> list[Counted]:
    """For every language and field, how many texts are in which state; two queries a kind. Fields without texts are left out."""
    found: list[Counted] = []
    for what in registry.values():
        found += _counts_of(what)
    order = [language.code for language in TARGETS]
    return sorted(found, key=lambda row: order.index(row.language))


@dataclass(frozen=True, slots=True)
class _Made:
    source_fingerprint: str
    origin: str
    reviewed_at: datetime | None


def _counts_of(what: Translatable) -> Iterator[Counted]:
    columns = ("language", "key", "field", "source_fingerprint", "origin", "reviewed_at")
    rows = Translation.objects.filter(kind=what.kind).values_list(*columns)
    made = {(language, key, field): _Made(*rest) for language, key, field, *rest in rows.iterator()}
    by_field: dict[tuple[str, str], Counter[str]] = {}
    for key, field, record in what.records():
        now = fingerprint(record[SOURCE])
        for code in (language.code for language in TARGETS):
            state = (
                TextState.RECORD if record.get(code) else text_state(now, made.get((code, key, field.name)))
            )
            by_field.setdefault((code, field.name), Counter())[state] += 1
    for field in what.fields:
        for language in TARGETS:
            if states := by_field.get((language.code, field.name)):
                yield Counted(language.code, what, field, states)
