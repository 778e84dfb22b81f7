"""Organizations; persons to speak to are not published here."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Field, Query, Router

from gesamtplan.api.hsds.context import Context, context_of
from gesamtplan.api.hsds.objects import Data, organization, service
from gesamtplan.api.hsds.paging import Language, Paging, answers, list_answers, one, page_of
from gesamtplan.api.hsds.rows import service_rows
from gesamtplan.api.hsds.services import codes_of
from gesamtplan.api.hsds.shapes import HsdsPage
from gesamtplan.api.hsds.shapes import Organization as OrganizationShape
from gesamtplan.api.versions import follows, offers_state
from gesamtplan.core.search import words_found
from gesamtplan.parties.models import Organization

router = Router(tags=["Organizations"])
TEXTS = ("code", "short_name", "name__de", "name__en", "role__de", "role__en")


class Nested(Language):
    """How much of the services an organization brings along."""

    full_service: bool = Field(False, description="its services in full, not only their plain fields")


class OrganizationQuery(Paging):
    """Organizations."""

    full: bool = Field(False, description="with the services of each")
    full_service: bool = Field(False, description="with the services of each in full")
    taxonomy_term_id: UUID | None = Field(None, description="no organization has a term: an empty list")
    taxonomy_id: UUID | None = Field(None, description="no organization has a term: an empty list")


@router.get("/organizations", summary="Organizations", **list_answers(HsdsPage[OrganizationShape]))
@follows(offers_state)
def list_organizations(request: HttpRequest, query: Query[OrganizationQuery]) -> HttpResponseBase:
    """All organizations of the plan, those without an offer too."""
    context = context_of(request, query.lang)
    rows = organization_rows(services=query.full or query.full_service)
    rows = rows.filter(words_found(query.search or "", TEXTS)).order_by("code")
    if query.taxonomy_term_id or query.taxonomy_id:
        rows = rows.none()
    nested = query.full or query.full_service
    return page_of(
        request,
        rows,
        query,
        lambda row: (
            whole(row, context, query.full_service) if nested else organization(row, context, brief=False)
        ),
    )


@router.get("/organizations/{id}", summary="One organization", **answers(OrganizationShape, 404))
@follows(offers_state)
def one_organization(request: HttpRequest, id: UUID, query: Query[Nested]) -> HttpResponseBase:  # noqa: A002 - the standard's name
    """An organization with its services."""
    context = context_of(request, query.lang)
    code = context.ids.code("organization", id, codes_of(Organization.objects.all()))
    row = organization_rows(services=True).filter(code=code).first()
    if row is None:
        raise Http404(f"There is no organization {id}. All organizations: /api/hsds/v3/organizations")
    return one(request, row, query, lambda found: whole(found, context, query.full_service))


def whole(row: Organization, context: Context, full_service: bool) -> Data:
    """An organization with its services; nobody has to ask for the provider of these."""
    services = [service(offer, context, full=full_service) for offer in row.offers.all()]
    plain = organization(row, context, brief=False)
    return plain | {"services": services} if services else plain


def organization_rows(*, services: bool) -> QuerySet[Organization]:
    """Organizations with everything an object shows."""
    rows = Organization.objects.select_related("parent").prefetch_related("sources")
    return rows.prefetch_related(Prefetch("offers", service_rows(full=True))) if services else rows
