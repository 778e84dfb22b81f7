"""What a translation is worth follows from its source: it is computed, never stored."""

import hashlib
import re
import unicodedata
from datetime import datetime
from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SHORT = 16
UNSEEN = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")


class Origin(models.TextChoices):
    """Who or what made a translation."""

    HUMAN = "human", _("written here")
    IMPORT = "import", _("from a translator's file")
    MACHINE = "machine", _("by a machine")


class TextState(models.TextChoices):
    """What a reader of one language may expect of one text, from good to nothing."""

    RECORD = "record", _("text of record")
    CURRENT = "current", pgettext_lazy("translation", "current")
    MACHINE = "machine", _("by a machine, not reviewed")
    OUTDATED = "outdated", pgettext_lazy("translation", "outdated")
    MISSING = "missing", pgettext_lazy("translation", "missing")


class Made(Protocol):
    """What the state depends on, besides the source as it is now."""

    @property
    def source_fingerprint(self) -> str:
        """Of the text from which it was made."""

    @property
    def origin(self) -> str:
        """One of Origin."""

    @property
    def reviewed_at(self) -> datetime | None:
        """None: nobody has looked at it."""


def visible(text: str) -> str:
    """The text as a reader compares it: one form for each letter, one space for each gap."""
    return UNSEEN.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fingerprint(text: str) -> str:
    """First 16 hexadecimal digits of the SHA-256 of the visible text: a new line break outdates nothing."""
    return hashlib.sha256(visible(text).encode()).hexdigest()[:SHORT]


def text_state(now: str, made: Made | None) -> TextState:
    """State of a translation whose source has the fingerprint `now`.

    A text that was made from other words is outdated, whoever made it and whoever reviewed it.
    """
    if made is None:
        return TextState.MISSING
    if made.source_fingerprint != now:
        return TextState.OUTDATED
    return TextState.MACHINE if is_unreviewed(made) else TextState.CURRENT


def is_unreviewed(made: Made) -> bool:
    """Made by a machine, and nobody has looked at it: to be said wherever the text is shown."""
    return made.origin == Origin.MACHINE and made.reviewed_at is None
