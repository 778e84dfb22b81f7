"""Areas as maps and tables need them."""

from django.db.models import QuerySet

from gesamtplan.territory.models import Area
from gesamtplan.territory.states import AreaKind


def city() -> Area | None:
    """The whole city; None before the first import."""
    return Area.objects.filter(kind=AreaKind.CITY).defer("geometry").first()


def districts() -> QuerySet[Area]:
    """The districts with their outlines, by number."""
    return Area.objects.filter(kind=AreaKind.DISTRICT).order_by("code")


def areas_of_figures() -> QuerySet[Area]:
    """The city first, then its districts with their outlines: the rows of a table of figures."""
    rows = Area.objects.filter(kind__in=[AreaKind.CITY, AreaKind.DISTRICT])
    return rows.order_by("kind", "code")  # "city" comes before "district" in the alphabet
