"""Where every statement comes from."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from gesamtplan.api.addresses import api_address
from gesamtplan.api.listing import Page, Paging, Reading, answers, found_or_404, item_of, narrowed, page_of
from gesamtplan.api.shapes import Asked, Code, Words
from gesamtplan.core.models import Source
from gesamtplan.core.search import words_found

router = Router(tags=["Sources and reports"])
TEXTS = ("code", "title__de", "title__en", "url")


class SourceOut(Schema):
    """A public source."""

    id: str = Field(description="stable code")
    code: str = Field(description="the same")
    title: Words
    link: str = Field(description="address of the source itself")
    kind: str | None
    date: str | None = Field(description="as printed; null when the source shows none")
    partisan: bool = Field(description="a party or group speaks for itself")
    url: str

    @staticmethod
    def resolve_id(source: Source) -> str:
        return source.code

    @staticmethod
    def resolve_link(source: Source) -> str:
        return source.url

    @staticmethod
    def resolve_kind(source: Source) -> str | None:
        return source.kind or None

    @staticmethod
    def resolve_date(source: Source) -> str | None:
        return source.date or None

    @staticmethod
    def resolve_url(source: Source) -> str:
        return api_address("sources", source.code)


class SourceQuery(Paging):
    """Sources."""

    kind: Asked | None = None
    partisan: bool | None = None
    q: Asked | None = Field(None, description="words in code, title, address")
    order: Literal["code", "-code", "title", "-title", "date", "-date"] = "code"


@router.get("/sources", summary="Sources", **answers(Page[SourceOut]))
def list_sources(request: HttpRequest, query: Query[SourceQuery]) -> HttpResponse:
    """All sources that items name."""
    rows = narrowed(Source.objects.all(), kind=query.kind, partisan=query.partisan)
    return page_of(
        request, rows.filter(words_found(query.q or "", ("code", "title", "url"))), query, SourceOut
    )


@router.get("/sources/{code}", summary="One source", **answers(SourceOut, 404))
def one_source(request: HttpRequest, code: Code, query: Query[Reading]) -> HttpResponse:
    """A source by its code."""
    return item_of(request, found_or_404(Source.objects.all(), "source", "sources", code), query, SourceOut)
