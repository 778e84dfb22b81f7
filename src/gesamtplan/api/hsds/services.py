"""Services: the public offers of the directory."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Field, Query, Router

from gesamtplan.api.hsds.context import Context, context_of
from gesamtplan.api.hsds.objects import service
from gesamtplan.api.hsds.paging import Language, Paging, answers, list_answers, one, page_of
from gesamtplan.api.hsds.rows import asked_for, service_rows
from gesamtplan.api.hsds.shapes import HsdsPage, MinimalService, Service
from gesamtplan.api.listing import check_names
from gesamtplan.api.shapes import Moment
from gesamtplan.api.streams import stream
from gesamtplan.api.versions import follows, offers_state
from gesamtplan.offers.models import Offer

router = Router(tags=["Services"])
ALL_AT_ONCE = 10_000


class Narrowed(Paging):
    """What narrows services and services at places."""

    taxonomy_term_id: UUID | None = Field(None, description="of services with this term or one below it")
    taxonomy_id: UUID | None = Field(None, description="of services with any term of this taxonomy")
    organization_id: UUID | None = Field(None, description="of services of this organization")
    modified_after: Moment | None = Field(None, description="changed at or after this time")
    full: bool = Field(False, description="with all linked objects and the whole profile")


class ServiceQuery(Narrowed):
    """Services."""

    minimal: bool = Field(False, description=f"only id and time of change, up to {ALL_AT_ONCE} a page")


@router.get("/services", summary="Services", **list_answers(HsdsPage[Service] | HsdsPage[MinimalService]))
@follows(offers_state)
def list_services(request: HttpRequest, query: Query[ServiceQuery]) -> HttpResponseBase:
    """Public offers. With `minimal` all of them on one page, to see what has changed."""
    context = context_of(request, query.lang)
    rows = asked_for(service_rows(full=query.full), query, context)
    if query.minimal:
        query.per_page = ALL_AT_ONCE
        slim = (
            Offer.objects.filter(pk__in=rows.order_by().values("pk"))
            .only("code", "modified_at")
            .order_by("code")
        )
        return page_of(request, slim, query, lambda row: _minimal(row, context))
    return page_of(request, rows, query, lambda row: service(row, context, full=query.full))


@router.get("/services.ndjson", summary="All services, one a line", **list_answers(Service))
@follows(offers_state)
def export_services(request: HttpRequest, query: Query[Language]) -> HttpResponseBase:
    """Every public offer in full as NDJSON, streamed: memory does not grow with their number."""
    check_names(request, query)
    context = context_of(request, query.lang)
    return stream(service_rows(full=True), lambda row: service(row, context, full=True), query.lang)


@router.get("/services/{id}", summary="One service", **answers(Service, 404))
@follows(offers_state)
def one_service(request: HttpRequest, id: UUID, query: Query[Language]) -> HttpResponseBase:  # noqa: A002 - the standard's name
    """An offer with everything that is linked to it."""
    context = context_of(request, query.lang)
    rows = service_rows(full=True)
    row = rows.filter(code=context.ids.code("service", id, codes_of(rows))).first()
    if row is None:
        raise Http404(f"There is no service {id}. All services: /api/hsds/v3/services")
    return one(request, row, query, lambda found: service(found, context, full=True))


def codes_of(rows: QuerySet[Any]) -> Iterable[str]:
    """All codes, without reading the rows."""
    return rows.order_by().prefetch_related(None).values_list("code", flat=True)


def _minimal(row: Offer, context: Context) -> dict[str, Any]:
    return {"id": context.ids.of("service", row.code), "modified_date": row.modified_at.isoformat()}
