"""The plan as a whole and its fields of action."""

from typing import Any, Literal

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from gesamtplan.api.addresses import api_address, page_address
from gesamtplan.api.listing import Page, Paging, Reading, answers, found_or_404, item_of, page_of
from gesamtplan.api.shapes import Code, Day, OrganizationRef, PartialDate, SourceRef, Words, partial_date
from gesamtplan.plan.models import FieldOfAction, Plan, PlanEvent
from gesamtplan.plan.states import Phase

router = Router(tags=["Plan"])


class GoalOut(Schema):
    """A goal, or a question that leads the plan."""

    text: Words
    is_question: bool
    sources: list[SourceRef]


class EventOut(Schema):
    """A point on the way from mandate to today."""

    code: str
    title: Words
    reference: str | None = Field(description="council paper, in words; null where none is named")
    date: PartialDate | None
    sources: list[SourceRef]

    @staticmethod
    def resolve_reference(event: PlanEvent) -> str | None:
        return event.reference or None

    @staticmethod
    def resolve_date(event: PlanEvent) -> PartialDate | None:
        return partial_date(event.date, event.date_precision)


class PlanOut(Schema):
    """The integration plan of the city."""

    title: Words
    city: OrganizationRef
    phase: Phase
    summary: Words | None
    facts: list[Any] = Field(description="what is known of the plan as a whole: {label, text, sources}")
    closed_on: Day | None
    not_found: Any = Field(description="what no public source was found for")
    goals: list[GoalOut]
    events: list[EventOut]
    sources: list[SourceRef]
    url: str
    page: str | None

    @staticmethod
    def resolve_url(plan: Plan) -> str:  # noqa: ARG004 - the signature of a resolver
        return api_address("plan")

    @staticmethod
    def resolve_page(plan: Plan) -> str | None:  # noqa: ARG004 - as above
        return page_address("web:plan")


class FieldOut(Schema):
    """A field of action (Handlungsfeld)."""

    code: str
    number: int
    title: Words
    short_title: Words
    is_cross_cutting: bool
    subtopics: Any = Field(description="by language: list of texts")
    lead: OrganizationRef | None
    needs: int = Field(description="number of public needs")
    measures: int = Field(description="number of public measures")
    sources: list[SourceRef]
    url: str

    @staticmethod
    def resolve_needs(field: Any) -> int:
        return int(field.public_needs)

    @staticmethod
    def resolve_measures(field: Any) -> int:
        return int(field.public_measures)

    @staticmethod
    def resolve_url(field: FieldOfAction) -> str:
        return api_address("fields", field.code)


class FieldQuery(Paging):
    """Fields of action."""

    order: Literal["number", "-number", "code", "-code"] = "number"


@router.get("/plan", summary="The plan", **answers(PlanOut, 404))
def the_plan(request: HttpRequest, query: Query[Reading]) -> HttpResponse:
    """Title, phase, goals, what is known of it, and its events from mandate to today."""
    rows = Plan.objects.select_related("city").prefetch_related(
        "sources", "goals__sources", "events__sources"
    )
    plan = rows.order_by("pk").first()
    if plan is None:
        raise Http404("No plan is loaded yet.")
    return item_of(request, plan, query, PlanOut)


@router.get("/fields", summary="Fields of action", **answers(Page[FieldOut]))
def list_fields(request: HttpRequest, query: Query[FieldQuery]) -> HttpResponse:
    """Fields of action with the number of their needs and measures."""
    return page_of(request, field_rows(), query, FieldOut)


@router.get("/fields/{code}", summary="One field of action", **answers(FieldOut, 404))
def one_field(request: HttpRequest, code: Code, query: Query[Reading]) -> HttpResponse:
    """A field of action by its code."""
    return item_of(request, found_or_404(field_rows(), "field of action", "fields", code), query, FieldOut)


def field_rows() -> QuerySet[FieldOfAction]:
    """Fields with the numbers of what is public in them."""
    rows = FieldOfAction.objects.select_related("lead").prefetch_related("sources")
    return rows.annotate(
        public_needs=Count("needs", filter=Q(needs__is_public=True), distinct=True),
        public_measures=Count("measures", filter=Q(measures__is_public=True), distinct=True),
    )
