"""An offer of which everything is known."""

import datetime as dt
from typing import Any

from django.utils import timezone

from gesamtplan.offers.models import CapacityReport, Eligibility, Offer, OfferAtSite, Schedule, Site

KNOWN: dict[str, Any] = {
    "statuses": ["p24", "gestattung"],
    "languages": ["de", "uk"],
    "languages_note": {"de": "montags", "en": "on Mondays"},
    "target_groups": ["children"],
    "child_care": True,
    "fee": "12.50",
    "fee_note": {"de": "im Monat", "en": "a month"},
    "funding_level": "city",
    "is_voluntary": True,
    "funding_ends_on": dt.date(2027, 12, 1),
    "funding_ends_on_precision": "month",
    "places_unit": {"de": "Plätze", "en": "places"},
    "eligibility_note": {"de": "nach Anmeldung", "en": "after registration"},
    "contact_phone": "089 233-1",
    "contact_email": "kurs@example.org",
    "contact_url": "https://example.org/kurs",
}
RULES = ("FREQ=WEEKLY;BYDAY=MO,WE;INTERVAL=2;UNTIL=20301231", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1", "")


def furnish(offer: Offer) -> Site:
    """Gives the offer a site, times at it and everywhere, conditions, and fresh places there."""
    today = timezone.localdate()
    Offer.objects.filter(pk=offer.pk).update(verified_on=today)
    site = Site.objects.create(
        code="test-house", name={"de": "Haus", "en": "House"}, street="Hauptstraße 1", postal_code="80331",
        town="München", longitude=11.5, latitude=48.1, accessibility={"lift": True, "toilet": False},
        accessibility_note={"de": "Klingel links", "en": "Bell on the left"},
    )  # fmt: skip
    OfferAtSite.objects.create(offer=offer, site=site, note={"de": "Hof", "en": "Yard"})
    for place, rule in enumerate(RULES):
        Schedule.objects.create(
            offer=offer, site=site if place == 0 else None, rule=rule, starts_at=dt.time(18), ends_at=dt.time(20),
            valid_from=dt.date(2026, 5, 1), exceptions=["2026-12-24"], note={"de": "abends", "en": "evenings"},
        )  # fmt: skip
    Eligibility.objects.create(offer=offer, criterion="age", answer="required", values={"from": 16, "to": 27})
    Eligibility.objects.create(offer=offer, criterion="sex", answer="none-required")
    CapacityReport.objects.create(
        offer=offer, site=site, target_group="children", places=20, taken=15, waiting=4, channel="import",
        next_start=today + dt.timedelta(days=9), as_of=today, created_at=timezone.now(),
    )  # fmt: skip
    return site
