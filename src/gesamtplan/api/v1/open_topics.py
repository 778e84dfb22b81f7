"""The register of what stayed open when the project closed."""

from typing import Any, Literal

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from gesamtplan.api.addresses import api_address, page_address
from gesamtplan.api.listing import Page, Paging, Reading, answers, item_of, page_of
from gesamtplan.api.shapes import Asked, Code, Day, OrganizationRef, SourceRef, Words
from gesamtplan.core.search import words_found
from gesamtplan.plan.models import Measure, Need, OpenTopic

router = Router(tags=["Needs and measures"])
TITLES = ("need__code", "need__title__de", "need__title__en")
TEXTS = (*TITLES, "measure__code", "measure__title__de", "measure__title__en")


class OpenTopicOut(Schema):
    """An open topic; its code is that of the need or measure that stayed open."""

    code: str
    need: str | None = Field(description="code of the need, or null")
    measure: str | None = Field(description="code of the measure, or null")
    title: Words
    state: str = Field(description="state of the need or measure, of the last published update")
    department: OrganizationRef | None = Field(description="who has it now; null is unknown")
    opened_on: Day
    next_report_due: Day | None = Field(description="null: no date is known")
    cadence_months: int | None
    note: Words | None
    closed_on: Day | None = Field(description="null: still open")
    sources: list[SourceRef]
    url: str
    page: str | None = Field(description="page for people")

    @staticmethod
    def resolve_code(topic: OpenTopic) -> str:
        return str(_subject(topic).code)

    @staticmethod
    def resolve_need(topic: OpenTopic) -> str | None:
        return topic.need.code if topic.need else None

    @staticmethod
    def resolve_measure(topic: OpenTopic) -> str | None:
        return topic.measure.code if topic.measure else None

    @staticmethod
    def resolve_title(topic: OpenTopic) -> Words:
        return dict(_subject(topic).title)

    @staticmethod
    def resolve_state(topic: OpenTopic) -> str:
        return str(_subject(topic).state)

    @staticmethod
    def resolve_url(topic: OpenTopic) -> str:
        return api_address("open-topics", _subject(topic).code)

    @staticmethod
    def resolve_page(topic: OpenTopic) -> str | None:
        return page_address("web:need" if topic.need else "web:measure", _subject(topic).code)


def _subject(topic: OpenTopic) -> Any:
    return topic.need or topic.measure


class OpenTopicQuery(Paging):
    """Open topics."""

    department: Asked | None = Field(None, description="code of the department")
    field: Asked | None = Field(None, description="code of a field of action")
    closed: bool | None = Field(None, description="false: still open; true: closed; left out: both")
    due_before: Day | None = Field(None, description="next report due before this day")
    q: Asked | None = Field(None, description="words in code or title")
    order: Literal["code", "-code", "next_report_due", "-next_report_due", "opened_on", "-opened_on"] = "code"


@router.get("/open-topics", summary="Open topics", **answers(Page[OpenTopicOut]))
def list_open_topics(request: HttpRequest, query: Query[OpenTopicQuery]) -> HttpResponse:
    """What stayed open, which department has it, when the next report is due."""
    return page_of(request, _filtered(query), query, OpenTopicOut, {"code": "subject_code"})


@router.get("/open-topics/{code}", summary="One open topic", **answers(OpenTopicOut, 404))
def one_open_topic(request: HttpRequest, code: Code, query: Query[Reading]) -> HttpResponse:
    """The open topic of the need or measure with this code."""
    topic = topic_rows().filter(Q(need__code=code) | Q(measure__code=code)).first()
    if topic is None:
        known = api_address("open-topics")
        raise Http404(f"There is no open topic with the code {code!r}. All codes: {known}")
    return item_of(request, topic, query, OpenTopicOut)


def _filtered(query: OpenTopicQuery) -> QuerySet[OpenTopic]:
    rows = topic_rows().filter(words_found(query.q or "", TEXTS))
    if query.department is not None:
        rows = rows.filter(department__code=query.department)
    if query.field is not None:
        needs = Need.objects.filter(fields_of_action__code=query.field)
        rows = rows.filter(
            Q(need__in=needs) | Q(measure__in=Measure.objects.filter(fields_of_action__code=query.field))
        )
    if query.closed is not None:
        rows = rows.filter(closed_on__isnull=not query.closed)
    return rows.filter(next_report_due__lt=query.due_before) if query.due_before else rows


def topic_rows() -> QuerySet[OpenTopic]:
    """Topics whose need or measure is public, with everything an item shows."""
    public = Q(need__is_public=True) | Q(measure__is_public=True)
    rows = OpenTopic.objects.filter(public).select_related("department")
    rows = rows.annotate(subject_code=Coalesce("need__code", "measure__code"))
    return rows.prefetch_related(
        "sources",
        Prefetch("need", Need.objects.with_state()),
        Prefetch("measure", Measure.objects.with_state()),
    )
