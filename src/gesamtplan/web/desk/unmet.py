"""What people looked for and did not find: by kind of offer, district and month."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gesamtplan.core.readonly import reading
from gesamtplan.kern.charts import Segment
from gesamtplan.offers.models import OfferKind
from gesamtplan.offers.queries import Unmet, unmet_demand
from gesamtplan.territory.queries import districts
from gesamtplan.web import filters
from gesamtplan.web.downloads import Table


@dataclass(frozen=True)
class Row:
    """`searches` None: fewer than the threshold. `bar`: its length beside the largest count."""

    month: date
    kind: str
    area: str
    searches: int | None
    bar: list[Segment]


TABLE = Table(
    "unmet-demand",
    (
        (gettext_lazy("Month"), lambda row: f"{row.month:%Y-%m}"),
        (gettext_lazy("Kind"), lambda row: row.kind),
        (gettext_lazy("District"), lambda row: row.area),
        (gettext_lazy("Searches"), lambda row: row.searches if row.searches is not None else _few()),
    ),
)


@reading
def unmet(request: HttpRequest) -> HttpResponse:
    """The counts as table with bars, and as file."""
    found = unmet_demand()
    kinds = {kind.code: str(kind) for kind in OfferKind.objects.all()}
    areas = {area.code: str(area) for area in districts().defer("geometry")}
    rows = [_row(one, kinds, areas) for one in found]
    if form := filters.download_form(request):
        return TABLE.file(form, rows)
    largest = max((one.searches or 0 for one in found), default=0)
    context: dict[str, Any] = {"rows": rows, "largest": largest, "few": _few()}
    return render(request, "web/desk/unmet.html", context)


def _row(one: Unmet, kinds: dict[str, str], areas: dict[str, str]) -> Row:
    kind = kinds.get(one.kind, one.kind) or _("any kind")
    area = areas.get(one.area, one.area) or _("district not said")
    said = f"{kind}, {area}, {date_format(one.month, 'F Y')}"
    return Row(one.month, kind, area, one.searches, [Segment(said, one.searches or 0, "tone-open")])


def _few() -> str:
    return _("fewer than %(threshold)d") % {"threshold": settings.DISCLOSURE_THRESHOLD}
