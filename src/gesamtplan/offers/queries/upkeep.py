"""What has to be looked at again: places told too long ago, records not verified for too long."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from gesamtplan.offers.freshness import Standing, freshness
from gesamtplan.offers.models import Offer
from gesamtplan.parties.models import Organization


@dataclass(frozen=True, slots=True)
class Due:
    """An offer on its provider's list; `places` and `record` say what faded and when it was last told.

    `places` None: whoever comes is served, so nobody has to tell places. `asked_for`: somebody set this day.
    """

    offer: Offer
    provider: Organization | None
    places: Standing | None
    record: Standing
    asked_for: date | None


def record_standing(offer: Offer, today: date) -> Standing:
    """Whether the record was verified within the set time, by default 90 days."""
    return freshness(offer.verified_on, today, settings.RECORD_FRESH_DAYS)


def places_standing(offer: Offer, today: date) -> Standing | None:
    """Whether the figure of the whole offer is recent, by default 7 days; None where no place is needed."""
    return None if offer.is_drop_in else freshness(offer.places_on, today, settings.PLACES_FRESH_DAYS)


def checks_due(today: date, provider: str = "") -> list[Due]:
    """Public offers that are not over and have to be looked at, by provider and code; three queries."""
    rows = Offer.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today), is_public=True).told()
    if provider:
        rows = rows.filter(provider__code=provider)
    found = [_due(row, today) for row in rows.select_related("provider").order_by("provider__code", "code")]
    return [due for due in found if due]


def _due(offer: Offer, today: date) -> Due | None:
    places, record = places_standing(offer, today), record_standing(offer, today)
    asked_for = offer.check_due if offer.check_due and offer.check_due <= today else None
    if record.is_fresh and (places is None or places.is_fresh) and asked_for is None:
        return None
    return Due(offer, offer.provider, places, record, asked_for)
