"""What can be downloaded: for each list its page, its table forms and its place in the API."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Dataset:
    """One list; the CSV and XLSX forms are those of its page."""

    title: Any
    text: Any
    page: str
    api: str


LISTS = (
    ("needs", _("Needs"), _("every need with fields of action, state, term, origin and lead")),
    ("measures", _("Measures"), _("every measure with state, period, lead and needs")),
    ("open-topics", _("Open topics"), _("what was handed to a department, with the next report")),
    ("money", _("Money"), _("asked, granted and spent, by source")),
    ("figures", _("Figures"), _("every indicator with definition and latest value")),
    ("resolutions", _("Council resolutions"), _("decisions with paper, committee and date")),
    ("motions", _("Motions"), _("motions with movers, date and state")),
    ("offers", _("Offers"), _("offers with provider, languages and access")),
    ("organizations", _("Organizations"), _("departments, providers and partners")),
    ("day-one", _("Day-one matrix"), _("who may use what, by residence status and date")),
)
API_PLACES = {"figures": "indicators", "money": ""}


def datasets() -> list[Dataset]:
    """Every list whose page exists."""
    return [
        Dataset(title, text, page, f"/api/v1/{place}" if place else "")
        for name, title, text in LISTS
        for place in [API_PLACES.get(name, name)]
        if (page := _page(name))
    ]


def _page(name: str) -> str:
    try:
        return reverse(f"web:{name}")
    except NoReverseMatch:
        return ""
