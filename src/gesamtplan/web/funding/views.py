"""Who pays, how much, until when."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gesamtplan.core.readonly import reading
from gesamtplan.funding import queries
from gesamtplan.funding.models import BudgetLine
from gesamtplan.funding.queries import PeriodGroup
from gesamtplan.funding.states import AmountKind
from gesamtplan.offers.queries import voluntary_offers
from gesamtplan.plan.models import FieldOfAction
from gesamtplan.web import filters
from gesamtplan.web.downloads import table_response
from gesamtplan.web.funding.flow import flow
from gesamtplan.web.funding.rows import COLUMNS, download_row, level_word
from gesamtplan.web.funding.shares import city_segments, level_segments

PER_PAGE = 100


@login_not_required
@reading
def money(request: HttpRequest) -> HttpResponse:
    """All budget lines, and the flow picture of those that begin in one year."""
    chosen = filters.chosen(request, "q", "level", "kind", "field", "sort")
    rows = queries.budget_lines(chosen["q"], chosen["level"], chosen["kind"], chosen["field"], chosen["sort"])
    if form := filters.download_form(request):
        return table_response("money", form, COLUMNS, map(download_row, rows))
    lines = list(rows)
    groups = queries.by_period(lines)
    group = _group(groups, request.GET.get("year", ""))
    context = {
        "page": Paginator(lines, PER_PAGE).get_page(request.GET.get("page")),
        "groups": groups,
        "group": group,
        "voluntary_offers": voluntary_offers(),
        "flow": flow(group.lines) if group else None,
        "chosen": chosen,
        **_filters(lines),
        **_shares(lines),
    }
    return render(request, "web/funding/money.html", context)


def _group(groups: Sequence[PeriodGroup], year: str) -> PeriodGroup | None:
    """The group asked for, else the one with most known amounts; the newest of equals."""
    asked = next((group for group in groups if year and str(group.year or "unknown") == year), None)
    return asked or max(groups, key=lambda group: group.amounts_known, default=None)


def _filters(lines: Sequence[BudgetLine]) -> dict[str, object]:
    fields = FieldOfAction.objects.order_by("number")
    return {
        "levels": [(level, level_word(level), n) for level, n in queries.by_level(lines)],
        "kinds": [(kind.value, kind.label) for kind in AmountKind],
        "fields": [(field.code, field.short_title) for field in fields],
    }


def _shares(lines: Sequence[BudgetLine]) -> dict[str, object]:
    share = queries.city_share(lines)
    return {
        "city": share,
        "city_segments": city_segments(share),
        "level_segments": level_segments(queries.by_level(lines)),
        "posts": queries.posts(lines),
        "caution": _("The amounts belong to different periods and may overlap. They are not added up."),
    }
