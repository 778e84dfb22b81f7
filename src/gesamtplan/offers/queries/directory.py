"""Everything that decides and sorts offers, read once for each state of the directory, and what a filter leaves of it.

What a page shows of the few offers it prints comes from `offers_in_order`.
"""

import gc
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Func, Prefetch, Q, Subquery

from gesamtplan.audit.models import AuditEntry
from gesamtplan.engine.eligibility import OfferConditions, Places
from gesamtplan.offers.freshness import Standing
from gesamtplan.offers.models import CapacityReport, DirectoryVersion, Offer, OfferKind
from gesamtplan.offers.queries.kinds import subtree
from gesamtplan.offers.queries.listed import Line, Listed, Wanted
from gesamtplan.offers.queries.listing import public_offers
from gesamtplan.offers.queries.related import Related, as_text, day_of, json_of, related, standings
from gesamtplan.offers.states import FundingLevel

COLUMNS = (
    "pk", "code", "kind_id", "provider__code", "is_voluntary", "funding_level", "is_drop_in", "child_care",
)  # fmt: skip
TEXTS = ("valid_from", "valid_to", "verified_on", "languages", "target_groups")
_kept: dict[str, tuple[Any, tuple[Listed, ...]]] = {}


def directory_version() -> int:
    """The number that every change of the directory raises; 0 before the first."""
    return DirectoryVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def directory_state(also: Collection[str]) -> str:
    """Version of the directory with the number of the newest audit entry on `also` ("room.model"); one query.

    For what shows rows of lower rooms, too: these may not know offers and cannot raise the version, but leave an entry.
    """
    newest = AuditEntry.objects.filter(target__in=also).order_by().annotate(newest=Func("pk", function="MAX"))
    row = DirectoryVersion.objects.filter(pk=1).values_list(
        "number", "changed_at", Subquery(newest.values("newest"))
    )
    return str(row.first())


def directory(wanted: Wanted, today: date, among: Collection[str] | None = None) -> list[Listed]:
    """Public offers that fit, by code; figures are fresh or old as on the day `today`.

    `among`: only offers with one of these codes, e.g. those that the search found. Two queries, or one where no
    kind is asked for, while the directory stays as it is; six more after each change of it.
    """
    tests = _tests(wanted)
    if among is not None:
        tests.append(lambda row: row.code in among)
    return [row for row in whole_directory(today) if all(test(row) for test in tests)]


def whole_directory(today: date) -> tuple[Listed, ...]:
    """All public offers, by code: kept in this process until the directory changes, or the day does."""
    key = (connection.settings_dict["NAME"], directory_version(), today, *_limits())
    kept = _kept.get("directory")
    if kept is None or kept[0] != key:
        kept = _kept["directory"] = (key, tuple(_read(today)))
    return kept[1]


def forget_directory() -> None:
    """For tests that write rows past the operations."""
    _kept.clear()


def _limits() -> tuple[int, int]:
    return settings.PLACES_FRESH_DAYS, settings.RECORD_FRESH_DAYS


def _tests(wanted: Wanted) -> list[Callable[[Listed], bool]]:
    """One test for each thing that is asked for."""
    tests: list[Callable[[Listed], bool]] = []
    if wanted.kind:
        rows = list(OfferKind.objects.all())
        below = {kind.code for kind in subtree([kind for kind in rows if kind.code == wanted.kind], rows)}
        tests.append(lambda row: row.kind in below)
    if wanted.provider:
        tests.append(lambda row: row.provider == wanted.provider)
    if wanted.area:
        tests.append(lambda row: any(_lies_in(spot.area, wanted.area) for spot in row.spots))
    if wanted.language:
        tests.append(lambda row: wanted.language in (row.languages or ()))
    if wanted.child_care:
        tests.append(lambda row: row.child_care is True)
    if wanted.free_of_charge:
        tests.append(lambda row: row.is_free is True)
    return tests


def _lies_in(area: str | None, whole: str) -> bool:
    return area is not None and (area == whole or area.startswith(f"{whole}."))


def _read(today: date) -> list[Listed]:
    """Six queries, however many offers."""
    kinds = {kind.pk: kind for kind in OfferKind.objects.all()}
    public = Offer.objects.filter(is_public=True)
    # asked as yes or no: to read thousands of amounts of money would cost more than all else
    free = ExpressionWrapper(Q(fee=0), BooleanField(null=True))
    with _collector_at_rest():
        found = related(public.order_by().values("pk"), today)
        verified = standings(today, settings.RECORD_FRESH_DAYS)
        rows = public.order_by("code").values_list(*COLUMNS, free, *as_text(*TEXTS))
        return [_listed(row, kinds[row[2]], found, verified(row[11])) for row in rows]


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


def _listed(row: Sequence[Any], kind: OfferKind, found: Related, record: Standing) -> Listed:
    pk, code, _, provider, _, _, _, child_care, is_free, _, _, _, languages, groups = row
    return Listed(
        pk=pk,
        code=code,
        kind=kind.code,
        provider=provider,
        conditions=_conditions(row, tuple(kind.entitlement_kinds), found),
        lines=tuple(found.lines.get(pk, ())),
        spots=tuple(found.spots.get(pk, ())),
        times=tuple(found.times.get(pk, ())),
        languages=None if languages is None else _codes(languages),
        child_care=child_care,
        is_free=is_free,
        target_groups=tuple(json_of(groups) or ()),
        record=record,
    )


@lru_cache(maxsize=4096)
def _codes(text: str) -> frozenset[str] | None:
    codes = json_of(text)
    return None if codes is None else frozenset(codes)


def offers_in_order(pks: Sequence[int]) -> list[Offer]:
    """These public offers with all that a page shows of them, in the order given; at most eight queries."""
    lines = CapacityReport.objects.current().order_by("pk")
    rows = (
        public_offers()
        .filter(pk__in=pks)
        .prefetch_related(
            "criteria", "at_sites__site__area", "schedules", Prefetch("reports", lines, to_attr="lines")
        )
    )
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in pks if pk in found]


def _conditions(row: Sequence[Any], kinds: tuple[str, ...], found: Related) -> OfferConditions:
    return OfferConditions(
        conditions=found.conditions.get(row[0], ()),
        kinds=kinds,
        voluntary=bool(row[4]) or row[5] == FundingLevel.CITY,
        places=places_of(row[6], found.lines.get(row[0], ())),
        first_day=day_of(row[9]),
        last_day=day_of(row[10]),
    )


def places_of(is_drop_in: bool | None, lines: Sequence[Line]) -> Places:
    """Free if any fresh line has room, full if all that is told is fresh and has none; else unknown."""
    if is_drop_in:
        return Places.NOT_LIMITED
    rooms = [line.room for line in lines]
    if any(rooms):
        return Places.FREE
    return Places.UNKNOWN if not rooms or None in rooms else Places.FULL
