"""Addresses of items: for machines below /api/v1, for people where a page of that name is installed."""

from urllib.parse import quote

from django.urls import NoReverseMatch, reverse

ROOT = "/api/v1"


def api_address(resource: str, code: str | None = None) -> str:
    """Path of a list or, with a code, of one item; without the host, which a proxy may change."""
    return f"{ROOT}/{resource}" if code is None else f"{ROOT}/{resource}/{quote(code, safe='')}"


def page_address(name: str, *args: object) -> str | None:
    """Path of the page for people, in the language that is active; None if this site has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None
