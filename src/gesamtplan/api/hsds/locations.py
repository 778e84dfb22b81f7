"""Services at their places."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Query, Router

from gesamtplan.api.hsds.context import Context, context_of
from gesamtplan.api.hsds.objects import Data, service
from gesamtplan.api.hsds.paging import Language, answers, list_answers, one, page_of
from gesamtplan.api.hsds.places import at_site
from gesamtplan.api.hsds.rows import asked_for, service_rows
from gesamtplan.api.hsds.services import Narrowed
from gesamtplan.api.hsds.shapes import HsdsPage, ServiceAtLocation
from gesamtplan.api.versions import follows, offers_state
from gesamtplan.offers.models import OfferAtSite
from gesamtplan.offers.queries import public_offers

router = Router(tags=["Services at locations"])


@router.get(
    "/service_at_locations", summary="Services at places", **list_answers(HsdsPage[ServiceAtLocation])
)
@follows(offers_state)
def list_services_at_locations(request: HttpRequest, query: Query[Narrowed]) -> HttpResponseBase:
    """Where the services take place."""
    context = context_of(request, query.lang)
    offers = asked_for(public_offers().prefetch_related(None), query, context)
    rows = _rows(full=query.full).filter(offer__in=offers.order_by().values("pk"))
    if query.full:
        return page_of(request, rows, query, lambda row: whole(row, context))
    return page_of(request, rows, query, lambda row: at_site(row, row.offer, context, full=False))


@router.get("/service_at_locations/{id}", summary="One service at a place", **answers(ServiceAtLocation, 404))
@follows(offers_state)
def one_service_at_location(request: HttpRequest, id: UUID, query: Query[Language]) -> HttpResponseBase:  # noqa: A002 - the standard's name
    """A service at a place, with that place, its times and the service in full."""
    context = context_of(request, query.lang)
    pairs = OfferAtSite.objects.filter(offer__is_public=True).values_list("pk", "offer__code", "site__code")
    by_key = {f"{offer}/{site}": pk for pk, offer, site in pairs}
    key = context.ids.code("service_at_location", id, by_key)
    row = _rows(full=True).filter(pk=by_key[key]).first() if key else None
    if row is None:
        raise Http404(f"There is no service_at_location {id}. All: /api/hsds/v3/service_at_locations")
    return one(request, row, query, lambda found: whole(found, context))


def whole(row: OfferAtSite, context: Context) -> Data:
    """With the service as the standard's example has it, but without its other places."""
    found = service(row.offer, context, full=True)
    found.pop("service_at_locations", None)
    return at_site(row, row.offer, context, full=True) | {"service": found}


def _rows(*, full: bool) -> QuerySet[OfferAtSite]:
    rows = OfferAtSite.objects.filter(offer__is_public=True).select_related("site")
    rows = rows.order_by("offer__code", "site__code")
    return (
        rows.prefetch_related(Prefetch("offer", service_rows(full=True)))
        if full
        else rows.select_related("offer")
    )
