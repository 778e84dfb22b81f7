"""Takes over a translator's file as a whole, and undoes it as a whole."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from typing import IO, TypeVar

from django.db import transaction
from django.utils.dateparse import parse_datetime

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.translations.languages import Language
from gesamtplan.translations.models import ReplacedText, Translation, TranslationImport
from gesamtplan.translations.operations.store import (
    AT_ONCE,
    TranslationError,
    made_from,
    put_in_place,
    require_translator,
)
from gesamtplan.translations.signals import tell_changed
from gesamtplan.translations.states import Origin
from gesamtplan.translations.translatable import Registry
from gesamtplan.translations.xliff.compare import REFUSED, STORED, Difference, differences
from gesamtplan.translations.xliff.read import read_units

NAME_LENGTH = 200
Row = TypeVar("Row")


class AlreadyUndoneError(TranslationError):
    """Raised when an import is undone a second time. There is nothing to do."""


@transaction.atomic
def import_file(
    *,
    registry: Registry,
    file: IO[bytes],
    file_name: str,
    language: Language,
    by_machine: bool,
    author: User | None,
    now: datetime,
) -> TranslationImport:
    """Store what a translator's file brings; refused units are counted and passed over, see `preview`.

    `by_machine`: nobody has looked at these texts. Raises NotAllowedError; UnfitFileError, with nothing written.
    """
    require_translator(author)
    origin = Origin.MACHINE if by_machine else Origin.IMPORT
    done = TranslationImport.objects.create(
        language=language.code, file_name=file_name[:NAME_LENGTH], at=now, by=author
    )
    for chunk in _chunks(differences(registry, read_units(file, language), language)):
        to_store = [one for one in chunk if one.verdict in STORED]
        _store(done, to_store, origin)
        done.stored += len(to_store)
        done.refused += sum(one.verdict in REFUSED for one in chunk)
    done.save(update_fields=["stored", "refused"])
    _trace("import_translations", done, author, now)
    return done


def store_differences(
    *, done: TranslationImport, to_store: Iterable[Difference], origin: Origin, refused: int
) -> None:
    """Take over texts that were judged before, as the import `done`. Must run inside the caller's transaction."""
    done.refused = refused
    done.save()
    for chunk in _chunks(to_store):
        _store(done, chunk, origin)
        done.stored += len(chunk)
    done.save(update_fields=["stored"])
    _trace("import_translations", done, done.by, done.at)


def _store(done: TranslationImport, chunk: list[Difference], origin: Origin) -> None:
    found = [(one, one.segment) for one in chunk if one.segment]
    ReplacedText.objects.bulk_create(
        ReplacedText(
            by_import=done,
            kind=segment.what.kind,
            key=segment.key,
            field=segment.field.name,
            before=asdict(segment.stored) if segment.stored else None,
        )
        for _one, segment in found
    )
    put_in_place([made_from(segment, one.text, origin, done.by, done.at) for one, segment in found])
    tell_changed(rows=((segment.what.kind, segment.key) for _one, segment in found), now=done.at)


@transaction.atomic
def undo_import(*, done: TranslationImport, author: User | None, now: datetime) -> int:
    """Put back what stood there before; says how many texts stay, because somebody worked on them since.

    Raises NotAllowedError, AlreadyUndoneError.
    """
    require_translator(author)
    locked = TranslationImport.objects.select_for_update().get(pk=done.pk)
    if locked.undone_at:
        raise AlreadyUndoneError(
            f"{locked} was undone on {locked.undone_at:%Y-%m-%d}. There is nothing to do."
        )
    chunks = _chunks(locked.replaced.iterator(chunk_size=AT_ONCE))
    kept = sum(_put_back(locked, chunk, now) for chunk in chunks)
    locked.undone_at = done.undone_at = now
    locked.save(update_fields=["undone_at"])
    _trace("undo_translations", locked, author, now)
    return kept


def _put_back(done: TranslationImport, chunk: list[ReplacedText], now: datetime) -> int:
    """Restores texts that are still the import's own; says how many are not."""
    rows = Translation.objects.filter(
        language=done.language, translated_at=done.at, reviewed_at=None, key__in={one.key for one in chunk}
    )
    ours = {(row.kind, row.key, row.field): row for row in rows}
    still = [(one, ours[at]) for one in chunk if (at := (one.kind, one.key, one.field)) in ours]
    gone = [row.pk for one, row in still if one.before is None]
    Translation.objects.filter(pk__in=gone).delete()
    put_in_place([_as_before(row, one.before) for one, row in still if one.before is not None])
    tell_changed(rows=((one.kind, one.key) for one, _row in still), now=now)
    return len(chunk) - len(still)


def _as_before(row: Translation, before: dict[str, str | None]) -> Translation:
    dates = {name: parse_datetime(before[name] or "") for name in ("translated_at", "reviewed_at")}
    key = {name: getattr(row, name) for name in ("kind", "key", "field", "language")}
    return Translation(**key, **{**before, **dates})


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    walk = iter(rows)
    while chunk := list(islice(walk, AT_ONCE)):
        yield chunk


def _trace(action: str, done: TranslationImport, author: User | None, now: datetime) -> None:
    after = {
        "file": done.file_name,
        "language": done.language,
        "stored": done.stored,
        "refused": done.refused,
    }
    record(
        action=action,
        target="translations.translationimport",
        target_id=done.pk,
        now=now,
        actor=author,
        after=after,
    )
