"""The needs analysis: map and list, one row, comparison, what if, the next offers."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from gesamtplan.core.readonly import reading
from gesamtplan.gaps.queries.analysis import stored_analysis
from gesamtplan.gaps.rules import ASK_FOR_ASSESSMENT, CHANGE_ASSUMPTION, PROPOSE_NEED
from gesamtplan.web import filters
from gesamtplan.web.downloads import table_response
from gesamtplan.web.gaps.analysis import download
from gesamtplan.web.gaps.analysis.compare_page import compare_page
from gesamtplan.web.gaps.analysis.next_page import next_offers as found_next_offers
from gesamtplan.web.gaps.analysis.page import analysis_page
from gesamtplan.web.gaps.analysis.row_page import row_page
from gesamtplan.web.gaps.analysis.what_if_page import what_if_page

TEMPLATE = "web/gaps/analysis/needs_analysis.html"


@login_not_required
@require_GET
@vary_on_headers("HX-Request")
@reading
def needs_analysis(request: HttpRequest) -> HttpResponse:
    """Where, for whom, what is missing: as page, as part of it, or as file of all rows of the list."""
    analysis = stored_analysis(with_facts=False)
    if analysis is None:
        return _nothing(request)
    page = analysis_page(request.GET, analysis)
    if form := filters.download_form(request):
        return _file(f"needs-analysis-{page.topic.code}", form, download.rows(page.topic, page.to_download))
    part = "#analysis" if request.headers.get("HX-Request") else ""
    return render(request, TEMPLATE + part, {"page": page} | _may(request))


@login_not_required
@require_GET
@reading
def gap(request: HttpRequest, topic: str, group: str, area: str) -> HttpResponse:
    """How one row was computed, down to its inputs and sources."""
    analysis = stored_analysis()
    page = row_page(analysis, topic, group, area, request.GET.get("year", "")) if analysis else None
    if page is None:
        raise Http404(f"The needs analysis has no row {topic}/{group}/{area}.")
    if form := filters.download_form(request):
        return _file(f"gap-{topic}-{group}-{area}", form, download.rows(page.topic, [page.line]))
    return render(request, "web/gaps/analysis/gap.html", {"page": page} | _may(request))


@login_not_required
@require_GET
@reading
def compare(request: HttpRequest) -> HttpResponse:
    """Two analyses: what changed and why."""
    return render(request, "web/gaps/analysis/compare.html", {"page": compare_page(request.GET)})


@login_not_required
@require_GET
@reading
def what_if(request: HttpRequest) -> HttpResponse:
    """More places, or fewer, in one area: what would change. Nothing is stored."""
    analysis = stored_analysis(with_facts=False)
    if analysis is None:
        return _nothing(request)
    return render(request, "web/gaps/analysis/what_if.html", {"page": what_if_page(request.GET, analysis)})


@login_not_required
@require_GET
@reading
def next_offers(request: HttpRequest) -> HttpResponse:
    """Where the next offers would help most."""
    analysis = stored_analysis(with_facts=False)
    if analysis is None:
        return _nothing(request)
    context = {"analysis": analysis, "kinds": found_next_offers(analysis)}
    return render(request, "web/gaps/analysis/next_offers.html", context)


def _nothing(request: HttpRequest) -> HttpResponse:
    return render(request, "web/gaps/analysis/nothing.html", _may(request))


def _may(request: HttpRequest) -> dict[str, bool]:
    """What the reader may do beside reading."""
    user: Any = request.user
    return {
        "may_assess": user.has_perm(ASK_FOR_ASSESSMENT),
        "may_change": user.has_perm(CHANGE_ASSUMPTION),
        "may_propose": user.has_perm(PROPOSE_NEED),
    }


def _file(name: str, form: str, rows: Iterable[Any]) -> HttpResponse:
    return table_response(name, form, download.columns(), rows)
