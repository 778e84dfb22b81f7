"""The tree of kinds below the fields of action. It is small: each question reads it once, whole."""

from collections import defaultdict
from collections.abc import Iterable

from gesamtplan.offers.models import OfferKind


def kinds_below(code: str) -> list[OfferKind]:
    """The kind and everything under it, from above, by code within a level; empty if there is no such kind."""
    rows = list(OfferKind.objects.all())
    return subtree([row for row in rows if row.code == code], rows)


def kinds_of_field(field_code: str) -> list[OfferKind]:
    """All kinds of a field of action, those at the top first, then what stands under them."""
    rows = list(OfferKind.objects.all())
    of_field = {row.pk for row in rows if row.field_code == field_code}
    tops = [row for row in rows if row.pk in of_field and row.parent_id not in of_field]
    return subtree(tops, rows)


def subtree(tops: list[OfferKind], rows: Iterable[OfferKind]) -> list[OfferKind]:
    """These kinds and all of the rows that stand under them, level by level."""
    children = defaultdict(list)
    for row in rows:
        children[row.parent_id].append(row)
    found: list[OfferKind] = []
    level = tops
    while level:
        found += level
        seen = {row.pk for row in found}
        level = [child for row in level for child in children[row.pk] if child.pk not in seen]
    return found
