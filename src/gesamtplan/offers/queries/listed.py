"""One offer as the finder decides and sorts it. Rows hold no texts that are translated; None is unknown throughout."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gesamtplan.core.fields import LocalizedText
from gesamtplan.engine.eligibility import OfferConditions
from gesamtplan.offers.freshness import Standing
from gesamtplan.offers.opening import Timetable


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is left out does not narrow. `kind`: with all kinds under it. `area`: with its parts.

    `child_care`, `free_of_charge`: only offers that are known to have it. `language`: spoken on site for sure.
    """

    kind: str = ""
    provider: str = ""
    area: str = ""
    language: str = ""
    child_care: bool = False
    free_of_charge: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Here:
    """Where somebody starts from: degrees in WGS84, and the area in which that lies, if it is known."""

    name: str
    longitude: float
    latitude: float
    area: str | None = None

    def __repr__(self) -> str:
        return "Here(not shown)"


@dataclass(frozen=True, slots=True)
class Line:
    """What was last told of one site and target group; empty: of all. An old figure is told with its day only."""

    site: int | None
    target_group: str
    places: int | None
    taken: int | None
    waiting: int | None
    next_start: date | None
    standing: Standing
    precision: str = "day"

    @property
    def free(self) -> int | None:
        """Places not taken; None where one of the two was not told."""
        return None if self.places is None or self.taken is None else max(0, self.places - self.taken)

    @property
    def room(self) -> int | None:
        """Free places beyond those who already wait; None where the figure is old or not complete."""
        if not self.standing.is_fresh or self.places is None or self.taken is None:
            return None
        return max(0, self.places - self.taken - (self.waiting or 0))


@dataclass(frozen=True, slots=True)
class Spot:
    """A site of an offer; degrees in WGS84. `accessibility`: fact -> true or false, what is missing is unknown.

    `street` with number, `town` with postal code; empty is unknown.
    """

    site: int
    code: str
    longitude: float | None
    latitude: float | None
    area: str | None
    accessibility: Mapping[str, bool]
    name: LocalizedText
    street: str
    town: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One offer. `times`: (site or None for all sites, timetable). `next_start`: the earliest of fresh lines, not past."""

    pk: int
    code: str
    kind: str
    provider: str | None
    conditions: OfferConditions
    lines: tuple[Line, ...]
    spots: tuple[Spot, ...]
    times: tuple[tuple[int | None, Timetable], ...]
    languages: frozenset[str] | None
    child_care: bool | None
    is_free: bool | None
    target_groups: tuple[str, ...]
    record: Standing
    next_start: date | None
