"""What is known of an offer, as lines of text: one table for the finder, the offer's page, the list, the handout and the mail."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from gesamtplan.engine.eligibility import Condition, Demand
from gesamtplan.kern.formats import format_amount, format_number, format_partial_date
from gesamtplan.offers.queries import Line, Spot
from gesamtplan.offers.states import AccessFact, FundingLevel
from gesamtplan.web.offers.cards import Card
from gesamtplan.web.offers.languages import language_name
from gesamtplan.web.offers.times import times_said
from gesamtplan.web.offers.words import Said, asked_for, in_words, walk

Lines = list[Said] | None
YES_NO = {True: gettext_lazy("yes"), False: gettext_lazy("no")}


@dataclass(frozen=True)
class Fact:
    """One line of what is known; `lines` None: unknown, which is said so. `is_ltr`: numbers and addresses of machines."""

    key: str
    label: Any
    lines: Lines
    is_ltr: bool = False


def facts(card: Card, keys: Iterable[str]) -> list[Fact]:
    """These facts of an offer in the order asked for."""
    return [Fact(key, LABELS[key], _TOLD[key](card), key in LEFT_TO_RIGHT) for key in keys]


def _plain(text: object) -> Lines:
    return [Said(str(text))] if text else None


def _where(card: Card) -> Lines:
    lines = [_address(spot) for spot in card.row.spots]
    if card.match.way:
        lines.append(Said(walk(card.match.way.minutes, card.match.way.metres)))
    return lines or None


def _address(spot: Spot) -> Said:
    """An address is never translated: it is what stands on the door and on a map."""
    words = ", ".join(filter(None, (spot.name.in_language("de"), spot.street, spot.town)))
    return Said(words, "de" if (get_language() or "de") != "de" else "")


def _when(card: Card) -> Lines:
    said = times_said((table for _site, table in card.row.times), card.now)
    return [Said(line) for line in said] or None


def _places(card: Card) -> Lines:
    """A fresh figure as a fact; an old one as what was last known; nothing where whoever comes is served."""
    if card.offer.is_drop_in:
        return [Said(_("whoever comes is served, no place is needed"))]
    return [told for line in card.lines if (told := _told(line, card))] or None


def _told(line: Line, card: Card) -> Said | None:
    if line.places is None and line.taken is None:
        return None
    where = card.line_name(line)
    fresh, free = line.standing.is_fresh, line.free
    if fresh and free is not None:
        text = _("%(free)s of %(places)s free") % {
            "free": format_number(free),
            "places": format_number(line.places or 0),
        }
    elif line.places is not None:
        unit = card.text("places_unit")
        text = f"{format_number(line.places)} {unit.text if unit else _('places')}"
        text = text if fresh else _("ask; last known: %(figure)s") % {"figure": text}
    else:
        text = _("ask")
    told_on = line.standing.last_on
    on = format_partial_date(told_on, line.precision) if told_on else _("date unknown")
    return Said(f"{where}{text} ({on})")


def _wait(card: Card) -> Lines:
    """Only what is fresh: nobody should wait for a place that was told weeks ago."""
    lines = []
    for line in card.lines:
        if not line.standing.is_fresh:
            continue
        where = card.line_name(line)
        if line.waiting is not None:
            number = format_number(line.waiting)
            waiting = ngettext("%(number)s person waiting", "%(number)s people waiting", line.waiting)
            lines.append(Said(where + waiting % {"number": number}))
        if line.next_start and line.next_start >= card.now.date():
            lines.append(
                Said(where + _("next start %(day)s") % {"day": format_partial_date(line.next_start)})
            )
    return lines or None


def _languages(card: Card) -> Lines:
    if card.offer.languages is None:
        return None
    named = ", ".join(language_name(code) for code in card.offer.languages) or str(YES_NO[False])
    note = card.text("languages_note")
    return [Said(named), *([note] if note else [])]


def _cost(card: Card) -> Lines:
    fee, note = card.offer.fee, card.text("fee_note")
    if fee is None:
        return [note] if note else None
    amount = _("free of charge") if fee == 0 else format_amount(fee, card.offer.fee_precision)
    return [Said(amount), *([note] if note else [])]


def _child_care(card: Card) -> Lines:
    return None if card.offer.child_care is None else _plain(YES_NO[card.offer.child_care])


def _access(card: Card) -> Lines:
    """What is known of the sites; a fact that is left out is unknown and not said."""
    known = [
        Said(f"{label}: {YES_NO[bool(spot.accessibility[fact])]}")
        for spot in card.row.spots
        for fact, label in AccessFact.choices
        if fact in spot.accessibility
    ]
    return list(dict.fromkeys(known)) or None


def _for_whom(card: Card) -> Lines:
    """The offer's own conditions and its own words; a criterion that is unknown is listed by `_not_said`."""
    asks = [Said(words) for one in card.conditions if (words := asked_for(one))]
    if any(_is_for_every_status(one) for one in card.conditions):
        asks.insert(0, Said(_("whatever the residence paper")))
    note = card.text("eligibility_note")
    return [*asks, *([note] if note else [])] or None


