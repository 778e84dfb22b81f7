"""What a result of the search becomes on the page: words for kinds, addresses, choices that are left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from gesamtplan.core.search_index.results import Hit, SearchResult
from gesamtplan.plan.queries.overview import fields_of_action
from gesamtplan.web.filters import Select

# kind of document: one, many
KINDS: dict[str, tuple[Any, Any]] = {
    "need": (_("Need"), _("Needs")),
    "measure": (_("Measure"), _("Measures")),
    "offer": (_("Offer"), _("Offers")),
    "resolution": (_("Paper and resolution"), _("Papers and resolutions")),
    "motion": (_("Motion"), _("Motions")),
    "committee": (_("Committee"), _("Committees")),
    "organization": (_("Organization"), _("Organizations")),
    "indicator": (_("Indicator"), _("Indicators")),
    "figure": (_("Reported figure"), _("Reported figures")),
    "report": (_("Report"), _("Reports")),
}


@dataclass(frozen=True)
class Row:
    """A hit with its address and the word for its kind."""

    hit: Hit
    label: Any
    url: str


@dataclass(frozen=True)
class KindLink:
    """One kind among the results, with how many there are."""

    code: str
    label: Any
    count: int


def rows(hits: Iterable[Hit]) -> list[Row]:
    """Hits that have a page on this site."""
    found = (Row(hit, _label(hit.kind, 0), _url(hit)) for hit in hits)
    return [row for row in found if row.url]


def kind_links(result: SearchResult) -> list[KindLink]:
    """Kinds that occur, in the order of the site."""
    counted = dict(result.kinds)
    return [KindLink(kind, many, counted[kind]) for kind, (_one, many) in KINDS.items() if kind in counted]


def selects(result: SearchResult, chosen: Mapping[str, str]) -> list[Select]:
    """Choices by which the results can be narrowed; none where there is nothing to choose."""
    titles = {field.code: field.short_title for field in fields_of_action()}
    fields = [(code, titles[code], n) for code, n in result.facets.get("field", ()) if code in titles]
    years = sorted(((code, code, n) for code, n in result.facets.get("year", ())), reverse=True)
    choices = (
        Select("field", _("Field of action"), fields, chosen["field"]),
        Select("year", _("Year"), years, chosen["year"]),
    )
    return [select for select in choices if select.options]


def _label(kind: str, number: int) -> Any:
    return KINDS[kind][number] if kind in KINDS else kind


def _url(hit: Hit) -> str:
    """Address of the page; "" where this site has no such page."""
    try:
        return reverse(f"web:{hit.page}", args=hit.args)
    except NoReverseMatch:
        return ""
