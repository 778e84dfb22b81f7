"""One search over everything public."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from gesamtplan.api.addresses import page_address
from gesamtplan.api.listing import Page, Paging, answers, check_names, frame_of, items_of, write
from gesamtplan.api.shapes import Asked
from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.search_index import queries
from gesamtplan.core.search_index.results import Hit, SearchResult

router = Router(tags=["Search"])


class MarkedPart(Schema):
    """A piece of text."""

    text: str
    is_hit: bool = Field(description="true: a word that was asked for")


class FoundOut(Schema):
    """A row that was found. Its texts are in the language asked for, or in the one in which they were found."""

    kind: str = Field(
        description="need, measure, offer, resolution, motion, committee, organization, indicator, figure, report"
    )
    code: str
    title: str
    title_language: str
    title_parts: list[MarkedPart]
    passage: str | None = Field(description="some words around the first hit, or how the text begins")
    passage_language: str
    passage_parts: list[MarkedPart]
    fields: list[str] = Field(description="codes of fields of action")
    years: list[str]
    page: str | None = Field(description="page for people")

    @staticmethod
    def resolve_code(hit: Hit) -> str:
        return hit.key

    @staticmethod
    def resolve_title(hit: Hit) -> str:
        return str(hit.title)

    @staticmethod
    def resolve_title_language(hit: Hit) -> str:
        return hit.title.language

    @staticmethod
    def resolve_title_parts(hit: Hit) -> Any:
        return hit.title.parts

    @staticmethod
    def resolve_passage(hit: Hit) -> str | None:
        return str(hit.passage) or None

    @staticmethod
    def resolve_passage_language(hit: Hit) -> str:
        return hit.passage.language

    @staticmethod
    def resolve_passage_parts(hit: Hit) -> Any:
        return hit.passage.parts

    @staticmethod
    def resolve_fields(hit: Hit) -> list[str]:
        return list(hit.facets.get("field", ()))

    @staticmethod
    def resolve_years(hit: Hit) -> list[str]:
        return list(hit.facets.get("year", ()))

    @staticmethod
    def resolve_page(hit: Hit) -> str | None:
        return page_address(f"web:{hit.page}", *hit.args)


class FoundPage(Page[FoundOut]):
    """The best first. Counts tell what is left if one filter more is set."""

    kinds: dict[str, int] = Field(description="how many of each kind, whatever kind was asked for")
    fields: dict[str, int] = Field(description="how many in each field of action")
    years: dict[str, int]
    corrected: str | None = Field(
        description="the words that were looked for instead, because nothing has those asked"
    )
    some: bool = Field(description="true: nothing has all words, these rows have some")


class SearchQuery(Paging):
    """Search."""

    q: Asked = Field("", description="words, a code or a reference, in any language")
    kind: Asked | None = None
    field: Asked | None = Field(None, description="code of a field of action")
    year: Asked | None = None
    limit: int = Field(20, ge=1, le=100, description="items per page")


@router.get("/search", summary="Search", **answers(FoundPage))
def list_found(request: HttpRequest, query: Query[SearchQuery]) -> HttpResponse:
    """Everything public that has all of the words: stems, compounds, beginnings; slips of the pen are forgiven."""
    check_names(request, query)
    result = queries.search(
        query.q,
        language=query.lang or LocalizedText.SOURCE_LANGUAGE,
        kinds=[query.kind] if query.kind else [],
        facets={name: [code] for name, code in (("field", query.field), ("year", query.year)) if code},
        limit=query.limit,
        offset=query.offset,
    )
    return write(
        request, query, FoundOut, items_of(result.hits, FoundOut, query), _frame(request, query, result)
    )


def _frame(request: HttpRequest, query: SearchQuery, result: SearchResult) -> dict[str, Any]:
    return {
        **frame_of(request, query, result.total),
        "kinds": dict(result.kinds),
        "fields": dict(result.facets.get("field", ())),
        "years": dict(result.facets.get("year", ())),
        "corrected": result.corrected or None,
        "some": result.some,
    }
