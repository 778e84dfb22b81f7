"""Public offers with what their objects show, and which of them were asked for."""

import datetime as dt
from typing import Protocol
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast

from gesamtplan.api.hsds.context import Context
from gesamtplan.api.hsds.taxonomies import GROUPS, KINDS, STATUS_LIST, Term
from gesamtplan.core.search import words_found
from gesamtplan.offers.models import CapacityReport, Offer, OfferAtSite
from gesamtplan.offers.queries import public_offers
from gesamtplan.offers.queries.listing import TEXT

LINKED = {GROUPS: "target_groups", STATUS_LIST: "asked_status__values"}


class Asked(Protocol):
    """What may be asked of services and of services at places."""

    search: str | None
    taxonomy_term_id: UUID | None
    taxonomy_id: UUID | None
    organization_id: UUID | None
    modified_after: dt.datetime | None


def service_rows(*, full: bool) -> QuerySet[Offer]:
    """Public offers by code; `full`: with sites and times."""
    told = CapacityReport.objects.current().select_related("site").order_by("pk")
    known = ("criteria", Prefetch("reports", told, to_attr="lines"))
    places = OfferAtSite.objects.select_related("site").order_by("site__code")
    linked = ("sources", "schedules", Prefetch("at_sites", places)) if full else ()
    return public_offers().prefetch_related(None).prefetch_related(*known, *linked).order_by("code")


def asked_for(rows: QuerySet[Offer], query: Asked, context: Context) -> QuerySet[Offer]:
    """Only those that fit the question."""
    rows = rows.filter(words_found(query.search or "", TEXT))
    if query.modified_after:
        rows = rows.filter(modified_at__gte=query.modified_after)
    if query.organization_id:
        codes = set(public_offers().exclude(provider=None).values_list("provider__code", flat=True))
        rows = rows.filter(
            provider__code__in=[context.ids.code("organization", query.organization_id, codes)]
        )
    if query.taxonomy_id:
        of = str(query.taxonomy_id)
        rows = _with_any(
            rows, [t for t in context.terms.values() if context.ids.of("taxonomy", t.taxonomy) == of]
        )
    if query.taxonomy_term_id:
        key = context.ids.code(
            "taxonomy_term", query.taxonomy_term_id, (t.key for t in context.terms.values())
        )
        top = next((term for term in context.terms.values() if term.key == key), None)
        rows = _with_any(rows, [term for term in context.terms.values() if top and _lies_below(term, top)])
    return rows


def _lies_below(term: Term, top: Term) -> bool:
    """True for the term itself, too."""
    return term.taxonomy == top.taxonomy and top.code in term.path


def _with_any(rows: QuerySet[Offer], terms: list[Term]) -> QuerySet[Offer]:
    """Offers that have one of the terms; none where there is no such term."""
    wanted = Q(kind__code__in=[term.code for term in terms if term.taxonomy == KINDS])
    for taxonomy, column in LINKED.items():
        # a JSON list as text: SQLite cannot ask a JSON column what it contains
        rows = rows.alias(**{f"{column.partition('__')[0]}_text": Cast(column, TextField())})
        for term in terms:
            if term.taxonomy == taxonomy:
                wanted |= Q(**{f"{column.partition('__')[0]}_text__contains": f'"{term.code}"'})
    return rows.filter(wanted)
