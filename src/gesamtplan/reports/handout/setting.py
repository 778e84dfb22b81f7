"""A handout as PDF. A worker sets it while the reader waits: about 0.1 s for 30 offers, so longer lists are refused."""

import re
import unicodedata
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont

from gesamtplan.reports.fonts import require_fonts
from gesamtplan.reports.handout.content import Handout, TooManyOffersError
from gesamtplan.reports.typesetting import compiled

MOST = 30
LOST = "\N{REPLACEMENT CHARACTER}"
# narrow and unbreakable forms that the fonts lack, and the plain ones that say the same
PLAIN = str.maketrans({"\u202f": "\u00a0", "\u2011": "-", "\u2009": " ", "\u2007": "\u00a0"})
# white space and what only steers letters and their direction is not drawn
UNDRAWN = frozenset("\n\t\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069")
SIGNS = frozenset("✓✕○◐◷")  # the template draws them as pictures
# "§ 25 Abs. 1" among Arabic words would be torn apart: its sign and numbers have no direction of their own
SECTION = re.compile(r"§+\s?\d+[a-z]?(?:,? (?:Abs\.|Satz|Nr\.) ?\d+[a-z]?)*(?: [A-Z]\w*G\b)?")
DROPPED = frozenset({"So", "Sk", "Cf", "Cc", "Cn", "Co", "Cs"})


def handout_pdf(content: Handout) -> bytes:
    """PDF/UA-1 and PDF/A-2a; the same content gives the same bytes, no clock is read.

    Raises TooManyOffersError above 30 offers, FontsMissingError, ReportNotSetError.
    """
    if len(content.offers) > MOST:
        raise TooManyOffersError(
            _(
                "The list has %(number)s offers; at most %(most)s can be put into one PDF. "
                "Take some offers off the list, or print the page itself."
            )
            % {"number": len(content.offers), "most": MOST}
        )
    day = content.on.isoformat()
    data = asdict(content) | {"direction": content.direction, "on": day}
    return compiled("handout.typ", _printable(data, _drawn(require_fonts())), on=day)


def _printable(value: Any, drawn: frozenset[str]) -> Any:
    """The same data with texts that the fonts can draw."""
    if isinstance(value, dict):
        if value.get("direction") == "rtl" and "text" in value:
            value = value | {"text": SECTION.sub("\u2066\\g<0>\u2069", value["text"])}
        return {key: _printable(part, drawn) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(part, drawn) for part in value]
    return _text(value, drawn) if isinstance(value, str) else value


def _text(text: str, drawn: frozenset[str]) -> str:
    """A letter that no font has is marked as lost, so that nobody takes the text for whole; a picture is left out."""
    plain = unicodedata.normalize("NFC", text).translate(PLAIN)
    if drawn.issuperset(plain):
        return plain
    return "".join(
        letter if letter in drawn else "" if unicodedata.category(letter) in DROPPED else LOST
        for letter in plain
    )


@lru_cache(maxsize=2)
def _drawn(folder: Path) -> frozenset[str]:
    """Every character that both weights of one of our typefaces have."""
    families = [
        [set(TTFont(path, lazy=True).getBestCmap()) for path in sorted(folder.glob(f"{name}-*.ttf"))]
        for name in ("FiraSans", "Vazirmatn")
    ]
    common = set().union(*(set.intersection(*weights) for weights in families if weights))
    return frozenset(map(chr, common)) | UNDRAWN | SIGNS
