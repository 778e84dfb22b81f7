"""Bodies of the council and of the project."""

from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from gesamtplan.api.addresses import api_address, page_address
from gesamtplan.api.listing import Page, Paging, Reading, answers, found_or_404, item_of, narrowed, page_of
from gesamtplan.api.shapes import Asked, Code, SourceRef, Words
from gesamtplan.core.search import words_found
from gesamtplan.council.models import Committee
from gesamtplan.council.queries import NAME
from gesamtplan.council.states import CommitteeKind

router = Router(tags=["Council"])


class CommitteeOut(Schema):
    """A body (Gremium); OParl calls it Organization."""

    code: str
    name: Words
    kind: CommitteeKind
    parent: str | None = Field(description="code of the body it belongs to")
    role: Words | None
    facts: Any = Field(description="what else is known of it")
    is_project_body: bool = Field(description="false: only named as the place of a vote")
    sources: list[SourceRef]
    url: str
    page: str | None = Field(description="page for people")

    @staticmethod
    def resolve_parent(row: Committee) -> str | None:
        return row.parent.code if row.parent else None

    @staticmethod
    def resolve_url(row: Committee) -> str:
        return api_address("committees", row.code)

    @staticmethod
    def resolve_page(row: Committee) -> str | None:
        return page_address("web:committee", row.code)


class CommitteeQuery(Paging):
    """Bodies."""

    kind: CommitteeKind | None = None
    project: bool | None = Field(None, description="true: bodies of the project only")
    q: Asked | None = Field(None, description="words in code, name, role")
    order: Literal["code", "-code", "kind", "-kind", "name", "-name"] = "code"


@router.get("/committees", summary="Bodies", **answers(Page[CommitteeOut]))
def list_committees(request: HttpRequest, query: Query[CommitteeQuery]) -> HttpResponse:
    """Committees, working groups and other bodies."""
    rows = narrowed(committee_rows(), kind=query.kind, is_project_body=query.project)
    rows = rows.filter(words_found(query.q or "", NAME))
    return page_of(request, rows, query, CommitteeOut, {"name": "name__de"})


@router.get("/committees/{code}", summary="One body", **answers(CommitteeOut, 404))
def one_committee(request: HttpRequest, code: Code, query: Query[Reading]) -> HttpResponse:
    """A body by its code."""
    return item_of(request, found_or_404(committee_rows(), "body", "committees", code), query, CommitteeOut)


def committee_rows() -> QuerySet[Committee]:
    """Bodies with everything an item shows."""
    return Committee.objects.select_related("parent").prefetch_related("sources")
