"""Organizations that take part. Persons are not published here."""

from typing import Literal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from gesamtplan.api.addresses import api_address, page_address
from gesamtplan.api.listing import Page, Paging, Reading, answers, found_or_404, item_of, narrowed, page_of
from gesamtplan.api.shapes import Asked, Code, SourceRef, Words
from gesamtplan.core.search import words_found
from gesamtplan.parties.models import Organization
from gesamtplan.parties.states import OrganizationKind

router = Router(tags=["Organizations and offers"])
TEXTS = ("code", "short_name", "name__de", "name__en", "role__de", "role__en")


class OrganizationOut(Schema):
    """A department, authority, provider, association or network."""

    code: str
    name: Words
    short_name: str | None
    kind: OrganizationKind
    parent: str | None = Field(description="code of the organization it belongs to")
    is_department: bool = Field(description="a department (Referat) of the city")
    role: Words | None
    note: Words | None
    in_project: bool | None = Field(description="took part in the project; null is unknown")
    sources: list[SourceRef]
    url: str
    page: str | None = Field(description="page for people")

    @staticmethod
    def resolve_short_name(row: Organization) -> str | None:
        return row.short_name or None

    @staticmethod
    def resolve_parent(row: Organization) -> str | None:
        return row.parent.code if row.parent else None

    @staticmethod
    def resolve_url(row: Organization) -> str:
        return api_address("organizations", row.code)

    @staticmethod
    def resolve_page(row: Organization) -> str | None:
        return page_address("web:organization", row.code)


class OrganizationQuery(Paging):
    """Organizations."""

    kind: OrganizationKind | None = None
    department: bool | None = Field(None, description="true: departments of the city only")
    in_project: bool | None = Field(None, description="true: those known to have taken part")
    q: Asked | None = Field(None, description="words in code, name, role")
    order: Literal["code", "-code", "kind", "-kind", "name", "-name"] = "code"


@router.get("/organizations", summary="Organizations", **answers(Page[OrganizationOut]))
def list_organizations(request: HttpRequest, query: Query[OrganizationQuery]) -> HttpResponse:
    """Organizations by kind and part in the project."""
    rows = narrowed(
        organization_rows(), kind=query.kind, is_department=query.department, in_project=query.in_project
    )
    rows = rows.filter(words_found(query.q or "", TEXTS))
    return page_of(request, rows, query, OrganizationOut, {"name": "name__de"})


@router.get("/organizations/{code}", summary="One organization", **answers(OrganizationOut, 404))
def one_organization(request: HttpRequest, code: Code, query: Query[Reading]) -> HttpResponse:
    """An organization by its code."""
    row = found_or_404(organization_rows(), "organization", "organizations", code)
    return item_of(request, row, query, OrganizationOut)


def organization_rows() -> QuerySet[Organization]:
    """Organizations with everything an item shows."""
    return Organization.objects.select_related("parent").prefetch_related("sources")
