"""Offers and figures as these pages put them; names of target groups come from the plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gesamtplan.kern.formats import format_number, format_partial_date
from gesamtplan.offers.models import CapacityReport, Offer, TextProposal
from gesamtplan.offers.operations.proposals import text_of
from gesamtplan.offers.queries.kept import Kept, KeptLine, LastUse
from gesamtplan.offers.states import CONTACTS, TextPart
from gesamtplan.plan.queries.needs import target_group_names


@dataclass(frozen=True)
class NamedLine:
    """`name` is empty for the whole offer."""

    line: KeptLine
    name: str

    @property
    def told(self) -> str:
        """The figures in words; "" where nothing was ever told."""
        return figures_in_words(self.line.report) if self.line.report else ""


@dataclass(frozen=True)
class NamedOffer:
    """An offer with its lines, named."""

    kept: Kept
    lines: list[NamedLine]

    @property
    def offer(self) -> Offer:
        """The row itself."""
        return self.kept.offer

    @property
    def right_label(self) -> SafeString:
        """On its button; the title is said to those who do not see the card around it."""
        return self._label(_("Still right"))

    @property
    def open_label(self) -> SafeString:
        """On its button, as above."""
        return self._label(_("Tell or change"))

    def _label(self, words: str) -> SafeString:
        return format_html('{} <span class="visually-hidden">{}</span>', words, self.offer.title)

    def texts(self, language: str) -> list[tuple[Any, str, str]]:
        """Label, text and language of what readers find, in the language asked for or else in German."""
        found = []
        for part in TextPart:
            wanted = "" if part in CONTACTS else language
            text = text_of(self.offer, part, wanted)
            if not text and wanted:
                wanted, text = "de", text_of(self.offer, part, "de")
            found.append((part.label, text, wanted))
        return found


@dataclass(frozen=True)
class Stored:
    """What the thank-you says: offer, and what became of it."""

    offer: Offer
    told: list[str]


def named(kept: Kept, names: Mapping[str, Any] | None = None) -> NamedOffer:
    """With the names of sites and target groups; give the names where there are many offers."""
    groups = {line.target_group for line in kept.lines if line.target_group}
    known = names if names is not None else target_group_names(groups)
    return NamedOffer(
        kept, [NamedLine(line, _name(line.site, line.target_group, known)) for line in kept.lines]
    )


def all_named(rows: Iterable[Kept]) -> list[NamedOffer]:
    """The same for many, with one query for all names."""
    rows = list(rows)
    names = target_group_names({line.target_group for row in rows for line in row.lines if line.target_group})
    return [named(row, names) for row in rows]


def _name(site: Any, group: str, known: Mapping[str, Any]) -> str:
    parts = [str(site)] if site else []
    return " · ".join([*parts, str(known.get(group, group))] if group else parts)


def figures_in_words(report: CapacityReport) -> str:
    """E.g. "20 places, 18 taken, 3 waiting, next start 1 June 2026"; what was not told is left out."""
    parts = []
    if report.places is not None:
        parts.append(
            ngettext("%(n)s place", "%(n)s places", report.places) % {"n": format_number(report.places, 0)}
        )
    if report.taken is not None:
        parts.append(_("%(n)s taken") % {"n": format_number(report.taken, 0)})
    if report.waiting is not None:
        parts.append(_("%(n)s waiting") % {"n": format_number(report.waiting, 0)})
    if report.next_start:
        parts.append(_("next start %(day)s") % {"day": format_partial_date(report.next_start, "day")})
    return ", ".join(parts)


def stored(use: LastUse) -> list[Stored]:
    """By offer, in words."""
    said: dict[Offer, list[str]] = {}
    names = target_group_names({row.target_group for row in use.reports if row.target_group})
    for report in use.reports:
        name = _name(report.site, report.target_group, names)
        words = figures_in_words(report)
        said.setdefault(report.offer, []).append(f"{name}: {words}" if name else words)
    for offer in use.confirmed:
        said.setdefault(offer, []).append(_("The entry is marked as checked today."))
    for proposal in use.proposals:
        said.setdefault(proposal.offer, []).append(_proposed(proposal))
    return [Stored(offer, told) for offer, told in said.items()]


def _proposed(proposal: TextProposal) -> str:
    return _("%(text)s: your proposal is with the coordination.") % {"text": proposal.get_part_display()}
