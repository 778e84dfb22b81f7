"""Money and posts of measures."""

from typing import Literal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from gesamtplan.api.listing import Page, Paging, answers, narrowed, page_of
from gesamtplan.api.shapes import Asked, Day, Ref, SourceRef, Words
from gesamtplan.core.search import words_found
from gesamtplan.core.states import AmountPrecision
from gesamtplan.funding.models import BudgetLine, FundingSource
from gesamtplan.funding.states import AmountKind
from gesamtplan.offers.states import FundingLevel

router = Router(tags=["Money"])
TEXTS = ("measure__code", "measure__title__de", "measure__title__en", "source__name__de", "source__name__en")


class PayerOut(Ref):
    """A payer and its programme."""

    level: FundingLevel
    is_duty: bool | None = Field(description="bound by law; null is unknown")
    legal_basis: str | None

    @staticmethod
    def resolve_legal_basis(payer: FundingSource) -> str | None:
        return payer.legal_basis or None


class BudgetLineOut(Schema):
    """Money (EUR) or posts for one measure from one payer in one period. Null is unknown, never zero."""

    measure: str = Field(description="code of the measure")
    payer: PayerOut | None
    kind: AmountKind
    amount: float | None = Field(description="EUR")
    precision: AmountPrecision = Field(description="how the source words the amount")
    per_year: bool
    period_from: Day | None
    period_to: Day | None
    period_precision: str | None = Field(description="day, month or year; null where no period is known")
    posts: float | None = Field(description="where not said whether asked for or granted")
    posts_asked: float | None
    posts_granted: float | None
    refund_expected: float | None = Field(description="EUR")
    refund_expected_precision: AmountPrecision | None = Field(description="null where no refund is known")
    refund_from: Ref | None = Field(description="who is to refund")
    refund_received: float | None = Field(description="EUR")
    share_percent: float | None = Field(description="share borne by others")
    note: Words | None
    sources: list[SourceRef]

    @staticmethod
    def resolve_measure(line: BudgetLine) -> str:
        return line.measure.code

    @staticmethod
    def resolve_payer(line: BudgetLine) -> FundingSource | None:
        return line.source

    @staticmethod
    def resolve_refund_expected_precision(line: BudgetLine) -> str | None:
        return line.refund_expected_precision if line.refund_expected is not None else None

    @staticmethod
    def resolve_period_precision(line: BudgetLine) -> str | None:
        return line.period_precision or None


class BudgetQuery(Paging):
    """Budget lines."""

    measure: Asked | None = Field(None, description="code of a measure")
    level: FundingLevel | Literal["unknown"] | None = Field(None, description="level that pays")
    kind: AmountKind | None = None
    payer: Asked | None = Field(None, description="code of a payer")
    q: Asked | None = Field(None, description="words in the measure's code or title, the payer's name")
    order: Literal["measure", "-measure", "amount", "-amount", "period_from", "-period_from"] = "measure"


@router.get("/budget-lines", summary="Money and posts", **answers(Page[BudgetLineOut]))
def list_budget_lines(request: HttpRequest, query: Query[BudgetQuery]) -> HttpResponse:
    """Budget lines of public measures. Amounts of different periods and kinds must not be added up."""
    rows = narrowed(line_rows(), measure__code=query.measure, kind=query.kind, source__code=query.payer)
    if query.level is not None:
        level = {"source": None} if query.level == "unknown" else {"source__level": query.level}
        rows = rows.filter(**level)
    order = {"measure": "measure__code"}
    return page_of(request, rows.filter(words_found(query.q or "", TEXTS)), query, BudgetLineOut, order)


def line_rows() -> QuerySet[BudgetLine]:
    """Lines of public measures with everything an item shows."""
    rows = BudgetLine.objects.filter(measure__is_public=True)
    return rows.select_related("measure", "source", "refund_from").prefetch_related("sources")
