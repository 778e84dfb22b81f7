"""The whole directory in one language, made once for each state of it: HTML by kind, its fingerprint, its size."""

import gzip
import hashlib
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gesamtplan.engine.entitlement import load_rules
from gesamtplan.kern.formats import format_partial_date
from gesamtplan.offers.finder.find import Match
from gesamtplan.offers.queries import Directory, current_directory, directory_version, offers_in_order
from gesamtplan.offers.translatable import OFFER
from gesamtplan.translations.queries.shown import ShownText, texts_for
from gesamtplan.web.offers.asked import kind_names
from gesamtplan.web.offers.cards import Card
from gesamtplan.web.offers.words import Said
from gesamtplan.web.offline.articles import article, papers_html
from gesamtplan.web.offline.papers import papers_of

ON_ONE_PAGE = 300  # above it each kind has a page of its own, and descriptions are left out
MADE_AT_MOST_EVERY = (
    3600  # seconds: places change all day and are not in it; other changes may wait that long
)
FRAME = 3500  # bytes of a page around its offers, as sent: head, foot, choice
_kept: dict[str, tuple[tuple[object, ...], float, "Bundle"]] = {}


@dataclass(frozen=True)
class KindPart:
    """The offers of one kind, as HTML."""

    code: str
    name: Said
    count: int
    html: SafeString


@dataclass(frozen=True)
class Bundle:
    """`digest`: changes with whatever a reader could see. `size`: bytes as sent, compressed. `spoken`: language codes."""

    language: str
    made_on: datetime
    kinds: tuple[KindPart, ...]
    spoken: frozenset[str]
    digest: str
    size: int

    @property
    def total(self) -> int:
        """Number of offers."""
        return sum(kind.count for kind in self.kinds)

    @property
    def is_split(self) -> bool:
        """Too many for one page."""
        return self.total > ON_ONE_PAGE


def bundle(now: datetime) -> Bundle:
    """In the language of the page, as of the day of `now`; at most an hour behind changes of the directory.

    A few queries when it is made, whatever the number of offers; one when it is kept.
    """
    language = get_language() or "de"
    day, version = now.date(), directory_version()
    state = (connection.settings_dict["NAME"], day)
    kept = _kept.get(language)
    if kept and kept[0][:2] == state and (kept[0][2] == version or _is_young(kept[1])):
        return kept[2]
    made = _made(language, now)
    _kept[language] = ((*state, version), time.monotonic(), made)
    return made


def forget_bundles() -> None:
    """For tests, which change the directory within the hour."""
    _kept.clear()


def _is_young(made_at: float) -> bool:
    return time.monotonic() - made_at < MADE_AT_MOST_EVERY


def _made(language: str, now: datetime) -> Bundle:
    listed = current_directory(now.date())
    names = kind_names(listed)
    by_kind: dict[str, list[SafeString]] = defaultdict(list)
    for kind, html in _articles(listed, names, language, now):
        by_kind[kind].append(html)
    parts = tuple(
        KindPart(code, _said(names[code], language), len(found), SafeString("".join(found)))
        for code, found in sorted(by_kind.items(), key=lambda entry: names[entry[0]].text.casefold())
    )
    spoken = frozenset(code for row in listed.rows for code in row.languages or ())
    whole = "".join(f"{part.name}{part.html}" for part in parts).encode()
    return Bundle(language, now, parts, spoken, hashlib.sha256(whole).hexdigest()[:16], _size(parts))


def _size(parts: Sequence[KindPart]) -> int:
    """Bytes of all pages as sent: one with all, or one for each kind and one with the kinds."""
    if sum(part.count for part in parts) <= ON_ONE_PAGE:
        return FRAME + _packed("".join(part.html for part in parts))
    return FRAME + sum(FRAME + _packed(part.html) for part in parts)


def _packed(html: str) -> int:
    return len(gzip.compress(html.encode(), 6, mtime=0))


def _said(shown: ShownText, language: str) -> Said:
    return Said(shown.text, "" if shown.language == language else shown.language)


def _articles(
    listed: Directory, names: Mapping[str, ShownText], language: str, now: datetime
) -> Iterator[tuple[str, SafeString]]:
    """(code of the kind, HTML), by code of the offer."""
    rows = {row.pk: row for row in listed.rows}
    offers = offers_in_order(list(rows), "criteria")
    texts: dict[str, dict[tuple[str, str], ShownText]] = defaultdict(dict)
    for key, shown in texts_for(OFFER, offers, language).items():
        texts[key[0]][key] = shown
    decide = papers_of(load_rules(), now.date())
    title = _("Open by residence paper, as of %(day)s") % {"day": format_partial_date(now.date())}
    known: dict[int, SafeString] = {}
    for offer in offers:
        row = rows[offer.pk]
        groups = decide(row.conditions)
        if id(groups) not in known:  # `decide` keeps them, so that no other takes the same place
            known[id(groups)] = papers_html(groups, title)
        match = Match(row, groups[0].answer, day_one=False, way=None, is_spoken=None)
        kind = _said(names[row.kind], language)
        card = Card(offer, match, texts[offer.code], kind, {}, now, says_something=False)
        yield row.kind, article(card, known[id(groups)], with_description=len(offers) <= ON_ONE_PAGE)
