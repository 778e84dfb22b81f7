"""How far an offer is: straight line, and minutes on foot with the detour and speed of the norms (reach.yaml)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gesamtplan.engine.reach import Mode, load_norms
from gesamtplan.offers.queries import Here, Listed, Spot

METRES_PER_DEGREE = 111_195.0  # on a sphere of 6,371 km; in a city the error is far below that of the detour


@dataclass(frozen=True, slots=True)
class Way:
    """To the nearest site: metres in a straight line, whole minutes on foot by way of streets."""

    site: int
    metres: float
    minutes: int


def ways(rows: Sequence[Listed], here: Here) -> list[Way | None]:
    """For each row the way to its nearest site; None where no site has a position."""
    narrowing = math.cos(math.radians(here.latitude))
    nearest = [_nearest(row.spots, here, narrowing) for row in rows]
    minutes = iter(walking().minutes([found[0] for found in nearest if found]).tolist())
    return [Way(found[1], found[0], math.ceil(next(minutes))) if found else None for found in nearest]


@cache
def walking() -> Mode:
    """The norms of the package."""
    return load_norms().mode("walking")


@cache
def longest_walk() -> int:
    """Minutes from door to door beyond which the norms count nothing as reached."""
    return max(load_norms().limits)


def _nearest(spots: Sequence[Spot], here: Here, narrowing: float) -> tuple[float, int] | None:
    return min(
        (
            (
                METRES_PER_DEGREE
                * math.hypot((spot.longitude - here.longitude) * narrowing, spot.latitude - here.latitude),
                spot.site,
            )
            for spot in spots
            if spot.longitude is not None and spot.latitude is not None
        ),
        default=None,
    )
