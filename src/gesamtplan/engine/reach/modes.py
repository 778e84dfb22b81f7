"""A way of getting about: from straight metres to minutes, and from minutes to the straight metres they allow."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.pairs import LONGEST

Floats = npt.NDArray[np.float64]
FURTHEST = 100_000.0
"""Kilometres of the last, open band: no way on earth is longer."""


@dataclass(frozen=True)
class Mode:
    """minutes = `start_minutes` + the way through the bands, where way = straight line × `detour`.

    `bands`: (up to km of way, km/h within this part), ascending; the last one is open and ends at None.
    `estimate`: the figures rest on an assumption and must be labelled so.
    Raises BadInput naming the band, if a longer way could take less time or none at all.
    """

    code: str
    detour: float
    bands: tuple[tuple[float | None, float], ...]
    start_minutes: float = 0.0
    estimate: bool = False

    def __post_init__(self) -> None:
        if not self.detour >= 1:
            raise BadInput(
                f"Mode {self.code}", f"the detour is {self.detour}", "Give 1 or more", column="detour"
            )
        if not 0 <= self.start_minutes < LONGEST:
            why = f"it starts with {self.start_minutes} minutes"
            raise BadInput(f"Mode {self.code}", why, "Give 0 or more", column="start_minutes")
        ends = [0.0, *(FURTHEST if end is None else end for end, _ in self.bands)]
        for row, (start, end, (_, speed)) in enumerate(zip(ends, ends[1:], self.bands, strict=False)):
            if not (end > start and 0 < speed < np.inf):
                why = f"from {start:g} to {end:g} km at {speed:g} km/h is no band"
                raise BadInput(f"Mode {self.code}", why, "Let bands ascend, with a speed above 0", row=row)
        if not self.bands or self.bands[-1][0] is not None:
            raise BadInput(
                f"Mode {self.code}", "the last band has an end", "Leave its `to_km` out", column="bands"
            )

    @property
    def _knots(self) -> tuple[Floats, Floats]:
        """Straight metres and minutes at the ends of the bands."""
        ways = np.array([0.0, *(FURTHEST if end is None else end for end, _ in self.bands)])
        minutes = np.diff(ways) / [speed for _, speed in self.bands] * 60
        return ways * 1000 / self.detour, self.start_minutes + np.concatenate([[0.0], np.cumsum(minutes)])

    def minutes(self, metres: npt.ArrayLike) -> Floats:
        """Minutes from door to door over straight metres; never falls with the distance."""
        return np.interp(np.asarray(metres, dtype=np.float64), *self._knots)

    def radius(self, limit: float) -> float:
        """The straight metres that can be covered within `limit` minutes; -1 if not even the start is."""
        ways, minutes = self._knots
        return float(np.interp(limit, minutes, ways)) if limit >= self.start_minutes else -1.0


def check_limit(limit: float) -> float:
    """The limit itself. Raises BadInput if it is no time that a pair can hold."""
    if not 0 <= limit <= LONGEST:
        raise BadInput(
            "Limit of travel", f"{limit} minutes", f"Give a time from 0 to {LONGEST}", column="limit"
        )
    return limit
