"""What a translator's file would change: judged unit by unit against what is there now."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gesamtplan.translations.doubts import Doubt, doubts
from gesamtplan.translations.languages import Language
from gesamtplan.translations.queries.segments import Segment, segments
from gesamtplan.translations.states import TextState, fingerprint, visible
from gesamtplan.translations.translatable import Registry
from gesamtplan.translations.xliff.read import LONGEST, STATES, Unit


class Verdict(models.TextChoices):
    """What becomes of a unit, and for refused ones what to do."""

    NEW = "new", pgettext_lazy("translation", "new")
    CHANGED = "changed", pgettext_lazy("translation", "changed")
    CONFIRMED = "confirmed", _("confirmed: the text stays, its state becomes current")
    SAME = "same", _("as it is")
    UNKNOWN = "unknown", _("Nothing of that name is translated. Use a file that was exported here.")
    OF_RECORD = "of-record", _("The city itself says this in that language. Change it there.")
    TWICE = "twice", _("This text stands in the file twice. Keep one of them.")
    SOURCE_CHANGED = (
        "source-changed",
        _("The German text has changed since the export. Export again and adapt the translation."),
    )
    EMPTY = "empty", _("There is no translation. Fill it in, or leave it for the next file.")
    UNTOUCHED = (
        "untouched",
        _("The outdated text came back as it was. Adapt it, or set its state to translated."),
    )
    TOO_LONG = "too-long", _("The text is longer than any page shows. Shorten it.")
    CODES = "codes", _("The text contains mark-up. Replace it by plain text.")


STORED = frozenset({Verdict.NEW, Verdict.CHANGED, Verdict.CONFIRMED})
REFUSED = frozenset(Verdict) - STORED - {Verdict.SAME}


@dataclass(frozen=True)
class Difference:
    """A unit, the text it concerns (None: unknown here), and what becomes of it."""

    unit: Unit
    segment: Segment | None
    verdict: Verdict

    @property
    def text(self) -> str:
        """The translation as it would be stored."""
        return (self.unit.target or "").strip()

    @property
    def doubts(self) -> list[Doubt]:
        """What calls for a second look."""
        return doubts(self.segment.source, self.text) if self.segment and self.verdict in STORED else []


def differences(registry: Registry, units: Iterable[Unit], language: Language) -> Iterator[Difference]:
    """Each unit with its verdict, in the order of the file; two queries a kind before the first."""
    known = {segment.name: segment for segment in segments(registry, language.code)}
    seen: set[str] = set()
    for unit in units:
        segment = known.get(unit.name)
        verdict = Verdict.TWICE if segment and unit.name in seen else _verdict(unit, segment)
        if segment:
            seen.add(unit.name)
        yield Difference(unit, segment, verdict)


# The first reason that holds is told: from what the file is to what it says.
REASONS: tuple[tuple[Verdict, Callable[[Unit, Segment], bool]], ...] = (
    (Verdict.OF_RECORD, lambda _unit, now: now.state == TextState.RECORD),
    (Verdict.TOO_LONG, lambda unit, _now: unit.is_too_long or len(unit.target or "") > LONGEST),
    (Verdict.CODES, lambda unit, _now: unit.has_codes),
    (Verdict.SOURCE_CHANGED, lambda unit, now: fingerprint(unit.source) != fingerprint(now.source)),
    (Verdict.EMPTY, lambda unit, _now: not visible(unit.target or "")),
    (Verdict.NEW, lambda _unit, now: now.stored is None),
    (Verdict.CHANGED, lambda unit, now: (unit.target or "").strip() != now.text),
    (Verdict.SAME, lambda _unit, now: now.state == TextState.CURRENT),
    (Verdict.UNTOUCHED, lambda unit, now: now.state == TextState.OUTDATED and unit.state == STATES[0]),
    # a machine's text is exported as translated: only who says "reviewed" has looked at it
    (Verdict.SAME, lambda unit, now: now.is_unreviewed and unit.state in STATES[:2]),
)


def _verdict(unit: Unit, now: Segment | None) -> Verdict:
    if now is None:
        return Verdict.UNKNOWN
    return next((verdict for verdict, holds in REASONS if holds(unit, now)), Verdict.CONFIRMED)
