"""Stored assessments: what was asked, of which inputs, how complete the answer is."""

import datetime as dt
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from gesamtplan.api.addresses import api_address
from gesamtplan.api.listing import Page, Paging, Reading, answers, item_of, narrowed, page_of
from gesamtplan.api.shapes import Day, Words
from gesamtplan.gaps.models import Assessment
from gesamtplan.gaps.queries.shown import shown_analyses
from gesamtplan.gaps.states import PUBLISHED, AssessmentKind, AssessmentStatus

router = Router(tags=["Needs analysis"])


class ReasonOut(Schema):
    """Why an assessment is partial: `code` holds for `count` of `of` rows or cells."""

    code: str
    count: int
    of: int


class AssessmentOut(Schema):
    """One run of the engine on stated inputs; the same inputs are stored once."""

    id: int
    kind: AssessmentKind
    on: Day = Field(description="day for which it was asked")
    status: AssessmentStatus
    reasons: list[ReasonOut]
    inputs_digest: str = Field(description="SHA-256; the same inputs, rules and norms give the same one")
    norms_version: str
    created_at: dt.datetime
    url: str

    @staticmethod
    def resolve_reasons(row: Assessment) -> list[dict[str, Any]]:
        return list(row.explanation.get("reasons", ()))

    @staticmethod
    def resolve_url(row: Assessment) -> str:
        return api_address("assessments", str(row.pk))


class AssumptionOut(Schema):
    """Which figure stands for what, frozen with the assessment."""

    code: str
    version: int
    role: str = Field(description="people, norm, places, size, reach or spread")
    groups: list[str]
    statement: Words
    value: float | None
    unit: Words | None
    certainty: str
    valid_from: str | None
    sources: list[str] = Field(description="see /api/v1/sources")


class FactOut(Schema):
    """A number that went in, as it stood in the record."""

    key: str
    value: float | None
    name: Words
    date: str
    origin: str
    sources: list[str]


class GroupOut(Schema):
    """A group of people of a topic."""

    code: str
    name: Words


class TopicOut(Schema):
    """One question of the needs analysis, with everything that was assumed and counted."""

    code: str
    title: Words
    field: str
    question: Words
    carries: Words
    cannot_carry: Words
    people_unit: Words
    places_unit: Words
    years: list[int]
    groups: list[GroupOut]
    assumptions: list[AssumptionOut]
    facts: list[FactOut]
    siting: list[dict[str, Any]] = Field(description="where the next offers would help most, with the bound")


class AssessmentDetail(AssessmentOut):
    """An assessment with its topics; a day-one assessment has none, see /api/v1/day-one."""

    topics: list[TopicOut]

    @staticmethod
    def resolve_topics(row: Assessment) -> list[dict[str, Any]]:
        return list(row.explanation.get("topics", ()))


class AssessmentQuery(Paging):
    """Assessments, the one that is shown first."""

    kind: AssessmentKind | None = None
    order: Literal["current_since", "-current_since", "on", "-on"] = "-current_since"


@router.get("/assessments", summary="Assessments", **answers(Page[AssessmentOut]))
def list_assessments(request: HttpRequest, query: Query[AssessmentQuery]) -> HttpResponse:
    """All published assessments: complete ones, and partial ones with their reasons."""
    return page_of(request, narrowed(published(), kind=query.kind), query, AssessmentOut)


@router.get("/assessments/{id}", summary="One assessment", **answers(AssessmentDetail, 404))
def one_assessment(request: HttpRequest, id: int, query: Query[Reading]) -> HttpResponse:  # noqa: A002 - its name in the address
    """What was asked, assumed and counted."""
    return item_of(request, assessment_or_404(id), query, AssessmentDetail)


def published() -> QuerySet[Assessment]:
    """What everybody may see."""
    return Assessment.objects.filter(status__in=PUBLISHED)


def assessment_or_404(key: int | None) -> Assessment:
    """The published one with this id; without an id the needs analysis that is shown."""
    rows = published().filter(pk=key) if key is not None and abs(key) < 2**31 else shown_analyses()
    row = rows.first()
    if row is None or (key is not None and row.pk != key):
        raise Http404(
            f"There is no assessment {key or 'of needs'}. All of them: {api_address('assessments')}"
        )
    return row
