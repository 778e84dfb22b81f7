"""What every page needs to know: the instance, the main navigation, the footer."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from gesamtplan.theme.queries import instance_with_arms
from gesamtplan.web import readers
from gesamtplan.web.languages import is_readers_language, page_language, page_links
from gesamtplan.web.navigation import Entry

PLAN_PAGES = {
    "plan",
    "measures",
    "measure",
    "open-topics",
    "open-topics-feed",
    "money",
    "reports",
    "report",
    "report-pdf",
}
NEED_PAGES = {
    "needs",
    "need",
    "day-one",
    "day-one-changes",
    "needs-analysis",
    "gap",
    "needs-analysis-compare",
    "what-if",
    "next-offers",
}
OFFER_PAGES = {
    "offers",
    "offers-list",
    "offers-table",
    "offline",
    "offline-kind",
    "offer",
    "organizations",
    "organization",
}
COUNCIL_PAGES = {
    "council",
    "resolutions",
    "resolution",
    "motions",
    "motion",
    "committees",
    "committee",
    "paper",
}
FIGURE_PAGES = {"figures", "figure", "figure-map", "figures-reported"}
DESK_PAGES = {
    "desk-offers",
    "desk-due",
    "desk-links",
    "desk-link",
    "desk-proposals",
    "desk-unpublished",
    "desk-withdraw",
    "translations",
    "translations-language",
    "translations-preview",
    "translation",
    "assess",
    "assessment-run",
    "assumption",
    "propose-need",
    "desk",
    "update-need",
    "update-measure",
    "theme",
    "unmet",
    "sheets",
    "sheet",
    "sheet-columns",
}

SECTIONS = (
    ("plan", _("Plan"), PLAN_PAGES),
    ("needs", _("Needs"), NEED_PAGES),
    ("offers", _("Offers"), OFFER_PAGES),
    ("council", _("Council"), COUNCIL_PAGES),
    ("figures", _("Figures"), FIGURE_PAGES),
)
DESK = ("desk", _("Desk"), DESK_PAGES)
FOOTER = (
    ("imprint", _("Imprint")),
    ("privacy", _("Privacy")),
    ("accessibility", _("Accessibility statement")),
    ("feedback", _("Report a barrier")),
    ("data", _("Open data")),
    ("sources", _("Sources")),
)


def _entry(name: str, label: Any, is_current: bool = False) -> list[Entry]:
    """The link, or nothing where the room has no such page."""
    try:
        return [Entry(label, reverse(f"web:{name}"), is_current)]
    except NoReverseMatch:
        return []


def site(request: HttpRequest) -> dict[str, Any]:
    """The one instance (None before the first import), main navigation and footer."""
    match = request.resolver_match
    here = match.url_name if match else ""
    user = getattr(request, "user", None)
    sections = [*SECTIONS, DESK] if user and user.is_authenticated else SECTIONS
    every_page = {
        "instance": instance_with_arms(),
        "accent": settings.ACCENT.removeprefix("#"),
        "page_language": page_language(),
        "page_links": page_links(request),
    }
    if is_readers_language():
        return every_page | readers.frame(is_finder=here in OFFER_PAGES)
    return every_page | {
        "home": reverse("web:start"),
        "navigation": [
            entry for name, label, pages in sections for entry in _entry(name, label, here in pages)
        ],
        "footer": [entry for name, label in FOOTER for entry in _entry(name, label)],
    }
