"""Addresses of items: for machines below /api/v1, for people where a page of that name is installed."""

from urllib.parse import quote

from django.db.models import Model
from django.urls import NoReverseMatch, reverse

ROOT = "/api/v1"
PLACES = {  # kind of row: its list here, its page for people
    "measure": ("measures", "web:measure"),
    "motion": ("motions", "web:motion"),
    "need": ("needs", "web:need"),
    "offer": ("offers", "web:offer"),
    "resolution": ("resolutions", "web:resolution"),
}


def places_of(row: Model) -> tuple[str, str]:
    """List of the API and name of the page for people of a kind of row. Raises KeyError for one not in PLACES."""
    return PLACES[row._meta.model_name or ""]


def api_address(resource: str, code: str | None = None) -> str:
    """Path of a list or, with a code, of one item; without the host, which a proxy may change."""
    return f"{ROOT}/{resource}" if code is None else f"{ROOT}/{resource}/{quote(code, safe='')}"


def page_address(name: str, *args: object) -> str | None:
    """Path of the page for people, in the language that is active; None if this site has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None
