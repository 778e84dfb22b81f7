"""A list as people see it: filters, a page of rows, the file of all rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gesamtplan.web import filters
from gesamtplan.web.downloads import Table


def _as_it_is(row: Any) -> Any:
    return row


@dataclass(frozen=True)
class ListPage:
    """Template (extends web/list.html), file, and `shown`: what a row of the database becomes in both."""

    template: str
    table: Table
    shown: Callable[[Any], Any] = _as_it_is

    def answer(
        self, request: HttpRequest, chosen: dict[str, str], rows: Any, selects: Callable[[], Any]
    ) -> HttpResponse:
        """Page or file of `rows`, which fit what is `chosen`; `selects` is only asked for by the page."""
        if form := filters.download_form(request):
            return self.table.file(form, map(self.shown, rows))
        page = filters.page_of(request, rows)
        page.object_list = [self.shown(row) for row in page]
        context = {"page": page, "chosen": chosen, "selects": selects()}
        return render(request, self.template, context)
