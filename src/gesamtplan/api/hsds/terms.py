"""Taxonomies and their terms."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Field, Query, Router

from gesamtplan.api.hsds.context import Context, context_of
from gesamtplan.api.hsds.objects import Data, taxonomy, taxonomy_term
from gesamtplan.api.hsds.paging import Language, Paging, answers, list_answers, one, page_of
from gesamtplan.api.hsds.shapes import HsdsPage, Taxonomy, TaxonomyTerm
from gesamtplan.api.hsds.taxonomies import TAXONOMIES, Term
from gesamtplan.api.versions import follows, offers_state
from gesamtplan.core.fields import LocalizedText

router = Router(tags=["Taxonomies"])


class TermQuery(Paging):
    """Terms."""

    taxonomy_id: UUID | None = Field(None, description="of this taxonomy")
    top_only: bool = Field(False, description="only those at the top of their tree")
    parent_id: UUID | None = Field(None, description="directly below this term")


@router.get("/taxonomies", summary="Taxonomies", **list_answers(HsdsPage[Taxonomy]))
@follows(offers_state)
def list_taxonomies(request: HttpRequest, query: Query[Paging]) -> HttpResponseBase:
    """Kinds of offer, target groups, residence statuses."""
    context = context_of(request, query.lang)
    found = [code for code, texts in TAXONOMIES.items() if _says(query.search, code, *texts)]
    return page_of(request, found, query, lambda code: taxonomy(code, context))


@router.get("/taxonomies/{id}", summary="One taxonomy", **answers(Taxonomy, 404))
@follows(offers_state)
def one_taxonomy(request: HttpRequest, id: UUID, query: Query[Language]) -> HttpResponseBase:  # noqa: A002 - the standard's name
    """A taxonomy; its terms are in taxonomy_terms."""
    context = context_of(request, query.lang)
    code = context.ids.code("taxonomy", id, TAXONOMIES)
    if code is None:
        raise Http404(f"There is no taxonomy {id}. All taxonomies: /api/hsds/v3/taxonomies")
    return one(request, code, query, lambda found: taxonomy(found, context))


@router.get("/taxonomy_terms", summary="Terms", **list_answers(HsdsPage[TaxonomyTerm]))
@follows(offers_state)
def list_terms(request: HttpRequest, query: Query[TermQuery]) -> HttpResponseBase:
    """Terms of all taxonomies, or of one."""
    context = context_of(request, query.lang)
    found = [term for term in context.terms.values() if _fits(term, query, context)]
    return page_of(request, found, query, lambda term: taxonomy_term(term, context))


@router.get("/taxonomy_terms/{id}", summary="One term", **answers(TaxonomyTerm, 404))
@follows(offers_state)
def one_term(request: HttpRequest, id: UUID, query: Query[Language]) -> HttpResponseBase:  # noqa: A002 - the standard's name
    """A term with its taxonomy."""
    context = context_of(request, query.lang)
    terms = {term.key: term for term in context.terms.values()}
    key = context.ids.code("taxonomy_term", id, terms)
    if key is None:
        raise Http404(f"There is no term {id}. All terms: /api/hsds/v3/taxonomy_terms")
    return one(request, terms[key], query, lambda term: _detailed(term, context))


def _detailed(term: Term, context: Context) -> Data:
    return taxonomy_term(term, context) | {"taxonomy_detail": taxonomy(term.taxonomy, context)}


def _fits(term: Term, query: TermQuery, context: Context) -> bool:
    above = context.ids.of("taxonomy_term", f"{term.taxonomy}/{term.parent}") if term.parent else None
    return (
        (not query.top_only or above is None)
        and (query.parent_id is None or above == str(query.parent_id))
        and (query.taxonomy_id is None or context.ids.of("taxonomy", term.taxonomy) == str(query.taxonomy_id))
        and _says(query.search, term.code, term.name)
    )


def _says(asked: str | None, code: str, *texts: LocalizedText) -> bool:
    said = " ".join([code, *(words for text in texts for words in text.values())]).casefold()
    return all(word in said for word in (asked or "").casefold().split())
