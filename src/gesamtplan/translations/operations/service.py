"""A machine fills what is missing; its texts are unreviewed until somebody reviews them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from django.db import transaction

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.translations.languages import SOURCE, Language
from gesamtplan.translations.operations.store import (
    TranslationError,
    made_from,
    put_in_place,
    require_translator,
)
from gesamtplan.translations.queries.segments import Segment, segments
from gesamtplan.translations.service import Translator
from gesamtplan.translations.signals import tell_changed
from gesamtplan.translations.states import Origin, TextState
from gesamtplan.translations.translatable import Registry

A_REQUEST = 50


class UnfitAnswerError(TranslationError):
    """Raised when a service answers with fewer or more texts than it was asked for, or with an empty one."""


def translate_by_machine(
    *,
    registry: Registry,
    language: Language,
    service: Translator,
    author: User | None,
    clock: Callable[[], datetime],
) -> int:
    """Have what is missing translated, and anew what the machine itself once made of an older text; how many.

    A person's text is never replaced, be it outdated. Each request is stored by itself, so that what was paid for
    is kept when the next one fails. Raises NotAllowedError, UnfitAnswerError, and what the service raises.
    """
    require_translator(author)
    waiting, done = iter([one for one in segments(registry, language.code) if _is_for_a_machine(one)]), 0
    for batch in _batches(waiting):
        texts = service.translate([one.source for one in batch], SOURCE, language.code)
        _store(batch, texts, language, author, clock())
        done += len(batch)
    return done


def _is_for_a_machine(one: Segment) -> bool:
    return one.state == TextState.MISSING or (one.state == TextState.OUTDATED and one.is_unreviewed)


def _batches(waiting: Iterator[Segment]) -> Iterator[list[Segment]]:
    while batch := list(islice(waiting, A_REQUEST)):
        yield batch


@transaction.atomic
def _store(
    batch: list[Segment], texts: Sequence[str], language: Language, author: User | None, now: datetime
) -> None:
    if len(texts) != len(batch) or not all(text.strip() for text in texts):
        raise UnfitAnswerError(
            f"The service was asked for {len(batch)} texts in {language.code} and gave {len(texts)}, or empty "
            "ones. Nothing of this request was stored; look at the adapter."
        )
    rows = [
        made_from(one, text.strip(), Origin.MACHINE, author, now)
        for one, text in zip(batch, texts, strict=True)
    ]
    put_in_place(rows)
    tell_changed(rows=((row.kind, row.key) for row in rows), now=now)
    record(
        action="translate_by_machine",
        target="translations.translation",
        target_id=language.code,
        now=now,
        actor=author,
        after={"texts": [one.name for one in batch]},
    )
