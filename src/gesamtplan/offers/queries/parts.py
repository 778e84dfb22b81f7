"""Offers with everything that belongs to them, for answers that print it: one query for each table."""

from django.db.models import Prefetch, QuerySet

from gesamtplan.offers.models import CapacityReport, Offer, OfferAtSite, Schedule


def in_full(rows: QuerySet[Offer]) -> QuerySet[Offer]:
    """With criteria, sites, times, sources and the current line of each figure (as `lines`); five queries more."""
    lines = CapacityReport.objects.current().select_related("site").order_by("pk")
    places = (
        OfferAtSite.objects.select_related("site__area").defer("site__area__geometry").order_by("site__code")
    )
    times = Schedule.objects.select_related("site").order_by("valid_from", "starts_at", "pk")
    return rows.prefetch_related(None).prefetch_related(
        "criteria",
        "sources",
        Prefetch("at_sites", places),
        Prefetch("reports", lines, to_attr="lines"),
        Prefetch("schedules", times),
    )
