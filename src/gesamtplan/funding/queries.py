"""Reads budget lines. Amounts of different periods are never added up here: lines are only grouped and counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet, prefetch_related_objects

from gesamtplan.core.search import words_found
from gesamtplan.funding.models import BudgetLine
from gesamtplan.offers.states import FundingLevel
from gesamtplan.plan.models import FieldOfAction

TEXT = ("measure__title__de", "measure__title__en", "measure__code", "source__name__de", "source__name__en")
ORDER = {
    "measure": "measure__code",
    "payer": "source__level",
    "kind": "kind",
    "amount": "amount",
    "period": "period_from",
    "posts": "posts_granted",
}


@dataclass(frozen=True)
class PeriodGroup:
    """Budget lines that begin in the same year; None: the year is not known. Their amounts may overlap."""

    year: int | None
    lines: tuple[BudgetLine, ...]

    @property
    def amounts_known(self) -> int:
        """Lines with a known amount."""
        return sum(line.amount is not None for line in self.lines)


@dataclass(frozen=True)
class CityShare:
    """Lines the city pays itself, by whether a law obliges it: what it pays because nobody else does is `voluntary`."""

    voluntary: tuple[BudgetLine, ...]
    duty: tuple[BudgetLine, ...]
    not_known: tuple[BudgetLine, ...]


def budget_lines(
    q: str = "", level: str = "", kind: str = "", field_code: str = "", sort: str = ""
) -> QuerySet[BudgetLine]:
    """Lines of public measures that fit the filter; level "unknown" finds lines without a known payer."""
    found = BudgetLine.objects.filter(words_found(q, TEXT), measure__is_public=True)
    if level:
        found = found.filter(source=None) if level == "unknown" else found.filter(source__level=level)
    if kind:
        found = found.filter(kind=kind)
    if field_code:
        found = found.filter(measure__fields_of_action__code=field_code)
    column = ORDER.get(sort.removeprefix("-"), "")
    first = [f"-{column}" if sort.startswith("-") else column] if column else ["-period_from"]
    joined = found.select_related("measure", "source").prefetch_related(_fields(), "sources")
    return joined.order_by(*first, "measure__code", "pk").distinct()


def _fields() -> "Prefetch[Any]":
    return Prefetch("measure__fields_of_action", FieldOfAction.objects.order_by("number"))


def thin(rows: QuerySet[BudgetLine]) -> list[BudgetLine]:
    """The same lines with their payer only: enough to count and group hundreds of them."""
    return list(rows.select_related(None).select_related("source").prefetch_related(None))


def complete(lines: Iterable[BudgetLine]) -> None:
    """Read what a row shows of these thin lines: measure, fields, sources; three queries for all of them."""
    prefetch_related_objects(list(lines), "measure", _fields(), "sources")


def latest_amounts() -> QuerySet[BudgetLine]:
    """Lines with a known amount, latest period first, within a period the largest amount."""
    latest = F("period_from").desc(nulls_last=True)
    return budget_lines().exclude(amount=None).order_by(latest, "-amount", "measure__code", "pk")


def measures_known() -> tuple[int, int]:
    """How many public measures have a line with an amount, and one with a payer."""
    rows = BudgetLine.objects.filter(measure__is_public=True)
    found = rows.aggregate(
        amount=Count("measure", filter=Q(amount__isnull=False), distinct=True),
        payer=Count("measure", filter=Q(source__isnull=False), distinct=True),
    )
    return found["amount"], found["payer"]


def payer_level(line: BudgetLine) -> str:
    """Level of the payer; "unknown" where no source names one."""
    return line.source.level if line.source else "unknown"


def by_period(lines: Iterable[BudgetLine]) -> list[PeriodGroup]:
    """Lines grouped by the year in which their period begins, newest first, unknown last."""
    groups: dict[int | None, list[BudgetLine]] = {}
    for line in lines:
        groups.setdefault(line.period_from.year if line.period_from else None, []).append(line)
    order = sorted((year for year in groups if year is not None), reverse=True)
    years: list[int | None] = [*order, *([None] if None in groups else [])]
    return [PeriodGroup(year, tuple(groups[year])) for year in years]


def by_level(lines: Iterable[BudgetLine]) -> list[tuple[str, int]]:
    """Number of lines by level of the payer, in the order of FundingLevel, unknown last; only what occurs."""
    counted = Counter(payer_level(line) for line in lines)
    return [(level, counted[level]) for level in [*FundingLevel.values, "unknown"] if counted[level]]


def city_share(lines: Iterable[BudgetLine]) -> CityShare:
    """What the city pays, by duty, voluntary or not known."""
    own = [line for line in lines if line.source and line.source.level == FundingLevel.CITY]
    chosen = {
        duty: tuple(row for row in own if row.source and row.source.is_duty is duty)
        for duty in (False, True, None)
    }
    return CityShare(voluntary=chosen[False], duty=chosen[True], not_known=chosen[None])


@dataclass(frozen=True)
class Posts:
    """Posts asked and granted, added over the lines where both are known: posts of one decision are comparable."""

    lines: tuple[BudgetLine, ...]
    asked: Decimal
    granted: Decimal


def posts(lines: Iterable[BudgetLine]) -> Posts:
    """Lines that speak of posts; the two sums cover only lines where both figures are known."""
    spoken = tuple(row for row in lines if row.posts_asked is not None or row.posts_granted is not None)
    asked, granted = Decimal(0), Decimal(0)
    for row in spoken:
        if row.posts_asked is not None and row.posts_granted is not None:
            asked, granted = asked + row.posts_asked, granted + row.posts_granted
    return Posts(spoken, asked, granted)
