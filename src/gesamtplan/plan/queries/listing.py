"""Filtering, counting and sorting of a list by its thin index: one small row per need or measure.

The index has a few hundred rows, so that every filter can say how many rows each of its choices would leave;
only the page shown is then read with all its columns.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)
UNKNOWN = "unknown"


@dataclass(frozen=True)
class IndexRow:
    """What a list is filtered and sorted by. `facets` holds, by filter, the values this row answers to."""

    pk: int
    code: str
    title: str
    words: str
    state: str
    state_date: date | None
    facets: Mapping[str, Collection[str]]
    order: Mapping[str, str | int | date | None] = field(default_factory=dict)


def index_row(
    row: Mapping[str, Any],
    states: Sequence[str],
    facets: Mapping[str, Collection[str]],
    order: Mapping[str, str | int | date | None],
) -> IndexRow:
    """What needs and measures have in common, from the columns of a row; `states` in the order to sort by."""
    title = str(row["title"])
    texts = [row["code"], *row["title"].values(), *(row["description"] or {}).values()]
    shared = {
        "code": row["code"],
        "title": title.casefold(),
        "date": row["state_date"],
        "lead": row["lead__code"],
    }
    return IndexRow(
        pk=row["pk"],
        code=row["code"],
        title=title,
        words=" ".join(texts).casefold(),
        state=row["state"],
        state_date=row["state_date"],
        facets={"state": [row["state"]], "lead": [row["lead__code"] or UNKNOWN], **facets},
        order={**shared, "state": states.index(row["state"]), **order},
    )


@dataclass(frozen=True)
class Found:
    """Rows that fit, in order; by filter and choice, how many rows it would leave (others given)."""

    rows: list[IndexRow]
    counts: dict[str, Counter[str]]


def find(rows: Iterable[IndexRow], criteria: Mapping[str, str]) -> Found:
    """Rows that fit `criteria`: "q" (words that all occur), "sort" (key, "-key"), any facet by name."""
    texts = criteria.get("q", "").casefold().split()
    worded = [row for row in rows if all(text in row.words for text in texts)]
    chosen = {name: value for name, value in criteria.items() if value and name not in {"q", "sort"}}
    names = {name for row in worded for name in row.facets} | set(chosen)
    counts = {name: _count(worded, chosen, name) for name in names}
    fitting = [row for row in worded if _fits(row, chosen)]
    return Found(_sorted(fitting, criteria.get("sort", "")), counts)


def _fits(row: IndexRow, chosen: Mapping[str, str], but: str = "") -> bool:
    return all(value in row.facets.get(name, ()) for name, value in chosen.items() if name != but)


def _count(rows: Iterable[IndexRow], chosen: Mapping[str, str], name: str) -> Counter[str]:
    return Counter(
        value for row in rows if _fits(row, chosen, but=name) for value in row.facets.get(name, ())
    )


def by_key(rows: QuerySet[Row], pks: Iterable[int]) -> list[Row]:
    """Rows with these keys, in the order of the keys."""
    wished = list(pks)
    found = {row.pk: row for row in rows.filter(pk__in=wished)}
    return [found[pk] for pk in wished if pk in found]


def _sorted(rows: list[IndexRow], sort: str) -> list[IndexRow]:
    """By the key wished, unknown values last in both directions; equal ones by code."""
    key = sort.removeprefix("-")
    by_code = sorted(rows, key=lambda row: row.code)
    known = [row for row in by_code if row.order.get(key) is not None]
    known.sort(key=lambda row: row.order[key], reverse=sort.startswith("-"))  # type: ignore[arg-type,return-value]
    return known + [row for row in by_code if row.order.get(key) is None]
