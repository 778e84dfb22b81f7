"""What waits for the coordination, as numbers for tiles."""

from dataclasses import dataclass
from datetime import date

from gesamtplan.offers.queries.links import unpublished_offers
from gesamtplan.offers.queries.proposals import waiting_proposals
from gesamtplan.offers.queries.upkeep import due_offers


@dataclass(frozen=True)
class UpkeepCounts:
    """Offers that are due, proposals to be decided, offers that are not public."""

    due: int
    proposals: int
    unpublished: int


def upkeep_counts(today: date) -> UpkeepCounts:
    """Three queries."""
    return UpkeepCounts(
        due_offers(today).order_by().count(), waiting_proposals().count(), unpublished_offers().count()
    )
