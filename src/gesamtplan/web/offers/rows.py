"""One offer as list, page and download show it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.states import AmountPrecision
from gesamtplan.engine.entitlement.vocabulary import KINDS, STATUSES
from gesamtplan.kern.formats import format_amount, machine_date
from gesamtplan.offers.models import Offer
from gesamtplan.offers.queries import EVERY_STATUS, is_fresh

COLUMNS: tuple[Any, ...] = (
    _("Code"), _("Title"), _("Kind"), _("Provider"), _("Places"), _("Unit"), _("Places as of"), _("Cost"), _("Who pays"),
    _("Voluntary service"), _("Valid from"), _("Valid to"), _("Residence statuses"), _("Conditions"), _("Sources"),
)  # fmt: skip


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
    named = [(code, LocalizedText(status.short.as_data())) for code, status in STATUSES.items()]
    return [*named, ("unknown", _("not known"))]


def offer_row(offer: Offer, on: dt.date) -> OfferRow:
    """The offer as it can be told on the day `on`."""
    admitted = None if offer.statuses is None else tuple(_status(code) for code in offer.statuses)
    kinds = dict.fromkeys([*offer.serves, *offer.kind.entitlement_kinds])
    named = tuple(LocalizedText(KINDS[code].name.as_data()) for code in kinds if code in KINDS)
    return OfferRow(offer, is_fresh(offer, on), tuple(_costs(offer.costs)), admitted, named)


def _status(code: str) -> Any:
    if code == EVERY_STATUS:
        return _("independent of residence status")
    return LocalizedText(STATUSES[code].name.as_data()) if code in STATUSES else code


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


def download_row(row: OfferRow) -> tuple[Any, ...]:
    """One offer in the order of COLUMNS."""
    offer = row.offer
    return (
        offer.code,
        offer.title,
        offer.kind,
        offer.provider or offer.provider_note,
        offer.places,
        offer.places_unit,
        machine_date(offer.places_on, offer.places_on_precision) if offer.places_on else None,
        "; ".join(_cost_text(cost) for cost in row.costs) or None,
        offer.get_funding_level_display() or None,
        None if offer.is_voluntary is None else (_("yes") if offer.is_voluntary else _("no")),
        offer.valid_from,
        offer.valid_to,
        None if row.statuses is None else "; ".join(str(status) for status in row.statuses),
        offer.eligibility_note,
        ", ".join(source.url for source in offer.sources.all()) or None,
    )


def _cost_text(cost: Cost) -> str:
    amount = "?" if cost.amount is None else format_amount(cost.amount, cost.precision)
    return f"{amount} {cost.note}".strip()
