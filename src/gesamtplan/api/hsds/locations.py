"""Services at their places. The directory has no sites yet, so that the list is empty."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Field, Query, Router

from gesamtplan.api.hsds.paging import Language, Moment, Paging, answers, list_answers, page_of
from gesamtplan.api.hsds.shapes import HsdsPage, ServiceAtLocation
from gesamtplan.api.listing import check_names

router = Router(tags=["Services at locations"])


class PlaceQuery(Paging):
    """Services at places."""

    taxonomy_term_id: UUID | None = Field(None, description="of services with this term or one below it")
    taxonomy_id: UUID | None = Field(None, description="of services with any term of this taxonomy")
    organization_id: UUID | None = Field(None, description="of services of this organization")
    modified_after: Moment | None = Field(None, description="changed at or after this time")
    full: bool = Field(False, description="with place, times and service")


@router.get(
    "/service_at_locations", summary="Services at places", **list_answers(HsdsPage[ServiceAtLocation])
)
def list_services_at_locations(request: HttpRequest, query: Query[PlaceQuery]) -> HttpResponseBase:
    """Where the services take place."""
    return page_of(request, (), query, dict)


@router.get("/service_at_locations/{id}", summary="One service at a place", **answers(ServiceAtLocation, 404))
def one_service_at_location(request: HttpRequest, id: UUID, query: Query[Language]) -> HttpResponseBase:  # noqa: A002 - the standard's name
    """A service at a place with its times."""
    check_names(request, query)
    raise Http404(f"There is no service_at_location {id}. All: /api/hsds/v3/service_at_locations")
