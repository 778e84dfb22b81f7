"""Measures."""

from typing import Any, Literal

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from gesamtplan.api.listing import (
    Page,
    Paging,
    Reading,
    answers,
    found_or_404,
    item_of,
    narrowed,
    page_of,
    public_one,
)
from gesamtplan.api.shapes import (
    Asked,
    Code,
    Codes,
    Day,
    OrganizationRef,
    PartialDate,
    Ref,
    SourceRef,
    Stated,
    Words,
    dated,
)
from gesamtplan.api.v1.budget import BudgetLineOut, line_rows
from gesamtplan.api.v1.updates import UpdateOut, with_updates
from gesamtplan.core.search import words_found
from gesamtplan.plan.models import FieldOfAction, Measure, Need
from gesamtplan.plan.states import MeasureState
from gesamtplan.resolutions.models import Resolution

router = Router(tags=["Needs and measures"])
TEXTS = ("code", "title__de", "title__en", "description__de", "description__en")


class MilestoneOut(Schema):
    """A step of a measure."""

    title: Words
    due: Day | None
    done_on: Day | None


class MeasureOut(Stated):
    """A measure (Maßnahme). Null and `unknown` mean: no public source says it."""

    code: str
    title: Words
    description: Words | None
    fields: list[str] = Field(description="codes of fields of action")
    needs: Codes = Field(description="codes of needs it is meant to meet")
    target_groups: list[Ref]
    state: MeasureState = Field(description="of the last published update")
    state_date: PartialDate | None
    lead: OrganizationRef | None
    partners: list[OrganizationRef]
    start: PartialDate | None
    end: PartialDate | None
    period: Words | None = Field(description="the period in the source's own words")
    facts: Any = Field(description="what the source counts beside: {name: number or text}")
    milestones: list[MilestoneOut]
    resolutions: Codes = Field(description="codes of resolutions")
    sources: list[SourceRef]
    url: str
    page: str | None = Field(description="page for people")

    resolve_start = dated("start")
    resolve_end = dated("end")


class MeasureDetail(MeasureOut):
    """A measure with its money and its published updates, newest first."""

    budget_lines: list[BudgetLineOut]
    updates: list[UpdateOut]


class MeasureQuery(Paging):
    """Measures."""

    field: Asked | None = Field(None, description="code of a field of action")
    need: Asked | None = Field(None, description="code of a need")
    state: MeasureState | None = None
    lead: Asked | None = Field(None, description="code of the organization in charge")
    q: Asked | None = Field(None, description="words in code, title, description")
    order: Literal["code", "-code", "title", "-title", "start", "-start", "state_date", "-state_date"] = (
        "code"
    )


@router.get("/measures", summary="Measures", **answers(Page[MeasureOut]))
def list_measures(request: HttpRequest, query: Query[MeasureQuery]) -> HttpResponse:
    """Public measures with their state as of the last published update."""
    return page_of(request, _filtered(query), query, MeasureOut, {"title": "title__de"})


@router.get("/measures/{code}", summary="One measure", **answers(MeasureDetail, 404))
def one_measure(request: HttpRequest, code: Code, query: Query[Reading]) -> HttpResponse:
    """A measure with budget lines and updates."""
    rows = measure_rows().prefetch_related(with_updates(), Prefetch("budget_lines", line_rows()))
    return item_of(request, found_or_404(rows, "measure", "measures", code), query, MeasureDetail)


def _filtered(query: MeasureQuery) -> QuerySet[Measure]:
    rows = narrowed(
        measure_rows(),
        needs__in=public_one(Need.objects.public(), query.need),
        fields_of_action__code=query.field,
        state=query.state,
        lead__code=query.lead,
    )
    return rows.filter(words_found(query.q or "", TEXTS))


def measure_rows() -> QuerySet[Measure]:
    """Public measures with everything an item shows; linked needs only where they are public."""
    rows: QuerySet[Measure] = Measure.objects.public().with_state().select_related("lead")
    return rows.prefetch_related(
        "sources",
        "partners",
        "target_groups",
        "milestones",
        Prefetch("fields_of_action", FieldOfAction.objects.only("code").order_by("number")),
        Prefetch("needs", Need.objects.public().only("code").order_by("code")),
        Prefetch("resolutions", Resolution.objects.only("code").order_by("code")),
    )
