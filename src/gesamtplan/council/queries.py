"""Reads committees and motions."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from gesamtplan.core.search import words_found
from gesamtplan.council.models import Committee, Motion
from gesamtplan.parties.models import Organization

SUBJECT = ("subject__de", "subject__en", "treatment__de", "treatment__en", "reference", "movers", "code")
MOTION_ORDER = {"date": "date", "reference": "reference", "movers": "movers", "state": "state"}
NAME = ("name__de", "name__en", "role__de", "role__en", "code")


def motions(q: str = "", state: str = "", movers: str = "", sort: str = "") -> QuerySet[Motion]:
    """Motions that fit the filter, newest first unless sorted otherwise."""
    found = Motion.objects.filter(words_found(q, SUBJECT))
    if state:
        found = found.filter(state=state)
    if movers:
        found = found.filter(movers=movers)
    return found.order_by(*_order(sort), "code").prefetch_related("sources")


def _order(sort: str) -> list[str]:
    column = MOTION_ORDER.get(sort.removeprefix("-"), "")
    return [f"-{column}" if sort.startswith("-") else column] if column else ["-date"]


def motion_states() -> dict[str, int]:
    """Number of motions by state."""
    return dict(Motion.objects.order_by("state").values_list("state").annotate(n=Count("pk")))


def motion_movers() -> list[tuple[str, int]]:
    """Movers as printed, with the number of their motions."""
    return list(Motion.objects.order_by("movers").values_list("movers").annotate(n=Count("pk")))


def committees(q: str = "", kind: str = "", project: bool | None = None) -> QuerySet[Committee]:
    """Bodies; `project` true: those of the project, false: those only named as the place of a vote."""
    found = Committee.objects.filter(words_found(q, NAME))
    if kind:
        found = found.filter(kind=kind)
    if project is not None:
        found = found.filter(is_project_body=project)
    return (
        found.select_related("parent")
        .prefetch_related("sources")
        .order_by("-is_project_body", "kind", "code")
    )


def committee_kinds() -> dict[str, int]:
    """Number of bodies by kind."""
    return dict(Committee.objects.order_by("kind").values_list("kind").annotate(n=Count("pk")))


def committee(code: str) -> Committee:
    """One body with its parent and children; raises Committee.DoesNotExist."""
    found = Committee.objects.select_related("parent").prefetch_related("children", "sources")
    return found.get(code=code)


def organizations_named(codes: Iterable[str]) -> dict[str, Organization]:
    """Organizations that the facts of a body name, by code."""
    return {row.code: row for row in Organization.objects.filter(code__in=list(codes))}
