"""Unmet demand as it may be shown: a small count is told as small, never as a number."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from gesamtplan.offers.models import UnmetSearch


@dataclass(frozen=True, slots=True)
class Unmet:
    """`searches` None: fewer than the threshold. `kind`, `area`: codes, empty = not said."""

    kind: str
    area: str
    month: date
    searches: int | None


def unmet_demand() -> list[Unmet]:
    """By month, most searches first; one query. Totals are not told: they would give small counts away."""
    rows = UnmetSearch.objects.order_by("-month", "-searches", "kind", "area")
    return [Unmet(row.kind, row.area, row.month, _shown(row.searches)) for row in rows]


def _shown(searches: int) -> int | None:
    return searches if searches >= settings.DISCLOSURE_THRESHOLD else None
