"""Somebody writes a translation, or reviews one."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.translations.models import Translation
from gesamtplan.translations.operations.store import (
    TranslationError,
    made_from,
    put_in_place,
    require_translator,
)
from gesamtplan.translations.queries.segments import Segment, segment
from gesamtplan.translations.signals import tell_changed
from gesamtplan.translations.states import Origin, TextState, fingerprint
from gesamtplan.translations.xliff.read import LONGEST


class StaleTextError(TranslationError):
    """Raised when the German text or the translation changed since the person saw it. Read both again."""


class UnfitTextError(TranslationError):
    """Raised on an empty or endless text, or where the city itself speaks that language."""


def write_text(*, shown: Segment, version: str, text: str, author: User, now: datetime) -> None:
    """Store the text that somebody wrote for the segment `shown`; whoever writes it vouches for it.

    `version` is that of the segment the person saw. Raises NotAllowedError, StaleTextError, UnfitTextError.
    """
    require_translator(author)
    with transaction.atomic():
        found = _as_seen(shown, version)
        if not text.strip() or len(text) > LONGEST or found.state == TextState.RECORD:
            raise UnfitTextError(
                f"{found.name} cannot have this text in {found.language}: it is empty, longer than {LONGEST} "
                "characters, or the city itself says it in that language. Mend it there."
            )
        put_in_place([made_from(found, text.strip(), Origin.HUMAN, author, now)])
        _told("write_translation", found, text.strip(), author, now)


def review_text(*, shown: Segment, version: str, author: User, now: datetime) -> None:
    """Say that the stored text of the segment `shown` is right for the German text as it is now.

    Raises NotAllowedError, StaleTextError; UnfitTextError where there is no translation to review.
    """
    require_translator(author)
    with transaction.atomic():
        found = _as_seen(shown, version)
        if found.stored is None:
            raise UnfitTextError(f"{found.name} has no translation into {found.language}. Write one.")
        _rows(found).update(reviewed_at=now, reviewed_by=author, source_fingerprint=fingerprint(found.source))
        _told("review_translation", found, found.text, author, now)


def _as_seen(shown: Segment, version: str) -> Segment:
    """The segment as it is in this transaction. Raises StaleTextError where that is not what was seen."""
    kind, field = shown.what, shown.field.name
    list(_rows(shown).select_for_update())
    found = segment({kind.kind: kind}, shown.language, kind.kind, shown.key, field)
    if found is None or found.version != version:
        raise StaleTextError(
            f"{shown.name} changed meanwhile. Read the German text and the translation again, then repeat."
        )
    return found


def _rows(found: Segment) -> "QuerySet[Translation]":
    return Translation.objects.filter(
        kind=found.what.kind, key=found.key, field=found.field.name, language=found.language
    )


def _told(action: str, found: Segment, text: str, author: User, now: datetime) -> None:
    """State and words before and after for the record; rooms above hear of it."""
    before = {"state": str(found.state), "text": found.text} if found.stored else None
    record(
        action=action,
        target="translations.translation",
        target_id=f"{found.name} [{found.language}]",
        now=now,
        actor=author,
        before=before,
        after={"state": str(TextState.CURRENT), "text": text},
    )
    tell_changed(rows=[(found.what.kind, found.key)], now=now)
