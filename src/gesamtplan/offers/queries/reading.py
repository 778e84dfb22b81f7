"""Reads all public offers at once, as the finder decides and sorts them; seven queries, however many offers."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import BooleanField, ExpressionWrapper, Q

from gesamtplan.engine.eligibility import OfferConditions, Places
from gesamtplan.offers.freshness import Standing
from gesamtplan.offers.models import Offer, OfferKind
from gesamtplan.offers.queries.listed import Line, Listed
from gesamtplan.offers.queries.related import Related, as_text, day_of, json_of, related, standings
from gesamtplan.offers.states import FundingLevel

COLUMNS = (
    "pk", "code", "kind_id", "provider__code", "is_voluntary", "funding_level", "is_drop_in", "child_care",
)  # fmt: skip
TEXTS = ("valid_from", "valid_to", "verified_on", "languages", "target_groups")
Shared = dict[OfferConditions, OfferConditions]


def read_listed(all_kinds: Sequence[OfferKind], today: date) -> list[Listed]:
    """Public offers by code; figures are fresh or old as on the day `today`."""
    kinds = {kind.pk: kind for kind in all_kinds}
    public = Offer.objects.filter(is_public=True)
    # asked as yes or no: to read thousands of amounts of money would cost more than all else
    free = ExpressionWrapper(Q(fee=0), BooleanField(null=True))
    shared: Shared = {}  # what asks the same is one object, and is decided once
    with _collector_at_rest():
        found = related(public.order_by().values("pk"), today)
        verified = standings(today, settings.RECORD_FRESH_DAYS)
        rows = public.order_by("code").values_list(*COLUMNS, free, *as_text(*TEXTS))
        return [_listed(row, kinds[row[2]], found, shared, verified(row[11]), today) for row in rows]


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Tens of thousands of objects that all stay: looking for cycles among them took a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _listed(
    row: Sequence[Any], kind: OfferKind, found: Related, shared: Shared, record: Standing, today: date
) -> Listed:
    pk, code, _, provider, _, _, _, child_care, is_free, _, _, _, languages, groups = row
    asked = _conditions(row, tuple(kind.entitlement_kinds), found)
    lines = tuple(found.lines.get(pk, ()))
    return Listed(
        pk=pk,
        code=code,
        kind=kind.code,
        provider=provider,
        conditions=shared.setdefault(asked, asked),
        lines=lines,
        spots=tuple(found.spots.get(pk, ())),
        times=tuple(found.times.get(pk, ())),
        languages=None if languages is None else _codes(languages),
        child_care=child_care,
        is_free=is_free,
        target_groups=tuple(json_of(groups) or ()),
        record=record,
        next_start=_next_start(lines, today),
    )


@lru_cache(maxsize=4096)
def _codes(text: str) -> frozenset[str] | None:
    codes = json_of(text)
    return None if codes is None else frozenset(codes)


def _conditions(row: Sequence[Any], kinds: tuple[str, ...], found: Related) -> OfferConditions:
    return OfferConditions(
        conditions=found.conditions.get(row[0], ()),
        kinds=kinds,
        voluntary=bool(row[4]) or row[5] == FundingLevel.CITY,
        places=places_of(row[6], found.lines.get(row[0], ())),
        first_day=day_of(row[9]),
        last_day=day_of(row[10]),
    )


def _next_start(lines: Sequence[Line], today: date) -> date | None:
    days = [line.next_start for line in lines if line.next_start and line.standing.is_fresh]
    return min((day for day in days if day >= today), default=None)


def places_of(is_drop_in: bool | None, lines: Sequence[Line]) -> Places:
    """Free if any fresh line has room, full if all that is told is fresh and has none; else unknown."""
    if is_drop_in:
        return Places.NOT_LIMITED
    rooms = [line.room for line in lines]
    if any(rooms):
        return Places.FREE
    return Places.UNKNOWN if not rooms or None in rooms else Places.FULL
