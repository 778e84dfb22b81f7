"""Whose identifiers these are: each city's are its own."""

from gesamtplan.offers.hsds.identity import Ids
from gesamtplan.plan.models import Plan


def ids_here() -> Ids:
    """Identifiers of the city that this installation serves."""
    return Ids(Plan.objects.order_by("pk").values_list("city__code", flat=True).first() or "")
