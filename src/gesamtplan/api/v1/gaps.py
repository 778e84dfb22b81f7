"""Where, for whom, how much is missing, and how each figure was computed; nothing is computed here."""

from typing import Any, Literal

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from gesamtplan.api.addresses import api_address
from gesamtplan.api.listing import Page, Paging, Reading, answers, check_names, item_of, narrowed, page_of
from gesamtplan.api.shapes import Asked, Ref
from gesamtplan.api.v1.assessments import AssumptionOut, FactOut, assessment_or_404
from gesamtplan.gaps.models import Assessment, GapRow
from gesamtplan.gaps.states import RowStatus
from gesamtplan.territory.states import AreaKind

router = Router(tags=["Needs analysis"])
Data = dict[str, Any]
MOST = 2**31 - 1


class GapOut(Schema):
    """One area × group × year. Counts of persons or places; null is not known (or too few people to show)."""

    assessment: int
    topic: str
    group: Ref
    area: Ref
    level: AreaKind
    year: int
    people: float | None
    need: float | None = Field(description="places needed: people × norm")
    places: float | None = Field(
        description="known places that stand in the area and that this group may use"
    )
    access: float | None = Field(description="reachable places per person after competition (E2SFCA)")
    access_balanced: float | None = Field(description="the same by BFCA; null where distance plays no part")
    claims: float | None = Field(description="places the people there can claim: people × access")
    unmet: float | None = Field(
        description="need without a place at a fair share; upper bound: see is_upper_bound"
    )
    is_upper_bound: bool = Field(description="places of some offers are not known, so less may be missing")
    best_unmet: float | None = Field(description="what stays unmet if every place went where it helps most")
    no_place: float | None = Field(description="part of best_unmet: build")
    too_far: float | None = Field(description="part of best_unmet: move")
    not_eligible: float | None = Field(description="part of best_unmet: open up")
    rank: int | None = Field(description="by unmet within topic, group, level and year; 1 is the largest")
    status: RowStatus
    reasons: list[str]
    explain: str = Field(description="address of the explanation")

    @staticmethod
    def resolve_assessment(row: GapRow) -> int:
        return row.assessment_id

    @staticmethod
    def resolve_topic(row: GapRow) -> str:
        return row.group.topic.code

    @staticmethod
    def resolve_area(row: GapRow) -> Data:
        return {"code": _area(row), "name": row.area.name}

    @staticmethod
    def resolve_level(row: GapRow) -> str:
        return row.area.kind

    @staticmethod
    def resolve_is_upper_bound(row: GapRow) -> bool:
        return "places-unknown" in row.reasons

    @staticmethod
    def resolve_explain(row: GapRow) -> str:
        asked = f"topic={row.group.topic.code}&group={row.group.code}&area={_area(row)}&year={row.year}"
        return f"{api_address('gaps', 'explain')}?{asked}&assessment={row.assessment_id}"


class SupplyOut(Schema):
    """Places that were counted, or not known, for the area; `answers`: what the rules of the day say."""

    code: str
    assumption: str
    places: float | None
    admitted: bool = Field(description="whether this group may use them")
    facts: list[str]
    answers: list[dict[str, Any]]


class OriginOut(Schema):
    """Where the claimed places stand; `area` null: all others together."""

    area: str | None
    places: float
    minutes: float | None = Field(description="to the nearest of them")


class GapDetail(GapOut):
    """A gap opened down to its inputs."""

    norms_version: str
    inputs_digest: str
    facts: list[FactOut]
    assumptions: list[AssumptionOut]
    supply: list[SupplyOut]
    origins: list[OriginOut]

    @staticmethod
    def resolve_norms_version(row: GapRow) -> str:
        return row.assessment.norms_version

    @staticmethod
    def resolve_inputs_digest(row: GapRow) -> str:
        return row.assessment.inputs_digest

    @staticmethod
    def resolve_facts(row: GapRow) -> list[Data]:
        used = {*row.explanation.get("people", ()), *(key for one in _supply(row) for key in one["facts"])}
        return [fact for fact in _topic(row)["facts"] if fact["key"] in used]

    @staticmethod
    def resolve_assumptions(row: GapRow) -> list[Data]:
        return [
            one for one in _topic(row)["assumptions"] if not one["groups"] or row.group.code in one["groups"]
        ]

    @staticmethod
    def resolve_supply(row: GapRow) -> list[Data]:
        return _supply(row)

    @staticmethod
    def resolve_origins(row: GapRow) -> list[Data]:
        return list(row.explanation.get("origins", ()))


class GapQuery(Paging):
    """Gaps of one assessment."""

    assessment: int | None = Field(None, ge=1, le=MOST, description="id; left out: the one that is shown")
    topic: Asked | None = Field(None, description="code of a topic")
    group: Asked | None = Field(None, description="code of a group")
    area: Asked | None = Field(None, description="code of an area; `city` for the whole")
    level: AreaKind | None = None
    year: int | None = Field(None, ge=0, le=9999)
    order: Literal["rank", "-rank", "unmet", "-unmet", "access", "-access", "year", "-year"] = "rank"


class ExplainQuery(Reading):
    """Which figure to open."""

    topic: Asked = Field(description="code of a topic")
    group: Asked = Field(description="code of a group")
    area: Asked = Field("city", description="code of an area; `city` for the whole")
    year: int | None = Field(None, ge=0, le=9999, description="left out: the last one")
    assessment: int | None = Field(None, ge=1, le=MOST, description="id; left out: the one that is shown")


@router.get("/gaps", summary="Gaps", **answers(Page[GapOut], 404))
def list_gaps(request: HttpRequest, query: Query[GapQuery]) -> HttpResponse:
    """Where, for whom, how much is missing; the largest first."""
    check_names(request, query)
    rows = _rows(assessment_or_404(query.assessment), query.area).defer("explanation")
    kept = narrowed(
        rows, group__topic__code=query.topic, group__code=query.group, area__kind=query.level, year=query.year
    )
    return page_of(request, kept, query, GapOut)


@router.get("/gaps/explain", summary="How a gap was computed", **answers(GapDetail, 404))
def explain_gap(request: HttpRequest, query: Query[ExplainQuery]) -> HttpResponse:
    """One gap with every number, assumption, rule and source that went into it."""
    check_names(request, query)
    rows = _rows(assessment_or_404(query.assessment), query.area)
    kept = narrowed(rows, group__topic__code=query.topic, group__code=query.group, year=query.year)
    row = kept.order_by("-year").first()
    if row is None:
        raise Http404(f"There is no such gap. All of them: {api_address('gaps')}")
    return item_of(request, row, query, GapDetail)


def _rows(assessment: Assessment, area: str | None) -> QuerySet[GapRow]:
    rows = GapRow.objects.filter(assessment=assessment).select_related("assessment", "group__topic", "area")
    rows = (
        rows.defer("area__geometry", "assessment__explanation")
        if area is None
        else rows.defer("area__geometry")
    )
    if area == AreaKind.CITY:
        return rows.filter(area__kind=AreaKind.CITY)
    return narrowed(rows, area__code=area)


def _area(row: GapRow) -> str:
    return AreaKind.CITY.value if row.area.kind == AreaKind.CITY else row.area.code


def _supply(row: GapRow) -> list[Data]:
    return list(row.explanation.get("supply", ()))


def _topic(row: GapRow) -> Data:
    """The topic as frozen with the assessment."""
    found: Data = next(
        one for one in row.assessment.explanation["topics"] if one["code"] == row.group.topic.code
    )
    return found
