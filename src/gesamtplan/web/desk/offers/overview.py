"""How far the directory can be relied on, and which offers are due."""

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gesamtplan.core.readonly import reading
from gesamtplan.offers.queries.links import links
from gesamtplan.offers.queries.stale import stale_shares
from gesamtplan.offers.queries.upkeep import due_of, due_offers
from gesamtplan.offers.rules import RUN_UPKEEP
from gesamtplan.plan.queries.needs import field_names
from gesamtplan.web import filters
from gesamtplan.web.desk.offers.counts import upkeep_counts
from gesamtplan.web.desk.offers.shares import TABLE, all_rows, field_rows, provider_rows, segments


@require_safe
@permission_required(RUN_UPKEEP, raise_exception=True)
@reading
def overview(request: HttpRequest) -> HttpResponse:
    """Counts, the stale share by field of action and provider; as page or file."""
    today = localdate()
    shares, names = stale_shares(today), field_names()
    if form := filters.download_form(request):
        return TABLE.file(form, all_rows(shares, names))
    context = {
        "counts": upkeep_counts(today),
        "links": links().filter(revoked_at=None, expires_on__gte=today).count(),
        "total": shares.total,
        "legend": segments(shares.total.places),
        "fields": field_rows(shares, names),
        "page": filters.page_of(request, provider_rows(shares)),
        "places_days": settings.PLACES_FRESH_DAYS,
        "record_days": settings.RECORD_FRESH_DAYS,
    }
    return render(request, "web/desk/offers/overview.html", context)


@require_safe
@permission_required(RUN_UPKEEP, raise_exception=True)
@reading
def due(request: HttpRequest) -> HttpResponse:
    """Offers that have to be looked at, by provider, each with the way to a link."""
    today = localdate()
    page = filters.page_of(request, due_offers(today))
    page.object_list = [found for row in page if (found := due_of(row, today))]
    return render(request, "web/desk/offers/due.html", {"page": page})
