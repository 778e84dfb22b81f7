"""The directory of offers."""

from typing import Literal

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from gesamtplan.api.listing import (
    Page,
    Paging,
    Reading,
    answers,
    check_names,
    each,
    found_or_404,
    in_language,
    item_as,
    narrowed,
    page_as,
)
from gesamtplan.api.shapes import Asked, Code, Day, Moment
from gesamtplan.api.streams import stream, streams
from gesamtplan.api.v1.offer_data import briefs_on, whole_on
from gesamtplan.api.v1.offer_shapes import OfferBrief, OfferOut
from gesamtplan.api.versions import follows, offers_state
from gesamtplan.core.fields import LocalizedText
from gesamtplan.offers.models import Offer
from gesamtplan.offers.queries import in_full, offers, public_offers
from gesamtplan.offers.states import FundingLevel

ORDER = {"title": "title__de", "kind": "kind__code", "places": "figure__places", "modified": "modified_at"}
router = Router(tags=["Organizations and offers"])


class OfferFilter(Schema):
    """What narrows offers."""

    kind: Asked | None = Field(None, description="code of the kind of offer")
    provider: Asked | None = Field(None, description="code of an organization, or `unknown`")
    status: Asked | None = Field(None, description="residence status that is admitted for sure, or `unknown`")
    funding_level: FundingLevel | None = None
    voluntary: bool | None = Field(None, description="voluntary service of the city")
    on: Day | None = Field(None, description="not known to begin after or to end before this day")
    q: Asked | None = Field(None, description="words in code, title, description, provider's note")
    modified_after: Moment | None = Field(
        None, description="the offer, or anything that belongs to it, was changed at or after this time"
    )


class OfferQuery(OfferFilter, Paging):
    """Offers."""

    full: bool = Field(False, description="everything that a single offer shows, not only the short form")
    order: Literal[
        "code", "-code", "title", "-title", "kind", "-kind", "places", "-places", "modified", "-modified"
    ] = "code"


class OfferExport(OfferFilter):
    """What may be asked of all offers at once."""

    lang: Literal["de", "en"] | None = Field(None, description="texts in one language, not {de, en}")


@router.get("/offers", summary="Offers", **answers(Page[OfferBrief] | Page[OfferOut]))
@follows(offers_state)
def list_offers(request: HttpRequest, query: Query[OfferQuery]) -> HttpResponse:
    """Public offers in short: what a list, a map or a filter needs, about 1 kB each.

    Texts, conditions with their values, places by line, times, contact and sources stand in the single offer, in
    /api/v1/offers.ndjson, and here with `full=true`. What was withdrawn is no longer listed: compare the codes.
    """
    rows, today = _asked_for(query), localdate()
    if query.full:
        return page_as(request, in_full(rows), query, OfferOut, each(whole_on(today)), ORDER)
    return page_as(request, rows, query, OfferBrief, briefs_on(today), ORDER)


@router.get("/offers.ndjson", summary="All offers, one a line", **streams(OfferOut))
@follows(offers_state)
def export_offers(request: HttpRequest, query: Query[OfferExport]) -> HttpResponseBase:
    """Every public offer that fits, in full, as NDJSON by code; streamed, so that it may be as long as it likes."""
    check_names(request, query)
    build = whole_on(localdate())
    rows = in_full(_asked_for(query)).order_by("code")
    if query.lang is None:
        return stream(rows, build, LocalizedText.SOURCE_LANGUAGE)
    language: str = query.lang
    return stream(rows, lambda row: in_language(build(row), language), language)


@router.get("/offers/{code}", summary="One offer", **answers(OfferOut, 404))
@follows(offers_state)
def one_offer(request: HttpRequest, code: Code, query: Query[Reading]) -> HttpResponse:
    """An offer by its code, with everything that is published of it."""
    row = found_or_404(in_full(public_offers()), "offer", "offers", code)
    return item_as(request, row, query, OfferOut, whole_on(localdate()))


def _asked_for(query: OfferFilter) -> QuerySet[Offer]:
    rows = offers(query.q or "", query.kind or "", query.provider or "", query.status or "")
    asked = {"funding_level": query.funding_level, "is_voluntary": query.voluntary}
    return _valid(narrowed(rows, **asked, modified_at__gte=query.modified_after), query.on)


def _valid(rows: QuerySet[Offer], on: Day | None) -> QuerySet[Offer]:
    if on is None:
        return rows
    begun, not_over = Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on)
    return rows.filter(begun, not_over)
