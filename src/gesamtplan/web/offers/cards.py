"""One offer as a reader meets it: in the reader's language as far as there is one, with the answer to "May I go there?"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from gesamtplan.engine.eligibility import Answer, Condition, May, condition_of
from gesamtplan.engine.errors import BadInput
from gesamtplan.offers.finder.find import OPEN_TO_ME, Match
from gesamtplan.offers.models import Offer
from gesamtplan.offers.queries import Line, Listed, offers_in_order
from gesamtplan.offers.translatable import OFFER
from gesamtplan.plan.models import TargetGroup
from gesamtplan.translations.queries.shown import ShownText, texts_for
from gesamtplan.translations.states import TextState
from gesamtplan.web.offers import words
from gesamtplan.web.offers.asked import Asked, kind_names
from gesamtplan.web.offers.law import ShownRule, shown_rule
from gesamtplan.web.offers.words import Said

Texts = Mapping[tuple[str, str], ShownText]


@dataclass(frozen=True)
class Card:
    """`number`: place in the list, also on the map. `now`: aware, in the city's time. `groups`: names of target groups."""

    offer: Offer
    match: Match
    texts: Texts
    kind: Said
    groups: Mapping[str, Any]
    now: datetime
    says_something: bool
    number: int = 0
    is_listed: bool = False
    list_url: str = ""
    url: str = ""

    @property
    def row(self) -> Listed:
        """What decides, and all that is no text."""
        return self.match.row

    def text(self, name: str) -> Said | None:
        """A text of the offer; None where there is none."""
        shown = self.texts.get((self.offer.code, name))
        return _said(shown) if shown else None

    @property
    def title(self) -> Said:
        """In the reader's language, else in one the reader may know."""
        return self.text("title") or Said(str(self.offer.title))

    @property
    def german_title(self) -> str:
        """To be shown to somebody at the desk there; empty where the title is in German."""
        german = str(self.offer.title.get("de", ""))
        return "" if german == self.title.text else german

    @property
    def description(self) -> Said | None:
        """What it is."""
        return self.text("description")

    @property
    def is_unreviewed(self) -> bool:
        """A machine made at least one of its texts, and nobody has looked at it."""
        return any(text.is_unreviewed for (code, _), text in self.texts.items() if code == self.offer.code)

    @property
    def is_outdated(self) -> bool:
        """At least one of its texts was translated from words that have changed since."""
        mine = (text for (code, _), text in self.texts.items() if code == self.offer.code)
        return any(text.state == TextState.OUTDATED for text in mine)

    @property
    def answer(self) -> Answer | None:
        """Only where something was said of the person: else it would be an answer to nobody."""
        return self.match.answer if self.says_something else None

    @property
    def may(self) -> str:
        """The answer in a word."""
        return str(words.MAY[self.answer.verdict]) if self.answer else ""

    @property
    def may_code(self) -> str:
        """For sign and colour."""
        return str(self.answer.verdict) if self.answer else ""

    @property
    def hope(self) -> str:
        """Of an "ask there": what holds if all that is not known turns out well."""
        if not self.answer or self.answer.verdict is not May.ASK or self.answer.so_far not in OPEN_TO_ME:
            return ""
        return str(words.MAY[self.answer.so_far])

    @property
    def reasons(self) -> list[Said]:
        """Why not, or not yet."""
        if not self.answer:
            return []
        later = words.later(self.answer)
        return [*([Said(later)] if later else []), *words.reasons(self.answer)]

    @property
    def still_open(self) -> list[str]:
        """What would have to be asked."""
        return words.still_open(self.answer) if self.answer else []

    @property
    def rule(self) -> ShownRule | None:
        """The rule of federation, state or city that decided, with basis and sources."""
        law = self.answer.law if self.answer else None
        found = law.answer.rule if law and law.answer else None
        return shown_rule(found) if found else None

    @property
    def lines(self) -> Sequence[Line]:
        """What was last told, the whole offer first."""
        return sorted(self.row.lines, key=lambda line: (line.site is not None, line.target_group))

    def line_name(self, line: Line) -> str:
        """Of which site and target group a figure is; empty for the whole offer."""
        group = words.in_words(self.groups.get(line.target_group)) or line.target_group
        sites = {spot.site: str(spot.name) for spot in self.row.spots}
        named = ", ".join(str(part) for part in (sites.get(line.site or 0), group) if part)
        return f"{named}: " if named else ""

    @property
    def conditions(self) -> list[Condition]:
        """What the offer asks; a condition that the rules cannot read is unknown."""
        found = []
        for row in self.offer.criteria.all():
            try:
                found.append(condition_of(row.criterion, row.answer, row.values, row.note))
            except BadInput:
                continue
        return found


def _said(shown: ShownText) -> Said:
    return Said(shown.text, "" if shown.language == (get_language() or "de") else shown.language)


def cards(matches: Sequence[Match], said: Asked, now: datetime, *also: str) -> list[Card]:
    """Cards of these matches, in their order; two queries, and one for each of `also` (relations of an offer)."""
    offers = offers_in_order([match.row.pk for match in matches], *also)
    by_code = {match.row.code: match for match in matches}
    texts = texts_for(OFFER, offers, get_language() or "de")
    kinds = kind_names(said.directory)
    groups = said.directory.remember("groups", lambda: dict(TargetGroup.objects.values_list("code", "name")))
    return [
        Card(
            offer=offer,
            match=by_code[offer.code],
            texts=texts,
            kind=_said(kinds[offer.kind.code]),
            groups=groups,
            now=now,
            says_something=said.says_something,
        )
        for offer in offers
    ]
