"""A flat plane around a latitude, on which metres can be measured."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.reach.points import Floats, Points

EQUATOR = 6_378_137.0
"""Equatorial radius of the WGS84 ellipsoid in metres."""
ECCENTRICITY2 = 0.006694379990141
"""Square of the first eccentricity of the WGS84 ellipsoid."""


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
