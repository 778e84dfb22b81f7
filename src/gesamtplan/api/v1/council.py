"""Resolutions and motions."""

from typing import Literal

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
    Coded,
    Codes,
    Known,
    OrganizationRef,
    PartialDate,
    Ref,
    SourceRef,
    Words,
    dated,
)
from gesamtplan.core.search import words_found
from gesamtplan.council.models import Motion
from gesamtplan.council.queries import SUBJECT
from gesamtplan.council.states import MotionState
from gesamtplan.plan.models import Measure, Need
from gesamtplan.resolutions.models import Discharge, Resolution
from gesamtplan.resolutions.queries import TITLE, with_outcome

router = Router(tags=["Council"])


class PointOut(Schema):
    """A numbered point of a resolution, where a source gives it."""

    number: Known
    text: Words
    kind: Known


class ResolutionOut(Coded):
    """A decision of a body (Beschluss)."""

    code: str
    reference: str | None = Field(description="number of the council paper; null where not found")
    title: Words
    date: PartialDate | None
    committee: Ref | None
    committee_note: Words | None
    department: OrganizationRef | None
    preparation: Words | None
    part_of: str | None = Field(description="code of the resolution it is a part of")
    vote: Words | None
    note: Words | None
    points: list[PointOut]
    needs: Codes = Field(description="codes of needs")
    measures: Codes = Field(description="codes of measures")
    motions: list[str] = Field(description="codes of motions that it settles")
    sources: list[SourceRef]
    url: str
    page: str | None = Field(description="page for people")

    resolve_date = dated("date")

    @staticmethod
    def resolve_reference(row: Resolution) -> str | None:
        return row.paper.reference if row.paper else None

    @staticmethod
    def resolve_part_of(row: Resolution) -> str | None:
        return row.part_of.code if row.part_of else None

    @staticmethod
    def resolve_motions(row: Resolution) -> list[str]:
        return [discharge.motion.code for discharge in row.discharges.all()]


class MotionOut(Coded):
    """A motion of council members (Antrag)."""

    code: str
    reference: Known = Field(description="number; null where not found")
    reference_note: Words | None
    subject: Words
    movers: str
    state: MotionState
    treatment: Words | None
    date: PartialDate | None
    resolutions: list[str] = Field(description="codes of resolutions that settle it")
    needs: list[str] = Field(description="codes of needs it concerns")
    sources: list[SourceRef]
    url: str
    page: str | None = Field(description="page for people")

    resolve_date = dated("date")

    @staticmethod
    def resolve_resolutions(motion: Motion) -> list[str]:
        return sorted(discharge.resolution.code for discharge in motion.discharges.all())

    @staticmethod
    def resolve_needs(motion: Motion) -> list[str]:
        return sorted(concern.need.code for concern in motion.concerns.all())


class ResolutionQuery(Paging):
    """Resolutions."""

    year: int | None = Field(None, ge=1900, le=2200)
    committee: Asked | None = Field(None, description="code of a body")
    department: Asked | None = Field(None, description="code of a department")
    need: Asked | None = Field(None, description="code of a need")
    measure: Asked | None = Field(None, description="code of a measure")
    q: Asked | None = Field(None, description="words in code, number, title, note")
    order: Literal["date", "-date", "code", "-code"] = "date"


class MotionQuery(Paging):
    """Motions."""

    state: MotionState | None = None
    year: int | None = Field(None, ge=1900, le=2200)
    need: Asked | None = Field(None, description="code of a need")
    q: Asked | None = Field(None, description="words in code, number, subject, movers, treatment")
    order: Literal["date", "-date", "code", "-code"] = "date"


@router.get("/resolutions", summary="Resolutions", **answers(Page[ResolutionOut]))
def list_resolutions(request: HttpRequest, query: Query[ResolutionQuery]) -> HttpResponse:
    """Decisions of the council and its committees."""
    rows = narrowed(
        resolution_rows(),
        date__year=query.year,
        committee__code=query.committee,
        department__code=query.department,
        needs__in=public_one(Need.objects.public(), query.need),
        measures__in=public_one(Measure.objects.public(), query.measure),
    )
    return page_of(request, rows.filter(words_found(query.q or "", TITLE)), query, ResolutionOut)


@router.get("/resolutions/{code}", summary="One resolution", **answers(ResolutionOut, 404))
def one_resolution(request: HttpRequest, code: Code, query: Query[Reading]) -> HttpResponse:
    """A resolution with its points."""
    row = found_or_404(resolution_rows(), "resolution", "resolutions", code)
    return item_of(request, row, query, ResolutionOut)


@router.get("/motions", summary="Motions", **answers(Page[MotionOut]))
def list_motions(request: HttpRequest, query: Query[MotionQuery]) -> HttpResponse:
    """Motions of council members and what became of them."""
    need = public_one(Need.objects.public(), query.need)
    rows = narrowed(motion_rows(), state=query.state, date__year=query.year, concerns__need__in=need)
    return page_of(request, rows.filter(words_found(query.q or "", SUBJECT)), query, MotionOut)


@router.get("/motions/{code}", summary="One motion", **answers(MotionOut, 404))
def one_motion(request: HttpRequest, code: Code, query: Query[Reading]) -> HttpResponse:
    """A motion by its code."""
    return item_of(request, found_or_404(motion_rows(), "motion", "motions", code), query, MotionOut)


def resolution_rows() -> QuerySet[Resolution]:
    """Resolutions with everything an item shows; needs and measures only where they are public."""
    discharges = Discharge.objects.select_related("motion").order_by("motion__code")
    rows = Resolution.objects.select_related("paper", "committee", "department", "part_of")
    return rows.prefetch_related(
        "sources",
        "points",
        Prefetch("needs", Need.objects.public().only("code").order_by("code")),
        Prefetch("measures", Measure.objects.public().only("code").order_by("code")),
        Prefetch("discharges", discharges),
    )


def motion_rows() -> QuerySet[Motion]:
    """Motions with everything an item shows."""
    return with_outcome(Motion.objects.prefetch_related("sources"))
