"""The one table of columns, read from columns.yaml."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from gesamtplan.core.fields import LocalizedText

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
NO_WORD = re.compile(r"[^a-z0-9]+")
FIGURES = ("places", "taken", "waiting", "next_start", "as_of")
SITE = ("site_name", "site_street", "site_postal_code", "site_town")
# What an offer cannot be without: it is never set to unknown.
ALWAYS_KNOWN = frozenset({"code", "kind", "public"})


@dataclass(frozen=True, slots=True)
class Column:
    """`goes`: table and column in which it is kept. `reads`: how a cell is read and written, see `cells`."""

    name: str
    heading: LocalizedText
    help: LocalizedText
    goes: tuple[str, ...]
    reads: str
    aliases: frozenset[str]

    def __str__(self) -> str:
        return str(self.heading)


def plain(words: str) -> str:
    """As headings and words are compared: no case, no umlauts, no signs, one space for each gap."""
    text = unicodedata.normalize("NFKC", words).casefold().translate(UMLAUTS)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return NO_WORD.sub(" ", text).strip()


@cache
def columns() -> dict[str, Column]:
    """By name, in the order of our own file."""
    text = (files("gesamtplan.offers.sheets") / "columns.yaml").read_text("utf-8")
    return {entry["name"]: _column(entry) for entry in yaml.safe_load(text)["columns"]}


def _column(entry: dict[str, str]) -> Column:
    names = (entry["de"], entry["en"], entry["name"].replace("_", " "), *entry["aliases"])
    return Column(
        name=entry["name"],
        heading=LocalizedText(de=entry["de"], en=entry["en"]),
        help=LocalizedText(de=entry["help_de"], en=entry["help_en"]),
        goes=tuple(entry["goes"].split(".")),
        reads=entry["reads"],
        aliases=frozenset(plain(name) for name in names),
    )
