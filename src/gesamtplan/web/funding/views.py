"""Who pays, how much, until when."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gesamtplan.core.readonly import reading
from gesamtplan.funding import queries
from gesamtplan.funding.models import BudgetLine
from gesamtplan.funding.queries import PeriodGroup
from gesamtplan.funding.states import AmountKind
from gesamtplan.offers.queries import voluntary_offers
from gesamtplan.plan.queries.overview import fields_of_action
from gesamtplan.web import filters
from gesamtplan.web.funding.flow import MOST, drawn, flow
from gesamtplan.web.funding.rows import MONEY
from gesamtplan.web.funding.shares import city_segments, level_segments
from gesamtplan.web.funding.words import level_word


@login_not_required
@reading
def money(request: HttpRequest) -> HttpResponse:
    """All budget lines, and the flow picture of those that begin in one year."""
    chosen = filters.chosen(request, "q", "level", "kind", "field", "sort")
    rows = queries.budget_lines(chosen["q"], chosen["level"], chosen["kind"], chosen["field"], chosen["sort"])
    if form := filters.download_form(request):
        return MONEY.file(form, rows)
    lines = queries.thin(rows)
    groups, page = queries.by_period(lines), filters.page_of(request, lines)
    group = _group(groups, request.GET.get("year", ""))
    picture = drawn(group.lines if group else ())
    shares, posts = _shares(lines), queries.posts(lines)
    queries.complete({*page, *picture, *shares["city"].voluntary[:MOST], *posts.lines[:MOST]})
    context = {
        "page": page,
        "groups": groups,
        "group": group,
        "voluntary_offers": voluntary_offers()[:MOST],
        "flow": flow(picture) if group else None,
        "beyond": len(group.lines) - len(picture) if group else 0,
        "posts": posts,
        "most": f":{MOST}",
        "voluntary_more": max(len(shares["city"].voluntary) - MOST, 0),
        "posts_more": max(len(posts.lines) - MOST, 0),
        "chosen": chosen,
        "selects": _selects(lines, chosen),
        **shares,
    }
    return render(request, "web/funding/money.html", context)


def _group(groups: Sequence[PeriodGroup], year: str) -> PeriodGroup | None:
    """The group asked for, else the one with most known amounts; the newest of equals."""
    asked = next((group for group in groups if year and str(group.year or "unknown") == year), None)
    return asked or max(groups, key=lambda group: group.amounts_known, default=None)


def _selects(lines: Sequence[BudgetLine], chosen: dict[str, str]) -> list[filters.Select]:
    levels = [(level, level_word(level), n) for level, n in queries.by_level(lines)]
    return filters.selects(
        chosen,
        ("level", _("Payer"), levels),
        ("kind", _("Kind of amount"), AmountKind.choices),
        ("field", _("Field of action"), [(field.code, field.short_title) for field in fields_of_action()]),
    )


def _shares(lines: Sequence[BudgetLine]) -> dict[str, Any]:
    share = queries.city_share(lines)
    return {
        "city": share,
        "city_segments": city_segments(share),
        "level_segments": level_segments(queries.by_level(lines)),
        "caution": _("The amounts belong to different periods and may overlap. They are not added up."),
    }
