"""Reads of what all rooms share."""

from django.db.models import QuerySet

from gesamtplan.core.models import Source

SOURCE_ORDERS = frozenset({"code", "title", "date", "kind", "partisan"})


def all_sources(sort: str = "", text: str = "") -> QuerySet[Source]:
    """Every source by one of SOURCE_ORDERS (a minus turns it); `text` is sought in title and address."""
    found = Source.objects.all()
    if text:
        found = found.filter(title__icontains=text) | found.filter(url__icontains=text)
    return found.order_by(sort, "code") if sort.removeprefix("-") in SOURCE_ORDERS else found.order_by("code")
