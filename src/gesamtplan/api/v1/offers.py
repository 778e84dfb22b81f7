"""The directory of offers."""

from typing import Annotated, Any, Literal

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router
from pydantic import BeforeValidator

from gesamtplan.api.listing import Page, Paging, Reading, answers, found_or_404, item_of, narrowed, page_of
from gesamtplan.api.shapes import (
    Asked,
    Code,
    Coded,
    Day,
    OrganizationRef,
    PartialDate,
    Ref,
    SourceRef,
    Words,
    dated,
    or_null,
)
from gesamtplan.offers.models import Offer
from gesamtplan.offers.queries import offers, public_offers
from gesamtplan.offers.states import FundingLevel

router = Router(tags=["Organizations and offers"])


class OfferOut(Coded):
    """One offer of a provider. Null is unknown throughout: never 0, never "none required"."""

    code: str
    title: Words
    description: Words | None
    kind: Ref
    provider: OrganizationRef | None
    provider_note: Words | None
    places: int | None
    places_unit: Words | None
    places_on: PartialDate | None = Field(description="the day for which the places were told")
    places_note: Words | None
    quantities: list[Any] = Field(description="what else is counted: {value, unit, precision, date, note}")
    taken: int | None = Field(description="places taken")
    waiting: int | None = Field(description="persons waiting")
    languages: list[str] | None = Field(description="language codes spoken on site; null is unknown")
    target_groups: list[str] = Field(description="codes of target groups")
    costs: list[Any] = Field(description="list of {amount, precision, note}; EUR")
    valid_from: Day | None
    valid_to: Day | None
    statuses: list[str] | None = Field(description="codes of residence statuses admitted; null is unknown")
    eligibility_note: Words | None
    serves: list[str] = Field(description="kinds it stands in for, see /api/v1/entitlement/kinds")
    funding_level: Annotated[FundingLevel | None, BeforeValidator(or_null)]
    is_voluntary: bool | None = Field(description="voluntary service of the city; null is unknown")
    verified_on: Day | None
    sources: list[SourceRef]
    url: str
    page: str | None = Field(description="page for people")

    resolve_places_on = dated("places_on")


class OfferQuery(Paging):
    """Offers."""

    kind: Asked | None = Field(None, description="code of the kind of offer")
    provider: Asked | None = Field(None, description="code of an organization, or `unknown`")
    status: Asked | None = Field(None, description="residence status that is admitted for sure, or `unknown`")
    funding_level: FundingLevel | None = None
    voluntary: bool | None = Field(None, description="voluntary service of the city")
    on: Day | None = Field(None, description="not known to begin after or to end before this day")
    q: Asked | None = Field(None, description="words in code, title, description, provider's note")
    order: Literal["code", "-code", "title", "-title", "kind", "-kind", "places", "-places"] = "code"


@router.get("/offers", summary="Offers", **answers(Page[OfferOut]))
def list_offers(request: HttpRequest, query: Query[OfferQuery]) -> HttpResponse:
    """Public offers of the directory."""
    rows = offers(query.q or "", query.kind or "", query.provider or "", query.status or "")
    rows = narrowed(rows, funding_level=query.funding_level, is_voluntary=query.voluntary)
    order = {"title": "title__de", "kind": "kind__code", "places": "figure__places"}
    return page_of(request, _valid(rows, query.on), query, OfferOut, order)


@router.get("/offers/{code}", summary="One offer", **answers(OfferOut, 404))
def one_offer(request: HttpRequest, code: Code, query: Query[Reading]) -> HttpResponse:
    """An offer by its code."""
    return item_of(request, found_or_404(public_offers(), "offer", "offers", code), query, OfferOut)


def _valid(rows: QuerySet[Offer], on: Day | None) -> QuerySet[Offer]:
    if on is None:
        return rows
    begun, not_over = Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on)
    return rows.filter(begun, not_over)
