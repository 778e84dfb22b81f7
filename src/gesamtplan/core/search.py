"""Search by words in several columns at once."""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from django.db.models import Q


def words_found(text: str, columns: Iterable[str]) -> Q:
    """Each word of `text` occurs in at least one of the columns; localized texts are named by language: "title__de"."""
    paths = list(columns)
    words = (reduce(or_, (Q(**{f"{path}__icontains": word}) for path in paths)) for word in text.split())
    return reduce(and_, words, Q())
