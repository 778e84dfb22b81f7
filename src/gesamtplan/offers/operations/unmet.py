"""Counts what was looked for and not found."""

from datetime import date

from django.db import transaction
from django.db.models import F

from gesamtplan.offers.models import UnmetSearch


@transaction.atomic
def count_unmet(*, kind: str, area: str, on: date) -> None:
    """One search more of this kind in this district and month; no audit row, since that would hold the moment.

    Of an area only the district is kept: "05.1" counts for "05".
    """
    key = {"kind": kind, "area": area.partition(".")[0], "month": on.replace(day=1)}
    if not UnmetSearch.objects.filter(**key).update(searches=F("searches") + 1):
        UnmetSearch.objects.create(**key, searches=1)
