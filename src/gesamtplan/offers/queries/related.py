"""Rows that belong to many offers at once: one query for each table, grouped by offer."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

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


def standings(today: date, days: int) -> Callable[[date | None], Standing]:
    """`freshness` for the few days that thousands of figures are of."""
    return cache(lambda as_of: freshness(as_of, today, days))


@lru_cache(maxsize=4096)
def json_of(text: str) -> Any:
    """A JSON column that was read as text: few differ, so each is parsed once. Not to be changed by the caller."""
    return json.loads(text)


def _conditions(keys: Keys) -> dict[int, tuple[Condition, ...]]:
    rows = Eligibility.objects.filter(offer__in=keys).exclude(answer=Demand.UNKNOWN).order_by("criterion")
    asked: defaultdict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for offer, criterion, answer, values in rows.values_list(
        "offer_id", "criterion", "answer", Cast("values", TextField())
    ):
        asked[offer].append((criterion, answer, values))
    return {offer: _shared(tuple(said)) for offer, said in asked.items()}


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
    columns = (
        "offer_id", "site_id", "target_group", "places", "taken", "waiting", "next_start", "as_of", "precision",
    )  # fmt: skip
    standing = standings(today, settings.PLACES_FRESH_DAYS)
    found: defaultdict[int, list[Line]] = defaultdict(list)
    told: Iterable[Row] = rows.values_list(*columns)
    for offer, site, group, places, taken, waiting, start, as_of, precision in told:
        found[offer].append(Line(site, group, places, taken, waiting, start, standing(as_of), precision))
    return found


def _spots(keys: Keys) -> dict[int, list[Spot]]:
    """Few sites hold many offers: each is made once."""
    sites = {
        row[0]: _spot(row) for row in Site.objects.values_list(*_SITE, Cast("accessibility", TextField()))
    }
    found: defaultdict[int, list[Spot]] = defaultdict(list)
    for offer, site in (
        OfferAtSite.objects.filter(offer__in=keys).order_by("pk").values_list("offer_id", "site_id")
    ):
        found[offer].append(sites[site])
    return found


_SITE = ("pk", "code", "longitude", "latitude", "area__code", "name", "street", "postal_code", "town")


def _spot(row: Row) -> Spot:
    pk, code, longitude, latitude, area, name, street, postal_code, town, facts = row
    place = " ".join(filter(None, (postal_code, town)))
    return Spot(pk, code, longitude, latitude, area, json_of(facts), name, street, place)


def _times(keys: Keys) -> dict[int, list[tuple[int | None, Timetable]]]:
    rows = Schedule.objects.filter(offer__in=keys).order_by("pk")
    columns = ("offer_id", "site_id", "rule", "valid_from", "starts_at", "ends_at", "valid_to", "timezone")
    found: defaultdict[int, list[tuple[int | None, Timetable]]] = defaultdict(list)
    when: Iterable[Row] = rows.values_list(*columns, Cast("exceptions", TextField()))
    for offer, site, rule, first, starts, ends, last, zone, days in when:
        found[offer].append((site, Timetable(rule, first, starts, ends, last, zone, _days(days))))
    return found


@lru_cache(maxsize=1024)
def _days(text: str) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, json.loads(text)))
