"""The directory of offers."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from gesamtplan.core.readonly import reading
from gesamtplan.offers import queries
from gesamtplan.offers.models import Offer
from gesamtplan.web import filters
from gesamtplan.web.downloads import table_response
from gesamtplan.web.offers.rows import COLUMNS, download_row, offer_row, quantities, status_choices

PER_PAGE = 50


@login_not_required
@reading
def offers(request: HttpRequest) -> HttpResponse:
    """Offers, filtered by the address."""
    chosen = filters.chosen(request, "q", "kind", "provider", "status", "sort")
    found, today = queries.offers(**chosen), timezone.localdate()
    if form := filters.download_form(request):
        return table_response("offers", form, COLUMNS, (download_row(offer_row(row, today)) for row in found))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [offer_row(row, today) for row in page],
        "chosen": chosen,
        "kinds": [(kind.code, kind.name, n) for kind, n in queries.kinds_in_use()],
        "providers": [*queries.providers_in_use(), ("unknown", _("not known"))],
        "statuses": status_choices(),
    }
    return render(request, "web/offers/offers.html", context)


@login_not_required
@reading
def offer(request: HttpRequest, code: str) -> HttpResponse:
    """One offer: for whom, how many places, since when, who pays."""
    try:
        found = queries.offer(code)
    except Offer.DoesNotExist as missing:
        raise Http404 from missing
    context = {
        "row": offer_row(found, timezone.localdate()),
        "offer": found,
        "quantities": quantities(found),
        "similar": queries.same_kind(found)[:8],
    }
    return render(request, "web/offers/offer.html", context)
