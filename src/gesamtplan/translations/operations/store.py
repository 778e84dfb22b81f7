"""The one statement that puts translations in place, and who may ask for it."""

from collections.abc import Sequence
from datetime import datetime

from gesamtplan.accounts.models import User
from gesamtplan.translations.models import Translation
from gesamtplan.translations.queries.segments import Segment
from gesamtplan.translations.rules import may_translate
from gesamtplan.translations.states import Origin, fingerprint

KEY = ["kind", "language", "key", "field"]
CONTENT = [
    "text", "source_fingerprint", "origin", "translated_at", "translated_by", "reviewed_at", "reviewed_by",
]  # fmt: skip
AT_ONCE = 500


class TranslationError(Exception):
    """Base of all reasons for which nothing was written."""


class NotAllowedError(TranslationError):
    """Raised when somebody who may not translate tries to. Ask the coordination for a role."""


def require_translator(author: User | None) -> None:
    """Raises NotAllowedError; nobody (None) is the command line, whose user runs the system anyway."""
    if author is not None and not may_translate(author):
        raise NotAllowedError(f"{author} may not change translations. Ask the coordination for a role.")


def made_from(segment: Segment, text: str, origin: Origin, author: User | None, now: datetime) -> Translation:
    """A translation of the German text as it is now; not yet stored."""
    return Translation(
        kind=segment.what.kind,
        key=segment.key,
        field=segment.field.name,
        language=segment.language,
        text=text,
        source_fingerprint=fingerprint(segment.source),
        origin=origin,
        translated_at=now,
        translated_by=author,
    )


def put_in_place(rows: Sequence[Translation]) -> None:
    """Store rows, each in place of what stood there."""
    Translation.objects.bulk_create(
        rows, batch_size=AT_ONCE, update_conflicts=True, unique_fields=KEY, update_fields=CONTENT
    )
