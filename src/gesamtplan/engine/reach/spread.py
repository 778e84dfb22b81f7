"""People are known by area, ways begin at points: spreading the people of an area over places within it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.reach.grid import Grid
from gesamtplan.engine.reach.plane import Plane
from gesamtplan.engine.reach.points import Points

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Spread:
    """Points that stand for areas.

    `points` (ids "area/1", "area/2", ...); `area` int64[points]: row of the area; `share` float64[points]: part of
    the area's people at this point, adding up to 1 in each area. `outside`: people of a grid that no area holds.
    """

    points: Points
    area: npt.NDArray[np.int64]
    share: Floats
    outside: float = 0.0

    def people(self, by_area: Floats) -> Floats:
        """float64[points, groups] from float64[areas, groups]; totals stay the same, unknown (NaN) stays unknown."""
        return np.asarray(by_area, np.float64)[self.area] * self.share[:, None]


def spread(areas: Mapping[str, Mapping[str, Any]], spacing: float = 250.0) -> Spread:
    """Equal shares on a square lattice of `spacing` metres within each area; one point where none falls inside.

    `areas`: code -> GeoJSON polygon or multipolygon in WGS84. The lattice is that of all areas together, so the
    result depends on nothing but the areas. Use `spread_by_grid` where it is known who lives where.
    Raises BadInput naming the area whose geometry is no valid polygon.
    """
    if not spacing > 0:
        raise BadInput(
            "Spreading people", f"a spacing of {spacing} metres", "Give metres above 0", column="spacing"
        )
    shapes = _polygons(areas)
    plane = _plane(shapes)
    return _joined(areas, [_evenly(_lattice(polygon, plane, spacing)) for polygon in shapes])


def spread_by_grid(areas: Mapping[str, Mapping[str, Any]], grid: Grid, spacing: float = 250.0) -> Spread:
    """Shares as the people of a population grid; an area without any inhabited grid cell gets an even lattice.

    A grid cell belongs to the first area that holds its middle. Raises BadInput as `spread`.
    """
    shapes = _polygons(areas)
    plane = _plane(shapes)
    free = grid.people > 0
    places = np.column_stack([grid.points.lon, grid.points.lat])
    parts = []
    for polygon in shapes:
        inside = free & shapely.contains_xy(polygon, places)
        free &= ~inside
        weight = grid.people[inside]
        even = not weight.size
        parts.append(
            _evenly(_lattice(polygon, plane, spacing)) if even else (places[inside], weight / weight.sum())
        )
    return _joined(areas, parts, float(grid.people[free].sum()))


def _polygons(areas: Mapping[str, Mapping[str, Any]]) -> list[BaseGeometry]:
    found = []
    for code, geometry in areas.items():
        try:
            polygon = shape(dict(geometry))
        except (ValueError, TypeError, KeyError, AttributeError, shapely.errors.ShapelyError) as error:
            raise BadInput("Areas", "the geometry cannot be read", "Give GeoJSON", row=code) from error
        if polygon.is_empty or not polygon.area or not polygon.is_valid:
            why = shapely.is_valid_reason(polygon) if polygon.area else "it covers no area"
            raise BadInput("Areas", f"the polygon cannot be used: {why}", "Mend the geometry", row=code)
        shapely.prepare(polygon)
        found.append(polygon)
    return found


def _plane(shapes: list[BaseGeometry]) -> Plane:
    west, south, east, north = shapely.total_bounds(shapes)
    return Plane(float(west + east) / 2, float(south + north) / 2)


def _lattice(polygon: BaseGeometry, plane: Plane, spacing: float) -> Floats:
    step = spacing / np.array(plane.metres_per_degree)
    first, last = np.array(polygon.bounds).reshape(2, 2) - [plane.lon, plane.lat]
    axes = [
        np.arange(np.floor(a / s), np.ceil(b / s)) + 0.5 for a, b, s in zip(first, last, step, strict=True)
    ]
    east, north = np.meshgrid(*axes)
    places = np.column_stack([east.ravel(), north.ravel()]) * step + [plane.lon, plane.lat]
    inside = places[shapely.contains_xy(polygon, places)]
    return inside if len(inside) else shapely.get_coordinates(polygon.representative_point())


def _evenly(places: Floats) -> tuple[Floats, Floats]:
    return places, np.full(len(places), 1 / len(places))


def _joined(areas: Mapping[str, object], parts: list[tuple[Floats, Floats]], outside: float = 0.0) -> Spread:
    ids = [
        f"{code}/{n + 1}" for code, (places, _) in zip(areas, parts, strict=True) for n in range(len(places))
    ]
    places = np.concatenate([np.zeros((0, 2)), *(part[0] for part in parts)])
    row = np.repeat(np.arange(len(parts)), [len(part[0]) for part in parts])
    share = np.concatenate([np.zeros(0), *(part[1] for part in parts)])
    return Spread(Points(tuple(ids), places[:, 0], places[:, 1]), row, share, outside)
