"""Everything that decides and sorts offers, read once for each state of the directory, and what a filter leaves of it.

The texts of the few offers that a page prints come from `offers_in_order`.
"""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar, cast

from django.conf import settings
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q, TextField
from django.db.models.functions import Cast

from gesamtplan.engine.eligibility import OfferConditions, Places
from gesamtplan.offers.models import DirectoryVersion, Offer, OfferKind
from gesamtplan.offers.queries.kinds import subtree
from gesamtplan.offers.queries.listed import Line, Listed, Wanted
from gesamtplan.offers.queries.related import Related, json_of, related, standings
from gesamtplan.offers.states import FundingLevel

COLUMNS = (
    "pk", "code", "kind_id", "provider__code", "is_voluntary", "funding_level", "is_drop_in", "child_care",
    "valid_from", "valid_to", "verified_on",
)  # fmt: skip
Made = TypeVar("Made")
_kept: "dict[str, tuple[Hashable, Directory]]" = {}


@dataclass(frozen=True, eq=False)
class Directory:
    """The directory as it stood at one version, seen on the day `today`: `rows` by code, `kinds` by code."""

    version: int
    today: date
    rows: tuple[Listed, ...]
    kinds: tuple[OfferKind, ...]
    _made: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def remember(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What follows from the directory and is needed again and again; it goes with this state of the directory."""
        if key not in self._made:
            self._made[key] = make()
        return cast("Made", self._made[key])

    def chosen(self, wanted: Wanted, among: Collection[str] | None = None) -> list[Listed]:
        """Offers that fit. `among`: only those with one of these codes, e.g. what the search found."""
        tests = _tests(wanted, self.kinds)
        if among is not None:
            tests.append(lambda row: row.code in among)
        return [row for row in self.rows if all(test(row) for test in tests)]


def directory_version() -> int:
    """The number that every change of the directory raises; 0 before the first."""
    return DirectoryVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def current_directory(today: date) -> Directory:
    """All public offers; figures are fresh or old as on the day `today`.

    Kept in this process: one query while the directory stands as it is, eight more after each change or at a new day.
    """
    version = directory_version()
    key = (
        connection.settings_dict["NAME"],
        version,
        today,
        settings.PLACES_FRESH_DAYS,
        settings.RECORD_FRESH_DAYS,
    )
    kept = _kept.get("directory")
    if kept is None or kept[0] != key:
        kinds = tuple(OfferKind.objects.all())
        kept = _kept["directory"] = (key, Directory(version, today, tuple(_read(kinds, today)), kinds))
    return kept[1]


def directory(wanted: Wanted, today: date, among: Collection[str] | None = None) -> list[Listed]:
    """Public offers that fit, by code."""
    return current_directory(today).chosen(wanted, among)


def whole_directory(today: date) -> tuple[Listed, ...]:
    """All public offers, by code."""
    return current_directory(today).rows


def forget_directory() -> None:
    """For tests that write rows past the operations."""
    _kept.clear()


def _tests(wanted: Wanted, kinds: Sequence[OfferKind]) -> list[Callable[[Listed], bool]]:
    """One test for each thing that is asked for."""
    tests: list[Callable[[Listed], bool]] = []
    if wanted.kind:
        below = {kind.code for kind in subtree([kind for kind in kinds if kind.code == wanted.kind], kinds)}
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


def _read(all_kinds: Sequence[OfferKind], today: date) -> list[Listed]:
    """Seven queries, however many offers."""
    kinds = {kind.pk: kind for kind in all_kinds}
    public = Offer.objects.filter(is_public=True)
    found = related(public.order_by().values("pk"), today)
    verified = standings(today, settings.RECORD_FRESH_DAYS)
    applied = {pk: tuple(kind.entitlement_kinds) for pk, kind in kinds.items()}
    # asked as yes or no: to read thousands of amounts of money would cost more than all else
    free = ExpressionWrapper(Q(fee=0), BooleanField(null=True))
    shared: dict[
        OfferConditions, OfferConditions
    ] = {}  # what asks the same is one object, and is decided once
    texts = (free, Cast("languages", TextField()), Cast("target_groups", TextField()))
    return [
        Listed(
            pk=row[0],
            code=row[1],
            kind=kinds[row[2]].code,
            provider=row[3],
            conditions=shared.setdefault(asked := _conditions(row, applied[row[2]], found), asked),
            lines=tuple(found.lines.get(row[0], ())),
            spots=tuple(found.spots.get(row[0], ())),
            times=tuple(found.times.get(row[0], ())),
            languages=None if row[12] is None else frozenset(json_of(row[12]) or ()),
            child_care=row[7],
            is_free=row[11],
            target_groups=tuple(json_of(row[13]) or ()),
            record=verified(row[10]),
            next_start=_next_start(found.lines.get(row[0], ()), today),
        )
        for row in public.order_by("code").values_list(*COLUMNS, *texts)
    ]


def _conditions(row: Sequence[Any], kinds: tuple[str, ...], found: Related) -> OfferConditions:
    return OfferConditions(
        conditions=found.conditions.get(row[0], ()),
        kinds=kinds,
        voluntary=bool(row[4]) or row[5] == FundingLevel.CITY,
        places=places_of(row[6], found.lines.get(row[0], ())),
        first_day=row[8],
        last_day=row[9],
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
