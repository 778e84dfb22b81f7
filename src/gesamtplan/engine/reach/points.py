"""Places on the map, and a flat plane on which metres can be measured."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.errors import BadInput

Floats = npt.NDArray[np.float64]

EQUATOR = 6_378_137.0
"""Equatorial radius of the WGS84 ellipsoid in metres."""
ECCENTRICITY2 = 0.006694379990141
"""Square of the first eccentricity of the WGS84 ellipsoid."""


@dataclass(frozen=True, eq=False)
class Points:
    """Named places: `ids`, and WGS84 degrees `lon`, `lat` float64[points].

    Raises BadInput naming the point: an id given twice, a coordinate missing or outside the globe.
    """

    ids: tuple[str, ...]
    lon: Floats
    lat: Floats

    def __post_init__(self) -> None:
        object.__setattr__(self, "ids", tuple(self.ids))
        for name, most in (("lon", 180.0), ("lat", 90.0)):
            values = np.array(getattr(self, name), dtype=np.float64)
            values.flags.writeable = False
            object.__setattr__(self, name, values)
            self._check(name, values, most)
        if len(set(self.ids)) < len(self.ids):
            seen: set[str] = set()
            twice = next(item for item in self.ids if item in seen or seen.add(item))  # type: ignore[func-returns-value]
            raise BadInput("Points", "the id is given twice", "Give each its own", row=twice, column="id")

    def __len__(self) -> int:
        return len(self.ids)

    def _check(self, name: str, values: Floats, most: float) -> None:
        if values.shape != (len(self.ids),):
            why = f"{len(self.ids)} ids have {values.shape} coordinates"
            raise BadInput("Points", why, "Give one for each id", column=name)
        wrong = ~(np.abs(values) <= most)  # true for NaN as well
        if wrong.any():
            row = int(np.argmax(wrong))
            why = f"{values[row]} is no degree between -{most:g} and {most:g}"
            raise BadInput("Points", why, "Correct the coordinate", row=self.ids[row], column=name)


@dataclass(frozen=True)
class Plane:
    """A flat map of metres east and north around a latitude (local equirectangular projection).

    Scales are those of the WGS84 ellipsoid at `lat`. North-south lines are exact to 0.02 % within 50 km;
    east-west lines are off by tan(lat) × the distance north of `lat` in radians: at 48° by 0.2 % at 10 km and by
    0.5 % at 27 km. That is a twentieth of the detour's own uncertainty; for a country take a plane for each part.
    """

    lon: float
    lat: float

    @classmethod
    def around(cls, *groups: Points) -> Self:
        """The plane through the middle of all points; deterministic, independent of their order.

        Raises BadInput if there is no point at all.
        """
        lon, lat = (np.concatenate([getattr(group, name) for group in groups]) for name in ("lon", "lat"))
        if not len(lon):
            raise BadInput("Points", "there is none", "Give at least one offer and one cell")
        return cls(float(lon.min() + lon.max()) / 2, float(lat.min() + lat.max()) / 2)

    @property
    def metres_per_degree(self) -> tuple[float, float]:
        """Of longitude, of latitude."""
        sine = np.sin(np.radians(self.lat))
        bend = 1 - ECCENTRICITY2 * sine**2
        east = EQUATOR / np.sqrt(bend) * np.cos(np.radians(self.lat))
        north = EQUATOR * (1 - ECCENTRICITY2) / bend**1.5
        return float(np.radians(east)), float(np.radians(north))

    def metres(self, points: Points) -> Floats:
        """float64[points, 2]: metres east and north of the middle."""
        return np.column_stack([points.lon - self.lon, points.lat - self.lat]) * self.metres_per_degree

    def points(self, ids: tuple[str, ...], metres: Floats) -> Points:
        """The way back: places from metres."""
        degrees = metres / self.metres_per_degree
        return Points(ids, degrees[:, 0] + self.lon, degrees[:, 1] + self.lat)
