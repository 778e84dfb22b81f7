"""Reads of organizations."""

from collections import Counter

from django.db.models import QuerySet

from gesamtplan.core.search import words_found
from gesamtplan.parties.models import Organization

IN_PROJECT = {"yes": True, "no": False, "unknown": None}
ORDER = {"name": ("name__de",), "kind": ("kind", "code"), "project": ("in_project", "code")}
TEXT = ("name__de", "name__en", "short_name", "role__de", "role__en")


def organizations(q: str = "", kind: str = "", project: str = "", sort: str = "") -> QuerySet[Organization]:
    """Organizations that fit the filter; `project` is yes, no or unknown."""
    found = (
        Organization.objects.filter(words_found(q, TEXT)).select_related("parent").prefetch_related("sources")
    )
    if kind:
        found = found.filter(kind=kind)
    if project in IN_PROJECT:
        found = found.filter(in_project=IN_PROJECT[project])
    columns = ORDER.get(sort.removeprefix("-"), ("code",))
    return found.order_by(*(f"-{column}" if sort.startswith("-") else column for column in columns))


def kinds_in_use() -> dict[str, int]:
    """Number of organizations of each kind."""
    return dict(Counter(Organization.objects.values_list("kind", flat=True)))


def project_counts() -> dict[str, int]:
    """Number of organizations by whether they took part in the project: yes, no, unknown."""
    counted = Counter(Organization.objects.values_list("in_project", flat=True))
    return {word: counted[value] for word, value in IN_PROJECT.items()}


def organization(code: str) -> Organization:
    """One organization with its units and sources; raises Organization.DoesNotExist."""
    return (
        Organization.objects.select_related("parent")
        .prefetch_related("units", "sources", "contacts")
        .get(code=code)
    )
