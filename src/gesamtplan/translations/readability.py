"""How hard a German text is to read, by the LIX.

LIX = words per sentence + 100 × long words per word; a long word has more than six letters.
Source: C. H. Björnsson, Läsbarhet, Stockholm 1968; bands as the Berlin school portal gives them after
C. Rosebrock and D. Nix, Leseflüssigkeit fördern, Seelze 2017, p. 71 ff.

It was chosen before the Wiener Sachtextformel and Flesch-Amstad because it needs no syllables, which a program
can only guess: whoever doubts a figure counts it again by hand. It measures length, not sense: a low figure
does not make a text Leichte Sprache; people with learning difficulties who test it do.
"""

import re
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGER_THAN = 6
WORD = re.compile(r"[^\W\d_]+|\d[\d.,:]*\d|\d")
# A line ends a sentence, too: lists and plain German have one statement a line. A dot after a number or a
# single letter ("1. Stock", "z. B.") ends none.
END = re.compile(r"(?<![\s.]\w)(?<!^\w)(?<!\d)[.!?:…]+(?=\s|$)|[!?…]+|\n+")


class Band(models.TextChoices):
    """What a LIX means."""

    VERY_EASY = "very-easy", _("very easy")
    EASY = "easy", _("easy")
    MEDIUM = "medium", pgettext_lazy("readability", "medium")
    HARD = "hard", pgettext_lazy("readability", "hard")
    VERY_HARD = "very-hard", _("very hard")


BELOW = ((30, Band.VERY_EASY), (40, Band.EASY), (50, Band.MEDIUM), (60, Band.HARD))


@dataclass(frozen=True)
class Readability:
    """What was counted. Words of a compound that is written with hyphens or middle dots count one by one."""

    words: int
    sentences: int
    long_words: int

    @property
    def lix(self) -> float:
        """From about 20 (picture book) to above 60 (statute)."""
        return self.words / self.sentences + 100 * self.long_words / self.words

    @property
    def band(self) -> Band:
        """The LIX in words."""
        return next((band for limit, band in BELOW if self.lix < limit), Band.VERY_HARD)


def readability(text: str) -> Readability | None:
    """Counts of a text; None where it has no words."""
    sentences = [found for part in END.split(text) if (found := WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return None
    return Readability(len(words), len(sentences), sum(map(_is_long, words)))


def _is_long(word: str) -> bool:
    return word.isalpha() and len(word) > LONGER_THAN  # a number has no letters
