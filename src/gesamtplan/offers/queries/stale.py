"""How much of the directory can be relied on: by provider and by field of action, counted by the database."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from gesamtplan.offers.models import OfferKind
from gesamtplan.offers.queries.upkeep import places_conditions, record_conditions, upkept_offers
from gesamtplan.offers.states import Told
from gesamtplan.parties.models import Organization

RECORDS, PLACES = "records", "places"
PLAIN = (Told.FRESH, Told.STALE, Told.NEVER)


@dataclass(frozen=True, slots=True)
class Share:
    """Offers of one provider or field; `records` and `places`: number by state, places also "not needed"."""

    offers: int
    records: dict[Told, int]
    places: dict[Told, int]

    def __add__(self, other: "Share") -> "Share":
        return Share(
            self.offers + other.offers,
            {state: n + other.records[state] for state, n in self.records.items()},
            {state: n + other.places[state] for state, n in self.places.items()},
        )

    @property
    def stale(self) -> float:
        """Part of all that has to be told and is not fresh, from 0 to 1: for sorting, worst first."""
        told = sum(self.records.values()) + sum(self.places.values()) - self.places[Told.NOT_NEEDED]
        fresh = self.records[Told.FRESH] + self.places[Told.FRESH]
        return 1 - fresh / told if told else 0.0


@dataclass(frozen=True, slots=True)
class StaleShares:
    """Of all public offers, by provider (None: not known) and by code of the field of action ("": none)."""

    total: Share
    providers: dict[Organization | None, Share]
    fields: dict[str, Share]


def stale_shares(today: date) -> StaleShares:
    """Three queries, however many offers; worst first."""
    rows = list(
        upkept_offers(today)
        .order_by()
        .values("provider_id", "kind_id")
        .annotate(offers=Count("pk"), **_counts(today))
    )
    shares = [(row["provider_id"], row["kind_id"], _share(row)) for row in rows]
    known = Organization.objects.in_bulk([key for key, _, _ in shares if key])
    fields = field_codes()
    return StaleShares(
        sum((share for _, _, share in shares), _empty()),
        _grouped(shares, lambda provider, _kind: known.get(provider) if provider else None),
        _grouped(shares, lambda _provider, kind: fields.get(kind, "")),
    )


def field_codes() -> dict[int, str]:
    """By key of a kind the code of its field of action: its own, or that of the nearest kind above it."""
    kinds = {row.pk: row for row in OfferKind.objects.all()}

    def code(row: OfferKind | None, depth: int = 0) -> str:
        if row is None or row.field_code or depth > len(kinds):
            return row.field_code if row else ""
        return code(kinds.get(row.parent_id) if row.parent_id else None, depth + 1)

    return {pk: code(row) for pk, row in kinds.items()}


def _counts(today: date) -> dict[str, Count]:
    named = {RECORDS: record_conditions(today), PLACES: places_conditions(today)}
    return {
        f"{what}_{state.name}": Count("pk", filter=condition)
        for what, conditions in named.items()
        for state, condition in conditions.items()
    }


def _share(row: Mapping[str, Any]) -> Share:
    return Share(
        row["offers"],
        {state: row[f"{RECORDS}_{state.name}"] for state in PLAIN},
        {state: row[f"{PLACES}_{state.name}"] for state in Told},
    )


def _empty() -> Share:
    return Share(0, dict.fromkeys(PLAIN, 0), dict.fromkeys(Told, 0))


def _grouped(shares: list[tuple[Any, Any, Share]], key: Callable[[Any, Any], Any]) -> dict[Any, Share]:
    found: dict[Hashable, Share] = {}
    for provider, kind, share in shares:
        name = key(provider, kind)
        found[name] = found.get(name, _empty()) + share
    return dict(sorted(found.items(), key=lambda one: (-one[1].stale, -one[1].offers, str(one[0] or ""))))
