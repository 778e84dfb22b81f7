"""Rows that belong to many offers at once: one query for each table, grouped by offer.

Days, times and JSON are asked for as text: few differ among thousands of rows, so each is turned into a value once
and shared. The drivers would make every one of them anew, which was most of the cost of a read.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from gesamtplan.core.fields import LocalizedText
from gesamtplan.engine.eligibility import Condition, condition_of
from gesamtplan.engine.errors import BadInput
from gesamtplan.offers.freshness import Standing, freshness
from gesamtplan.offers.models import CapacityReport, Eligibility, OfferAtSite, Schedule, Site
from gesamtplan.offers.opening import Timetable
from gesamtplan.offers.queries.listed import Line, Spot
from gesamtplan.offers.states import Demand

Keys = QuerySet[Any, Any]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """By offer. Offers that ask the same share one tuple of conditions, so that it is weighed once."""

    conditions: Mapping[int, tuple[Condition, ...]]
    lines: Mapping[int, list[Line]]
    spots: Mapping[int, list[Spot]]
    times: Mapping[int, list[tuple[int | None, Timetable]]]


def related(keys: Keys, today: date) -> Related:
    """What belongs to the offers with these keys (a query); five queries."""
    return Related(_conditions(keys), _lines(keys, today), _spots(keys), _times(keys))


def standings(today: date, days: int) -> Callable[[str | None], Standing]:
    """`freshness` for the few days, read as text, that thousands of figures are of."""
    return cache(lambda as_of: freshness(day_of(as_of), today, days))


def as_text(*columns: str) -> tuple[Cast, ...]:
    """These columns as the database writes them."""
    return tuple(Cast(column, TextField()) for column in columns)


@lru_cache(maxsize=8192)
def day_of(text: str | None) -> date | None:
    """A day that was read as text; None stays unknown."""
    return None if text is None else date.fromisoformat(text)


@lru_cache(maxsize=4096)
def json_of(text: str) -> Any:
    """A JSON column that was read as text: few differ, so each is parsed once. Not to be changed by the caller."""
    return json.loads(text)


def _conditions(keys: Keys) -> dict[int, tuple[Condition, ...]]:
    rows = Eligibility.objects.filter(offer__in=keys).exclude(answer=Demand.UNKNOWN).order_by()
    asked: defaultdict[int, list[tuple[str, str, str]]] = defaultdict(list)
    told: Iterable[Row] = rows.values_list("offer_id", "criterion", "answer", *as_text("values"))
    for offer, criterion, answer, values in told:
        asked[offer].append((criterion, answer, values))
    return {offer: _shared(tuple(sorted(said))) for offer, said in asked.items()}


@lru_cache(maxsize=8192)
def _shared(said: tuple[tuple[str, str, str], ...]) -> tuple[Condition, ...]:
    read = (_condition(*one) for one in said)
    return tuple(condition for condition in read if condition is not None)


def _condition(criterion: str, answer: str, values: str) -> Condition | None:
    """A row that the rules cannot read any more is unknown; `gesamtplan check` names it."""
    try:
        return condition_of(criterion, answer, json_of(values))
    except BadInput:
        return None


def _lines(keys: Keys, today: date) -> dict[int, list[Line]]:
    rows = CapacityReport.objects.current().filter(offer__in=keys).order_by("pk")
    columns = ("offer_id", "site_id", "target_group", "places", "taken", "waiting", "precision")
    standing = standings(today, settings.PLACES_FRESH_DAYS)
    found: defaultdict[int, list[Line]] = defaultdict(list)
    told: Iterable[Row] = rows.values_list(*columns, *as_text("next_start", "as_of"))
    for offer, site, group, places, taken, waiting, precision, start, as_of in told:
        found[offer].append(
            Line(site, group, places, taken, waiting, day_of(start), standing(as_of), precision)
        )
    return found


def _spots(keys: Keys) -> dict[int, list[Spot]]:
    """Few sites hold many offers: each is made once."""
    there_are: Iterable[Row] = Site.objects.values_list(*_SITE, *as_text("name", "accessibility"))
    sites = {row[0]: _spot(row) for row in there_are}
    found: defaultdict[int, list[Spot]] = defaultdict(list)
    there = OfferAtSite.objects.filter(offer__in=keys).order_by("pk")
    for offer, site in there.values_list("offer_id", "site_id"):
        found[offer].append(sites[site])
    return found


_SITE = ("pk", "code", "longitude", "latitude", "area__code", "street", "postal_code", "town")


def _spot(row: Row) -> Spot:
    pk, code, longitude, latitude, area, street, postal_code, town, name, facts = row
    place = " ".join(filter(None, (postal_code, town)))
    return Spot(
        pk, code, longitude, latitude, area, json_of(facts), LocalizedText(json_of(name)), street, place
    )


def _times(keys: Keys) -> dict[int, list[tuple[int | None, Timetable]]]:
    rows = Schedule.objects.filter(offer__in=keys).order_by("pk")
    texts = as_text("valid_from", "starts_at", "ends_at", "valid_to", "exceptions")
    found: defaultdict[int, list[tuple[int | None, Timetable]]] = defaultdict(list)
    when: Iterable[Row] = rows.values_list("offer_id", "site_id", "rule", "timezone", *texts)
    for offer, site, *said in when:
        found[offer].append((site, _timetable(*said)))
    return found


@lru_cache(maxsize=8192)
def _timetable(
    rule: str, zone: str, first: str, starts: str, ends: str, last: str | None, days: str
) -> Timetable:
    without = frozenset(map(date.fromisoformat, json.loads(days)))
    begin, end = time.fromisoformat(starts), time.fromisoformat(ends)
    return Timetable(rule, date.fromisoformat(first), begin, end, day_of(last), zone, without)
