"""The personal list: offers side by side, as a mail, as a handout. It stands in the address and nowhere else."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from gesamtplan.web.offers.asked import Asked, asked
from gesamtplan.web.offers.cards import Card, cards
from gesamtplan.web.offers.facts import LABELS, ON_LIST, on_list
from gesamtplan.web.offers.matches import matches_of
from gesamtplan.web.offers.persona import Chip, chips


@dataclass(frozen=True)
class ListPage:
    """`unknown`: codes of the address that are no public offer (any more). `site`: scheme and host of this site."""

    asked: Asked
    cards: list[Card]
    chips: list[Chip]
    unknown: list[str]
    site: str

    @cached_property
    def known(self) -> frozenset[str]:
        """Facts that are known of at least one offer: the others need no line of their own."""
        return frozenset(fact.key for card in self.cards for fact in on_list(card) if fact.lines)

    @property
    def not_known(self) -> str:
        """What is known of none of these offers."""
        labels = (str(label) for key, label in LABELS.items() if key in ON_LIST and key not in self.known)
        return ", ".join(labels)

    @property
    def query(self) -> str:
        """List and person, as in the address of this page."""
        return self.asked.query()

    @property
    def pdf(self) -> str:
        """This list on paper, with the answers to what was said of the person."""
        return f"{reverse('web:offers-handout')}?{self.query}"

    @property
    def finder(self) -> str:
        """Back to the finder, with list and person."""
        return f"{reverse('web:offers')}?{self.query}"

    @cached_property
    def shared(self) -> str:
        """Address of this list without anything about the person."""
        codes = ",".join(card.offer.code for card in self.cards)
        return f"{self.site}{reverse('web:offers-list')}?list={codes}"

    @cached_property
    def mail(self) -> str:
        """The list as plain text, with nothing about the person and no answer that would tell of them."""
        parts = [_mail_part(card, self.site) for card in self.cards]
        head = _("Offers that we looked up together. Please ask there before you go: places change.")
        return "\n\n".join([head, *parts, f"{_('This list:')} {self.shared}"])

    @property
    def mail_url(self) -> str:
        """Opens the reader's own mail program; the site sends nothing."""
        return f"mailto:?subject={quote(str(_('Offers')))}&body={quote(self.mail)}"


def list_page(request: HttpRequest, now: datetime) -> ListPage:
    """What the address lists."""
    said = asked(request, now.date())
    shown = cards(matches_of(said.listed, said, now), said, now, "criteria")
    found = [
        replace(
            card,
            number=number,
            is_listed=True,
            url=reverse("web:offer", args=[card.offer.code]) + said.person_query,
            list_url=f"?{said.query(list=','.join(c for c in said.listed if c != card.offer.code))}",
        )
        for number, card in enumerate(shown, 1)
    ]
    known = {card.offer.code for card in found}
    return ListPage(
        asked=said,
        cards=found,
        chips=chips(said),
        unknown=[code for code in said.listed if code not in known],
        site=f"{request.scheme}://{request.get_host()}",
    )


def _mail_part(card: Card, site: str) -> str:
    lines = [f"{card.number}. {card.title}"]
    if card.german_title:
        lines.append(f"({card.german_title})")
    lines += [f"{fact.label}: {', '.join(map(str, fact.lines))}" for fact in on_list(card) if fact.lines]
    return "\n".join([*lines, f"{site}{reverse('web:offer', args=[card.offer.code])}"])
