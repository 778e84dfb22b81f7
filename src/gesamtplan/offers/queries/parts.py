"""Offers with what belongs to them, for answers that print a page of them: one query for each table."""

from django.db.models import Prefetch, QuerySet

from gesamtplan.offers.models import CapacityReport, Offer, OfferAtSite, Schedule


def in_short(rows: QuerySet[Offer]) -> QuerySet[Offer]:
    """With criteria, sites and the current line of each figure (as `lines`); without the long texts and sources."""
    lines = CapacityReport.objects.current().select_related("site").order_by("pk")
    places = (
        OfferAtSite.objects.select_related("site__area").defer("site__area__geometry").order_by("site__code")
    )
    rows = rows.prefetch_related(None).prefetch_related(
        "criteria", Prefetch("at_sites", places), Prefetch("reports", lines, to_attr="lines")
    )
    return rows.defer(
        "description", "eligibility_note", "provider_note", "languages_note", "fee_note", "costs"
    )


def in_full(rows: QuerySet[Offer]) -> QuerySet[Offer]:
    """With times and sources, too."""
    times = Schedule.objects.select_related("site").order_by("valid_from", "starts_at", "pk")
    return in_short(rows).defer(None).prefetch_related("sources", Prefetch("schedules", times))
