"""One page: all results, or the first few while somebody types in the head of a page."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from gesamtplan.core.readonly import reading
from gesamtplan.core.search_index import queries
from gesamtplan.core.search_index.results import SearchResult
from gesamtplan.web import filters
from gesamtplan.web.search import shown

TEMPLATE = "web/search/search.html"
PER_PAGE, SUGGESTED, LAST_PAGE, LONGEST = 20, 6, 500, 200


@login_not_required
@reading
def search(request: HttpRequest) -> HttpResponse:
    """Everything public that has these words."""
    chosen = filters.chosen(request, "q", "kind", "field", "year")
    chosen["q"] = chosen["q"].replace("\x00", "")[:LONGEST]
    if request.headers.get("HX-Target") == "site-suggestions":
        result = _found(chosen, 0, SUGGESTED)
        context: dict[str, Any] = {"result": result, "rows": shown.rows(result.hits)}
        return _varied(render(request, f"{TEMPLATE}#suggestions", context))
    number = _page_number(request)
    result = _found(chosen, (number - 1) * PER_PAGE, PER_PAGE)
    context = {
        "chosen": chosen,
        "result": result,
        "rows": shown.rows(result.hits),
        "kinds": shown.kind_links(result),
        "selects": shown.selects(result, chosen),
        "page": Paginator(range(result.total), PER_PAGE).get_page(number),
    }
    return _varied(render(request, TEMPLATE, context))


def _found(chosen: dict[str, str], offset: int, limit: int) -> SearchResult:
    facets = {name: [chosen[name]] for name in ("field", "year") if chosen[name]}
    kinds = [chosen["kind"]] if chosen["kind"] else []
    language = get_language() or "de"
    return queries.search(
        chosen["q"], language=language, kinds=kinds, facets=facets, limit=limit, offset=offset
    )


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return min(max(int(asked), 1), LAST_PAGE) if asked.isascii() and asked.isdigit() else 1


def _varied(response: HttpResponse) -> HttpResponse:
    """The head of a page and the search itself ask at the same address."""
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response