def _is_for_every_status(condition: Condition) -> bool:
    return condition.criterion == "status" and condition.demand is Demand.NONE_REQUIRED


def _who_pays(card: Card) -> Lines:
    """Level, duty or voluntary, until when."""
    offer = card.offer
    parts = [str(FundingLevel(offer.funding_level).label)] if offer.funding_level else []
    if offer.is_voluntary is not None:
        parts.append(_("voluntary service of the city") if offer.is_voluntary else _("duty by law"))
    if offer.funding_ends_on:
        day = format_partial_date(offer.funding_ends_on, offer.funding_ends_on_precision)
        parts.append(_("paid until %(day)s") % {"day": day})
    return _plain(", ".join(parts))


def _valid(card: Card) -> Lines:
    start, end = card.offer.valid_from, card.offer.valid_to
    if start and end:
        return _plain(
            _("from %(start)s to %(end)s")
            % {"start": format_partial_date(start), "end": format_partial_date(end)}
        )
    if start:
        return _plain(_("from %(day)s") % {"day": format_partial_date(start)})
    return _plain(_("until %(day)s") % {"day": format_partial_date(end)}) if end else None


def _phone(card: Card) -> Lines:
    return _plain(card.offer.contact_phone)


def _email(card: Card) -> Lines:
    return _plain(card.offer.contact_email)


def _web(card: Card) -> Lines:
    return _plain(card.offer.contact_url)


def _provider(card: Card) -> Lines:
    """The name as it stands on the door, and what the record adds."""
    name = in_words(card.offer.provider.name) if card.offer.provider else None
    note = card.text("provider_note")
    return [part for part in (name, note) if part] or None


def _verified(card: Card) -> Lines:
    offer = card.offer
    return (
        _plain(format_partial_date(offer.verified_on, offer.verified_on_precision))
        if offer.verified_on
        else None
    )


_TOLD: Mapping[str, Callable[[Card], Lines]] = {
    "where": _where,
    "when": _when,
    "places": _places,
    "wait": _wait,
    "languages": _languages,
    "cost": _cost,
    "child_care": _child_care,
    "access": _access,
    "for_whom": _for_whom,
    "who_pays": _who_pays,
    "valid": _valid,
    "phone": _phone,
    "email": _email,
    "web": _web,
    "provider": _provider,
    "verified": _verified,
}
LABELS: Mapping[str, Any] = {
    "where": gettext_lazy("Where"),
    "when": gettext_lazy("When"),
    "places": gettext_lazy("Places"),
    "wait": gettext_lazy("Waiting and next start"),
    "languages": gettext_lazy("Languages spoken there"),
    "cost": gettext_lazy("What it costs you"),
    "child_care": gettext_lazy("Child care during the offer"),
    "access": gettext_lazy("Without barriers"),
    "for_whom": gettext_lazy("For whom"),
    "who_pays": gettext_lazy("Who pays for the offer"),
    "valid": pgettext_lazy("period of an offer", "Valid"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("E-mail"),
    "web": gettext_lazy("Website"),
    "provider": gettext_lazy("Provider"),
    "verified": gettext_lazy("Newest source"),
}
LEFT_TO_RIGHT = frozenset({"phone", "email", "web"})
ON_CARD = ("where", "when", "places", "languages", "cost", "child_care")
ON_PAGE = (
    "for_whom", "provider", "where", "when", "places", "wait", "languages", "cost", "child_care", "access", "phone", "email",
    "web", "who_pays", "valid", "verified",
)  # fmt: skip
ALWAYS = frozenset({"for_whom", "where", "when", "places", "languages", "cost"})  # unknown or not
ON_LIST = (
    "for_whom",
    "provider",
    "where",
    "when",
    "places",
    "wait",
    "languages",
    "cost",
    "child_care",
    "access",
    "phone",
    "email",
    "web",
)


def on_card(card: Card) -> list[Fact]:
    """What decides at a glance; what is not known is left to the page."""
    return [fact for fact in facts(card, ON_CARD) if fact.lines]


def on_page(card: Card) -> list[Fact]:
    """What is known, and what everybody asks for even where it is not."""
    return [fact for fact in facts(card, ON_PAGE) if fact.lines or fact.key in ALWAYS]


def on_list(card: Card) -> list[Fact]:
    """What is compared side by side."""
    return facts(card, ON_LIST)


def not_known(card: Card) -> str:
    """What else is not known, in one line."""
    shown = {fact.key for fact in on_page(card)}
    return ", ".join(str(LABELS[key]) for key in ON_PAGE if key not in shown)
