"""What every operation does last that changed offers: say when, raise the version of the directory, renew the search."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import F

from gesamtplan.offers.models import DirectoryVersion, Offer
from gesamtplan.offers.search import index_offers


def offers_changed(*, codes: Collection[str], now: datetime, texts: bool = True) -> None:
    """Call it inside the transaction that changed these offers, or anything that belongs to them.

    `texts` false: nothing that the search finds has changed, e.g. only figures of places.
    """
    if not codes:
        return
    Offer.objects.filter(code__in=codes).update(modified_at=now)
    directory_changed(now=now)
    if texts:
        index_offers(codes)


def directory_changed(*, now: datetime) -> None:
    """What many offers share was changed, e.g. the tree of kinds: everything computed from it is old."""
    if not DirectoryVersion.objects.filter(pk=1).update(number=F("number") + 1, changed_at=now):
        DirectoryVersion.objects.create(pk=1, number=1, changed_at=now)
