"""One offer as list, page and file show it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.states import AmountPrecision
from gesamtplan.engine.entitlement.readers import kind_name, status_name, status_short
from gesamtplan.engine.entitlement.vocabulary import KINDS, STATUSES
from gesamtplan.kern.formats import format_amount, machine_date
from gesamtplan.offers.models import Offer
from gesamtplan.offers.queries import is_fresh
from gesamtplan.offers.states import EVERY_STATUS
from gesamtplan.web.downloads import Table, source_links


@dataclass(frozen=True)
class Cost:
    """One stated cost in EUR; `precision` as the source words it, `note` says per what, `time` when it was stated."""

    amount: Decimal | None
    precision: str
    note: LocalizedText | str
    time: str


@dataclass(frozen=True)
class OfferRow:
    """An offer with what has to be worked out to show it honestly; None is unknown throughout."""

    offer: Offer
    is_fresh: bool
    costs: tuple[Cost, ...]
    statuses: tuple[Any, ...] | None
    entitlement_kinds: tuple[LocalizedText, ...]


def status_choices() -> list[tuple[str, Any]]:
    """Residence statuses for a filter, in the order of the day-one matrix."""
    named = [(code, LocalizedText(status_short(code))) for code in STATUSES]
    return [*named, ("unknown", _("not known"))]


def offer_row(offer: Offer, on: dt.date) -> OfferRow:
    """The offer as it can be told on the day `on`."""
    admitted = None if offer.statuses is None else tuple(_status(code) for code in offer.statuses)
    kinds = dict.fromkeys([*offer.serves, *offer.kind.entitlement_kinds])
    named = tuple(LocalizedText(kind_name(code)) for code in kinds if code in KINDS)
    return OfferRow(offer, is_fresh(offer, on), tuple(_costs(offer.costs)), admitted, named)


def _status(code: str) -> Any:
    if code == EVERY_STATUS:
        return _("independent of residence status")
    return LocalizedText(status_name(code)) if code in STATUSES else code


def _costs(entries: Iterable[dict[str, Any]]) -> Iterable[Cost]:
    for entry in entries:
        amount, note = entry.get("amount"), entry.get("note") or ""
        yield Cost(
            amount=None if amount is None else Decimal(str(amount)),
            precision=entry.get("precision") or AmountPrecision.EXACT.value,
            note=_text(note),
            time=str(entry.get("date") or ""),
        )


def _text(value: object) -> LocalizedText | str:
    return LocalizedText(value) if isinstance(value, dict) else str(value)


@dataclass(frozen=True)
class Quantity:
    """A count that is not places: classes, sites, flats a year."""

    number: Any
    unit: LocalizedText | str
    time: str


def quantities(offer: Offer) -> list[Quantity]:
    """Counts that the sources give beside places."""
    return [
        Quantity(entry.get("value"), _text(entry.get("unit") or ""), str(entry.get("date") or ""))
        for entry in offer.quantities
    ]


def _cost_text(cost: Cost) -> str:
    amount = "?" if cost.amount is None else format_amount(cost.amount, cost.precision)
    return f"{amount} {cost.note}".strip()


def _places_on(offer: Offer) -> str | None:
    return machine_date(offer.places_on, offer.places_on_precision) if offer.places_on else None


YES_NO = {True: _("yes"), False: _("no")}
OFFERS = Table(
    "offers",
    (
        (_("Code"), lambda row: row.offer.code),
        (_("Title"), lambda row: row.offer.title),
        (_("Kind"), lambda row: row.offer.kind),
        (_("Provider"), lambda row: row.offer.provider or row.offer.provider_note),
        (_("Places"), lambda row: row.offer.places),
        (_("Unit"), lambda row: row.offer.places_unit),
        (_("Places as of"), lambda row: _places_on(row.offer)),
        (_("Cost"), lambda row: "; ".join(map(_cost_text, row.costs)) or None),
        (_("Who pays"), lambda row: row.offer.get_funding_level_display() or None),
        (_("Voluntary service"), lambda row: YES_NO.get(row.offer.is_voluntary)),
        (_("Valid from"), lambda row: row.offer.valid_from),
        (_("Valid to"), lambda row: row.offer.valid_to),
        (
            _("Residence statuses"),
            lambda row: None if row.statuses is None else "; ".join(map(str, row.statuses)),
        ),
        (_("Conditions"), lambda row: row.offer.eligibility_note),
        (_("Sources"), lambda row: source_links(row.offer)),
    ),
)
