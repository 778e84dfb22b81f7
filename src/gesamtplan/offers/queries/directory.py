"""Everything that decides and sorts offers, read once for each state of the directory, and what a filter leaves of it.

The texts of the few offers that a page prints come from `offers_in_order`.
"""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar, cast

from django.conf import settings
from django.db import connection
from django.db.models import Func, Subquery

from gesamtplan.audit.models import AuditEntry
from gesamtplan.offers.models import DirectoryVersion, OfferKind
from gesamtplan.offers.queries.kinds import subtree
from gesamtplan.offers.queries.listed import Listed, Wanted
from gesamtplan.offers.queries.reading import read_listed

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


def directory_state(also: Collection[str]) -> str:
    """Version of the directory with the number of the newest audit entry on `also` ("room.model"); one query.

    For what shows rows of lower rooms, too: these may not know offers and cannot raise the version, but leave an entry.
    """
    newest = AuditEntry.objects.filter(target__in=also).order_by().annotate(newest=Func("pk", function="MAX"))
    row = DirectoryVersion.objects.filter(pk=1).values_list(
        "number", "changed_at", Subquery(newest.values("newest"))
    )
    return str(row.first())


def current_directory(today: date) -> Directory:
    """All public offers; figures are fresh or old as on the day `today`.

    Kept in this process: one query while the directory stands as it is, eight more after each change or at a new day.
    """
    version = directory_version()
    limits = settings.PLACES_FRESH_DAYS, settings.RECORD_FRESH_DAYS
    key = (connection.settings_dict["NAME"], version, today, *limits)
    kept = _kept.get("directory")
    if kept is None or kept[0] != key:
        kinds = tuple(OfferKind.objects.all())
        kept = _kept["directory"] = (key, Directory(version, today, tuple(read_listed(kinds, today)), kinds))
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
