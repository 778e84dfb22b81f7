"""Texts of offers changed in another language: what is found and computed of these offers follows."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from gesamtplan.offers.models import Offer
from gesamtplan.offers.operations.changed import directory_changed, offers_changed

AT_ONCE = 500
# By kind of text (offers/translatable.py), the offers on whose pages it stands.
CONCERNED: Mapping[str, Callable[[Collection[str]], Q]] = {
    "offer": lambda keys: Q(code__in=keys),
    "offer-kind": lambda keys: Q(kind__code__in=keys),
    "places": lambda keys: Q(reports__in=[int(key) for key in keys]),
    "site": lambda keys: Q(at_sites__site__code__in=keys),
}


@transaction.atomic
def follow_texts(*, kind: str, keys: Collection[str], now: datetime, **_of_the_signal: object) -> None:
    """Receives `texts_changed`. Its audit row is that of the write which sent it."""
    if kind not in CONCERNED:
        return
    rows = Offer.objects.filter(CONCERNED[kind](keys))
    codes = sorted(set(rows.values_list("code", flat=True)))
    if not codes:  # the name of a kind that has no offers stands in filters all the same
        directory_changed(now=now)
    for start in range(0, len(codes), AT_ONCE):
        offers_changed(codes=codes[start : start + AT_ONCE], now=now)
