"""Needs for action."""

from typing import Literal

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from gesamtplan.api.listing import Page, Paging, Reading, answers, found_or_404, item_of, narrowed, page_of
from gesamtplan.api.shapes import (
    Asked,
    Code,
    Codes,
    Known,
    OrganizationRef,
    PartialDate,
    Ref,
    SourceRef,
    Stated,
    Words,
)
from gesamtplan.api.v1.updates import UpdateOut, with_updates
from gesamtplan.core.search import words_found
from gesamtplan.plan.models import EarlierMention, FieldOfAction, Measure, Need
from gesamtplan.plan.states import NeedState, Origin, Term
from gesamtplan.resolutions.models import MotionConcern, Resolution

router = Router(tags=["Needs and measures"])
TEXTS = ("code", "title__de", "title__en", "description__de", "description__en")


class MentionOut(Schema):
    """Where the same need came up before."""

    year: int
    text: Words
    sources: list[SourceRef]


class NeedOut(Stated):
    """A need for action (Handlungsbedarf). Null and `unknown` mean: no public source says it."""

    code: str
    title: Words
    description: Words | None
    fields: list[str] = Field(description="codes of fields of action")
    target_groups: list[Ref]
    term: Term
    origin: Origin
    state: NeedState = Field(description="of the last published update")
    state_date: PartialDate | None
    lead: OrganizationRef | None
    lead_note: Words | None
    priority: int | None = Field(description="1 is most urgent; null is unknown")
    priority_reason: Words | None
    confidence: Known = Field(description="how well documented: high, medium, low; null: not judged")
    measures: Codes = Field(description="codes of measures")
    resolutions: Codes = Field(description="codes of resolutions")
    motions: list[str] = Field(description="codes of motions")
    earlier_mentions: list[MentionOut]
    sources: list[SourceRef]
    url: str
    page: str | None = Field(description="page for people")

    @staticmethod
    def resolve_motions(need: Need) -> list[str]:
        return [concern.motion.code for concern in need.motion_concerns.all()]


class NeedDetail(NeedOut):
    """A need with all its published updates, newest first."""

    updates: list[UpdateOut]


class NeedQuery(Paging):
    """Needs."""

    field: Asked | None = Field(None, description="code of a field of action")
    state: NeedState | None = None
    term: Term | None = None
    origin: Origin | None = None
    lead: Asked | None = Field(None, description="code of the organization in charge")
    q: Asked | None = Field(None, description="words in code, title, description")
    order: Literal[
        "code", "-code", "title", "-title", "state_date", "-state_date", "priority", "-priority"
    ] = "code"


@router.get("/needs", summary="Needs", **answers(Page[NeedOut]))
def list_needs(request: HttpRequest, query: Query[NeedQuery]) -> HttpResponse:
    """Public needs for action with their state as of the last published update."""
    return page_of(request, _filtered(query), query, NeedOut, {"title": "title__de"})


@router.get("/needs/{code}", summary="One need", **answers(NeedDetail, 404))
def one_need(request: HttpRequest, code: Code, query: Query[Reading]) -> HttpResponse:
    """A need with its updates."""
    rows = need_rows().prefetch_related(with_updates())
    return item_of(request, found_or_404(rows, "need", "needs", code), query, NeedDetail)


def _filtered(query: NeedQuery) -> QuerySet[Need]:
    rows = narrowed(
        need_rows(),
        fields_of_action__code=query.field,
        state=query.state,
        term=query.term,
        origin=query.origin,
        lead__code=query.lead,
    )
    return rows.filter(words_found(query.q or "", TEXTS))


def need_rows() -> QuerySet[Need]:
    """Public needs with everything an item shows; linked measures only where they are public."""
    concerns = MotionConcern.objects.select_related("motion").order_by("motion__code")
    rows: QuerySet[Need] = Need.objects.public().with_state().select_related("lead")
    return rows.prefetch_related(
        "sources",
        "target_groups",
        Prefetch("fields_of_action", FieldOfAction.objects.only("code").order_by("number")),
        Prefetch("measures", Measure.objects.public().only("code").order_by("code")),
        Prefetch("resolutions", Resolution.objects.only("code").order_by("code")),
        Prefetch("motion_concerns", concerns),
        Prefetch("earlier_mentions", EarlierMention.objects.prefetch_related("sources")),
    )
