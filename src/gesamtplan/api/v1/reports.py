"""Published reports."""

import datetime as dt
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from gesamtplan.api.addresses import page_address
from gesamtplan.api.listing import Page, Paging, answers, narrowed, page_of
from gesamtplan.api.shapes import Day
from gesamtplan.reports.models import Report
from gesamtplan.reports.states import ReportKind

router = Router(tags=["Sources and reports"])


class ReportOut(Schema):
    """A frozen report. Its sources stand inside its content."""

    id: str = Field(description="SHA-256 of the frozen content: the same content has the same id")
    kind: ReportKind
    language: str
    on: Day
    title: str
    pdf_digest: str | None = Field(description="SHA-256 of the PDF file; null while none was made")
    created_at: dt.datetime
    page: str | None = Field(description="page for people")
    pdf: str | None

    @staticmethod
    def resolve_id(report: Report) -> str:
        return report.digest

    @staticmethod
    def resolve_pdf_digest(report: Report) -> str | None:
        return report.pdf_digest or None

    @staticmethod
    def resolve_page(report: Report) -> str | None:
        return page_address("web:report", report.pk)

    @staticmethod
    def resolve_pdf(report: Report) -> str | None:
        return page_address("web:report-pdf", report.pk)


class ReportQuery(Paging):
    """Reports."""

    kind: ReportKind | None = None
    language: Literal["de", "en"] | None = None
    order: Literal["on", "-on"] = "-on"


@router.get("/reports", summary="Reports", **answers(Page[ReportOut]))
def list_reports(request: HttpRequest, query: Query[ReportQuery]) -> HttpResponse:
    """Published reports, the latest first."""
    rows = Report.objects.filter(is_public=True).defer("content")
    rows = narrowed(rows, kind=query.kind, language=query.language)
    return page_of(request, rows, query, ReportOut)
