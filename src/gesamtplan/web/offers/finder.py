"""The finder: who one is, what one looks for, and what is open from today. Nothing of it is stored, logged or sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from gesamtplan.engine.entitlement import load_rules
from gesamtplan.offers.finder.find import USABLE, find, is_unmet
from gesamtplan.offers.queries import district_names
from gesamtplan.web.offers.asked import MOST_LISTED, Asked, asked
from gesamtplan.web.offers.cards import Card, cards
from gesamtplan.web.offers.persona import Chip, chips
from gesamtplan.web.offers.picture import offers_map

PER_PAGE = 20


@dataclass(frozen=True)
class Group:
    """Offers of this page with the same answer; `may` empty: nothing was said of the person."""

    may: str
    label: str
    cards: list[Card]


@dataclass(frozen=True)
class FinderPage:
    """All that the page shows. `usable`: how many of all that fit are not shut for this person today."""

    asked: Asked
    page: Page[Any]
    groups: list[Group]
    chips: list[Chip]
    picture: SafeString
    usable: int
    is_unmet: bool
    districts: list[str]

    @property
    def here_unknown(self) -> bool:
        """A place was typed that the city does not know."""
        return bool(self.asked.form.said("near")) and self.asked.here is None

    @property
    def other_starts(self) -> list[tuple[str, str]]:
        """(name, address) of what else the place may have meant."""
        return [
            (start.name, f"?{self.asked.query(near=start.area or start.name)}")
            for start in self.asked.starts[1:]
        ]

    @property
    def list_url(self) -> str:
        """The personal list, with what was said of the person."""
        return f"{reverse('web:offers-list')}?{self.asked.query()}"


def finder_page(request: HttpRequest, now: datetime) -> FinderPage:
    """The answer to what the address asks."""
    said = asked(request, now.date())
    matches = find(said.question(), said.directory, load_rules(), now)
    page = Paginator(matches, PER_PAGE).get_page(request.GET.get("page"))
    first = max(page.start_index(), 1)
    shown = _with_list(cards(list(page), said, now), said, first)
    return FinderPage(
        asked=said,
        page=page,
        groups=_groups(shown),
        chips=chips(said),
        picture=offers_map(said, shown, [*matches[: first - 1], *matches[page.end_index() :]]),
        usable=sum(match.answer.verdict in USABLE for match in matches),
        is_unmet=said.is_asked and is_unmet(matches),
        districts=district_names(said.directory),
    )


def _with_list(found: Sequence[Card], said: Asked, first: int) -> list[Card]:
    """Numbered from the first of the page, each with its own page and the link that puts it on the personal list."""
    return [
        replace(
            card,
            number=first + place,
            is_listed=card.offer.code in said.listed,
            list_url=_toggled(card.offer.code, said),
            url=reverse("web:offer", args=[card.offer.code]) + said.person_query,
        )
        for place, card in enumerate(found)
    ]


def _toggled(code: str, said: Asked) -> str:
    """The same page with the offer put on the list or taken off; empty where the list is full."""
    codes = [other for other in said.listed if other != code]
    if len(codes) == len(said.listed):
        codes = [*codes, code]
    if len(codes) > MOST_LISTED:
        return ""
    query = said.query(list=",".join(codes))
    page = said.address.get("page", "")
    return f"?{query}{f'&page={page}' if page.isdecimal() else ''}#{code}"


def _groups(shown: Sequence[Card]) -> list[Group]:
    return [
        Group(code, found[0].may, found)
        for code, found in ((c, list(f)) for c, f in groupby(shown, lambda card: card.may_code))
    ]


def private(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """What somebody said of themselves stands in the address: nobody keeps the answer, no other page learns the address."""
    if request.GET:
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex"
    return response
