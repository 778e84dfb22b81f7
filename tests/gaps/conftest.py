"""The directory without what Munich offers, so that each test states its own offers."""

import pytest

from gesamtplan.gaps.models import Assessment
from gesamtplan.offers.models import Offer, OfferKind


@pytest.fixture
def directory(db: None) -> None:
    """No public offer, no kind that applies, no assessment."""
    Offer.objects.update(is_public=False)
    OfferKind.objects.update(entitlement_kinds=[])
    Assessment.objects.all().delete()
