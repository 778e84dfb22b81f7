"""Services: the public offers of the directory."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Field, Query, Router

from gesamtplan.api.hsds.context import Context, context_of, known
from gesamtplan.api.hsds.objects import service
from gesamtplan.api.hsds.paging import Language, Moment, Paging, answers, list_answers, one, page_of, stream
from gesamtplan.api.hsds.shapes import HsdsPage, MinimalService, Service
from gesamtplan.api.hsds.taxonomies import GROUPS, KINDS, STATUS_LIST, Term
from gesamtplan.api.listing import check_names
from gesamtplan.offers.models import Offer
from gesamtplan.offers.queries import offers, public_offers

router = Router(tags=["Services"])
ALL_AT_ONCE = 10_000
LINKED = {GROUPS: "target_groups", STATUS_LIST: "statuses"}


class ServiceQuery(Paging):
    """Services."""

    taxonomy_term_id: UUID | None = Field(None, description="with this term or one below it")
    taxonomy_id: UUID | None = Field(None, description="with any term of this taxonomy")
    organization_id: UUID | None = Field(None, description="provided by this organization")
    modified_after: Moment | None = Field(None, description="changed at or after this time")
    minimal: bool = Field(False, description=f"only id and time of change, up to {ALL_AT_ONCE} a page")
    full: bool = Field(False, description="with all linked objects and the whole profile")


@router.get("/services", summary="Services", **list_answers(HsdsPage[Service] | HsdsPage[MinimalService]))
def list_services(request: HttpRequest, query: Query[ServiceQuery]) -> HttpResponseBase:
    """Public offers. With `minimal` all of them on one page, to see what has changed."""
    context = context_of(request, query.lang)
    rows = _asked_for(query, context)
    if query.minimal:
        query.per_page = ALL_AT_ONCE
        return page_of(request, rows.prefetch_related(None), query, lambda row: _minimal(row, context))
    if not query.full:
        rows = rows.prefetch_related(None)
    return page_of(request, rows, query, lambda row: service(row, context, full=query.full))


@router.get("/services.ndjson", summary="All services, one a line", **list_answers(Service))
def export_services(request: HttpRequest, query: Query[Language]) -> HttpResponseBase:
    """Every public offer in full as NDJSON, streamed: memory does not grow with their number."""
    check_names(request, query)
    context = context_of(request, query.lang)
    return stream(public_offers().order_by("code"), lambda row: service(row, context, full=True), query.lang)


@router.get("/services/{id}", summary="One service", **answers(Service, 404))
def one_service(request: HttpRequest, id: UUID, query: Query[Language]) -> HttpResponseBase:  # noqa: A002 - the standard's name
    """An offer with everything that is linked to it."""
    context = context_of(request, query.lang)
    code = context.ids.code("service", id, codes_of(public_offers()))
    row = public_offers().filter(code=code).first()
    if row is None:
        raise Http404(f"There is no service {id}. All services: /api/hsds/v3/services")
    return one(request, row, query, lambda found: service(found, context, full=True))


def codes_of(rows: QuerySet[Any]) -> Iterable[str]:
    """All codes, without reading the rows."""
    return rows.order_by().prefetch_related(None).values_list("code", flat=True)


def _minimal(row: Offer, context: Context) -> dict[str, Any]:
    changed = context.loaded_at.isoformat() if context.loaded_at else None
    return known(id=context.ids.of("service", row.code), modified_date=changed)


def _asked_for(query: ServiceQuery, context: Context) -> QuerySet[Offer]:
    rows = offers(query.search or "").filter(_changed(query.modified_after, context))
    if query.organization_id:
        codes = public_offers().exclude(provider=None).values_list("provider__code", flat=True)
        rows = rows.filter(
            provider__code__in=[context.ids.code("organization", query.organization_id, set(codes))]
        )
    if query.taxonomy_id:
        rows = _with_any(
            rows,
            [
                term
                for term in context.terms.values()
                if _is(context, "taxonomy", term.taxonomy, query.taxonomy_id)
            ],
        )
    if query.taxonomy_term_id:
        found = [
            term
            for term in context.terms.values()
            if _is(context, "taxonomy_term", term.key, query.taxonomy_term_id)
        ]
        below = [term for term in context.terms.values() for top in found if _lies_below(term, top)]
        rows = _with_any(rows, below)
    return rows


def _is(context: Context, kind: str, code: str, wanted: UUID) -> bool:
    return context.ids.of(kind, code) == str(wanted)


def _lies_below(term: Term, top: Term) -> bool:
    """True for the term itself, too."""
    return term.taxonomy == top.taxonomy and top.code in term.path


def _with_any(rows: QuerySet[Offer], terms: list[Term]) -> QuerySet[Offer]:
    """Offers that have one of the terms; none where there is no such term."""
    wanted = Q(kind__code__in=[term.code for term in terms if term.taxonomy == KINDS])
    for taxonomy, column in LINKED.items():
        # a JSON list as text: SQLite cannot ask a JSON column what it contains
        rows = rows.alias(**{f"{column}_text": Cast(column, TextField())})
        for term in terms:
            if term.taxonomy == taxonomy:
                wanted |= Q(**{f"{column}_text__contains": f'"{term.code}"'})
    return rows.filter(wanted)


def _changed(after: dt.datetime | None, context: Context) -> Q:
    """Everything was changed when it was last taken over."""
    if after is None or (context.loaded_at and context.loaded_at >= after):
        return Q()
    return Q(pk__in=())
