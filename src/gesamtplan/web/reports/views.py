"""Published reports as page, PDF and data, all from the same frozen content; and the button that makes one."""

from functools import wraps
from typing import Any, Protocol

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gesamtplan.accounts.models import User
from gesamtplan.core.readonly import reading
from gesamtplan.reports.content import NothingToReportError
from gesamtplan.reports.fonts import FontsMissingError
from gesamtplan.reports.models import Report
from gesamtplan.reports.operations import (
    ReportFileDiffersError,
    canonical,
    create_status_report,
    ensure_pdf,
    pdf_path,
)
from gesamtplan.reports.queries import public_report, public_reports
from gesamtplan.reports.rules import CREATE_REPORT, may_create_report
from gesamtplan.reports.typesetting import ReportNotSetError

PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
NOT_MADE = (FontsMissingError, NothingToReportError, ReportNotSetError, ReportFileDiffersError)


class ReportView(Protocol):
    """A view of one report."""

    def __call__(self, request: HttpRequest, report: Report, **kwargs: Any) -> HttpResponseBase: ...


def of_report(view: ReportView) -> Any:
    """Finds the public report of the address; what is not public does not exist."""

    @wraps(view)
    def inner(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
        try:
            found = public_report(pk)
        except Report.DoesNotExist as missing:
            raise Http404 from missing
        return view(request, found, **kwargs)

    return login_not_required(require_safe(reading(inner)))


def _unchanged(request: HttpRequest, digest: str) -> HttpResponseBase | None:
    """304 where the reader has it already: what is frozen is known by its digest."""
    return get_conditional_response(request, quote_etag(digest))


def _frozen(response: HttpResponseBase, digest: str) -> HttpResponseBase:
    response["ETag"] = quote_etag(digest)
    response["Cache-Control"] = "public, max-age=3600"
    return response


@login_not_required
@require_safe
@reading
def reports(request: HttpRequest) -> HttpResponse:
    """All published reports, latest first; coordinators find the button here."""
    context = {"reports": public_reports(), "may_create": may_create_report(request.user)}
    return render(request, "web/reports/reports.html", context)


@require_POST
@permission_required(CREATE_REPORT, raise_exception=True)
def create(request: HttpRequest) -> HttpResponse:
    """Freeze today's status report in the language of the page."""
    actor = request.user if isinstance(request.user, User) else None
    language = (get_language() or "de")[:2]
    try:
        made = create_status_report(
            on=timezone.localdate(), language=language, now=timezone.now(), actor=actor
        )
    except NOT_MADE as error:
        messages.error(request, _("The report could not be made. %s") % error)
        return redirect("web:reports")
    messages.success(request, _("Today's report is ready. What is frozen in it does not change any more."))
    return redirect("web:report", made.pk)


@of_report
def report(request: HttpRequest, report: Report, **_kwargs: Any) -> HttpResponse:
    """The report as a page."""
    return render(request, "web/reports/report.html", {"report": report, "content": report.content})


@of_report
def report_pdf(request: HttpRequest, report: Report, **_kwargs: Any) -> HttpResponseBase:
    """The file as it was set when the report was frozen."""
    if unchanged := _unchanged(request, report.pdf_digest):
        return unchanged
    try:
        path = ensure_pdf(report)
    except NOT_MADE as error:
        return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")
    response = FileResponse(path.open("rb"), content_type="application/pdf", filename=pdf_path(report).name)
    return _frozen(response, report.pdf_digest)


@of_report
def report_data(request: HttpRequest, report: Report, **_kwargs: Any) -> HttpResponseBase:
    """The frozen content as JSON: exactly the bytes whose SHA-256 is the report's checksum."""
    if unchanged := _unchanged(request, report.digest):
        return unchanged
    return _frozen(HttpResponse(canonical(report.content), content_type="application/json"), report.digest)


@of_report
def picture(request: HttpRequest, report: Report, name: str = "", **_kwargs: Any) -> HttpResponseBase:
    """One chart or map of the report. Its policy allows the picture its own styles and nothing else."""
    svg = report.content["pictures"].get(name)
    if svg is None:
        raise Http404(f"The report has no picture {name}.")
    if unchanged := _unchanged(request, report.digest):
        return unchanged
    response = HttpResponse(svg, content_type="image/svg+xml")
    response["Content-Security-Policy"] = PICTURE_POLICY
    return _frozen(response, report.digest)
