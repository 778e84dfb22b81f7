"""Figures: definitions with their values, and single figures of public sources."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from gesamtplan.core.readonly import reading
from gesamtplan.indicators import queries
from gesamtplan.indicators.models import Indicator
from gesamtplan.plan.models import FieldOfAction
from gesamtplan.web import filters
from gesamtplan.web.downloads import table_response
from gesamtplan.web.indicators import tables
from gesamtplan.web.indicators.figure_data import figure_data
from gesamtplan.web.indicators.pages import figure_page
from gesamtplan.web.indicators.reported_table import REPORTED, reported_row
from gesamtplan.web.indicators.sparks import with_sparks

PER_PAGE = 75


@login_not_required
@reading
def figures(request: HttpRequest) -> HttpResponse:
    """All definitions by theme, with the city's latest value where one is loaded."""
    chosen = filters.chosen(request, "q", "theme", "field", "values")
    found = queries.indicators(chosen["q"], chosen["theme"], chosen["field"], chosen["values"] == "loaded")
    if form := filters.download_form(request):
        return table_response(
            "figures", form, tables.FIGURES, map(tables.figure_row, queries.with_city_series(found))
        )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.with_city_series(page.object_list)
    context = {
        "page": page,
        "groups": [
            (theme, with_sparks(part)) for theme, part in groupby(rows, lambda row: row.indicator.theme)
        ],
        "loaded": queries.loaded(found),
        "chosen": chosen,
        "themes": [(theme, theme, n) for theme, n in queries.themes()],
        "fields": [(field.code, field.short_title) for field in FieldOfAction.objects.order_by("number")],
    }
    return render(request, "web/indicators/figures.html", context)


@login_not_required
@reading
def figure(request: HttpRequest, code: str) -> HttpResponse:
    """One figure: line, map, table, definition, revisions."""
    try:
        found = queries.figure(code)
    except Indicator.DoesNotExist as missing:
        raise Http404 from missing
    if request.GET.get("format") == "json":
        return JsonResponse(figure_data(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
    if form := filters.download_form(request):
        return table_response(f"figure-{code}", form, tables.VALUES, tables.value_rows(found))
    page = figure_page(found, request.GET.get("year", ""))
    return render(request, "web/indicators/figure.html", {"figure": found, "page": page})


@login_not_required
@reading
def reported(request: HttpRequest) -> HttpResponse:
    """Single figures that public sources report, without a series."""
    chosen = filters.chosen(request, "q", "group")
    rows = queries.reported_figures(**chosen)
    if form := filters.download_form(request):
        return table_response("reported-figures", form, REPORTED, map(reported_row, rows))
    shown = list(rows)
    context = {
        "groups": [(name, list(part)) for name, part in groupby(shown, lambda row: row.group)],
        "total": len(shown),
        "chosen": chosen,
        "choices": queries.reported_groups(),
    }
    return render(request, "web/indicators/reported.html", context)
