"""Degrees to pixels."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Geometry = dict[str, Any]
Ring = Sequence[Sequence[float]]
WIDTH, MARGIN = 640, 4


class Projection:
    """Equirectangular, narrowed by the cosine of the latitude; enough for a city. GeoJSON in WGS84 degrees."""

    def __init__(self, geometries: Iterable[Geometry]) -> None:
        points = [point for geometry in geometries for ring in rings(geometry) for point in ring]
        longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
        self.west, self.north = min(longitudes), max(latitudes)
        self.narrowing = math.cos(math.radians((self.north + min(latitudes)) / 2))
        self.scale = (WIDTH - 2 * MARGIN) / (((max(longitudes) - self.west) * self.narrowing) or 1)
        self.height = round((self.north - min(latitudes)) * self.scale) + 2 * MARGIN

    def spot(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Pixels from the left and from the top."""
        x = MARGIN + (longitude - self.west) * self.narrowing * self.scale
        return x, MARGIN + (self.north - latitude) * self.scale

    def path(self, geometry: Geometry, decimals: int = 1) -> str:
        """Outline of all rings; points that fall on the same pixel, or part of one, are drawn once."""
        return "".join(self._ring(ring, decimals) for ring in rings(geometry))

    def middle(self, geometry: Geometry) -> tuple[float, float]:
        """Where a label stands: in the middle of the extent of the longest ring."""
        longitudes, latitudes = zip(*((p[0], p[1]) for p in max(rings(geometry), key=len)), strict=True)
        return self.spot((min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2)

    def _ring(self, ring: Ring, decimals: int) -> str:
        steps: list[str] = []
        for longitude, latitude, *_ in ring[:-1]:
            x, y = self.spot(longitude, latitude)
            step = f"{x:.{decimals}f} {y:.{decimals}f}"
            if not steps or steps[-1] != step:
                steps.append(step)
        return f"M{'L'.join(steps)}Z"


def rings(geometry: Geometry) -> Iterator[Ring]:
    """All rings of a Polygon or MultiPolygon."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        yield from polygon
