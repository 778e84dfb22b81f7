"""Needs: the list and one of them."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from gesamtplan.core.readonly import reading
from gesamtplan.gaps.queries.evidence import evidence_of
from gesamtplan.plan.queries import needs as need_queries
from gesamtplan.plan.queries.listing import find
from gesamtplan.plan.rules import may_add_status_update
from gesamtplan.web import filters
from gesamtplan.web.plan import chain, tables
from gesamtplan.web.plan.board import board
from gesamtplan.web.plan.choices import need_selects
from gesamtplan.web.plan.results import page_or_results
from gesamtplan.web.plan.shares import bar_of


@login_not_required
@reading
def needs(request: HttpRequest) -> HttpResponse:
    """Needs, filtered by the address; as table or board."""
    chosen = filters.chosen(request, "q", "field", "state", "term", "lead", "origin", "sort")
    found = find(need_queries.need_index(), chosen)
    if form := filters.download_form(request):
        rows = need_queries.needs_by_key((row.pk for row in found.rows), "target_groups")
        return tables.NEEDS.file(form, rows)
    page, is_board = filters.page_of(request, found.rows), request.GET.get("view") == "board"
    context: dict[str, Any] = {
        "chosen": chosen,
        "selects": need_selects(found, chosen),
        "page": page,
        "view": "board" if is_board else "",
        "rows": [] if is_board else need_queries.needs_by_key(row.pk for row in page),
        "board": board(found.rows) if is_board else None,
        "bar": bar_of(found.rows),
    }
    return page_or_results(request, "web/plan/needs.html", context)


@login_not_required
@reading
def need(request: HttpRequest, code: str) -> HttpResponse:
    """One need and its chain."""
    row = filters.found(need_queries.need_page, code)
    context = {
        "need": row,
        "chain": chain.of_need(row),
        "evidence": evidence_of(row, localdate()),
        "may_update": may_add_status_update(request.user, row),
    }
    return render(request, "web/plan/need.html", context)
