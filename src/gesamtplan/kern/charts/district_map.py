"""Areas coloured by a value."""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from gesamtplan.kern.charts.frame import joined, picture
from gesamtplan.kern.charts.scale import quantile_bounds
from gesamtplan.kern.charts.shares import Segment
from gesamtplan.kern.formats import format_number

WIDTH = 640
CLASSES = 5


@dataclass(frozen=True)
class MapArea:
    """An area to draw: GeoJSON Polygon or MultiPolygon in WGS84 degrees; value None is hatched."""

    name: Any
    geometry: dict[str, Any]
    value: float | None
    url: str = ""


@dataclass(frozen=True)
class MapPicture:
    """The picture and its key (for {% legend %}); `value` of a key entry counts its areas."""

    svg: SafeString
    legend: list[Segment]


class _Projection:
    """Degrees to pixels: equirectangular, narrowed by the cosine of the latitude; enough for a city."""

    def __init__(self, areas: Sequence[MapArea]) -> None:
        points = [point for area in areas for ring in _rings(area.geometry) for point in ring]
        longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
        self.west, self.north = min(longitudes), max(latitudes)
        self.narrowing = math.cos(math.radians((self.north + min(latitudes)) / 2))
        self.scale = (WIDTH - 8) / (((max(longitudes) - self.west) * self.narrowing) or 1)
        self.height = round((self.north - min(latitudes)) * self.scale) + 8

    def path(self, geometry: dict[str, Any]) -> str:
        """Outline of all rings; points that fall on the same pixel tenth are drawn once."""
        return "".join(self._ring(ring) for ring in _rings(geometry))

    def _ring(self, ring: Sequence[Sequence[float]]) -> str:
        steps: list[str] = []
        for longitude, latitude, *_ in ring[:-1]:
            x = 4 + (longitude - self.west) * self.narrowing * self.scale
            step = f"{x:.1f} {4 + (self.north - latitude) * self.scale:.1f}"
            if not steps or steps[-1] != step:
                steps.append(step)
        return f"M{'L'.join(steps)}Z"


def _rings(geometry: dict[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        yield from polygon


def district_map(
    areas: Sequence[MapArea],
    *,
    title: object,
    description: object = "",
    unit: str = "",
    decimals: int | None = None,
    bounds: Sequence[float] | None = None,
) -> MapPicture:
    """Up to five classes from light to dark; `bounds` are the inner class limits, by default quantiles."""
    drawn = [area for area in areas if area.geometry]
    if not drawn:
        return MapPicture(SafeString(""), [])
    values = [area.value for area in drawn if area.value is not None]
    limits = list(bounds) if bounds is not None else quantile_bounds(values, CLASSES)
    projection = _Projection(drawn)
    shapes = joined(_shape(area, projection.path(area.geometry), limits, unit, decimals) for area in drawn)
    svg = picture("district-map", (WIDTH, projection.height), title, description, shapes)
    if any(area.url for area in drawn):
        svg = SafeString(svg.replace('role="img"', 'role="group"', 1))
    return MapPicture(svg, _legend(drawn, limits, unit, decimals))


def _shape(area: MapArea, path: str, limits: Sequence[float], unit: str, decimals: int | None) -> SafeString:
    said = pgettext("value", "unknown") if area.value is None else _said(area.value, unit, decimals)
    shape = format_html(
        '<path class="area {}" d="{}"><title>{}: {}</title></path>',
        _css_class(area.value, limits),
        path,
        area.name,
        said,
    )
    return (
        format_html('<a href="{}" aria-label="{}: {}">{}</a>', area.url, area.name, said, shape)
        if area.url
        else shape
    )


def _said(value: float, unit: str, decimals: int | None) -> str:
    return f"{format_number(value, decimals)}\u00a0{unit}".rstrip("\u00a0")


def _css_class(value: float | None, limits: Sequence[float]) -> str:
    if value is None:
        return "map-unknown"
    return f"map-class-{_shade(sum(value >= limit for limit in limits), len(limits))}"


def _shade(number: int, limits: int) -> int:
    """Few classes are spread over the whole scale from light to dark."""
    return 1 + round(number * (CLASSES - 1) / limits) if limits else 3


def _legend(
    areas: Sequence[MapArea], limits: Sequence[float], unit: str, decimals: int | None
) -> list[Segment]:
    values = [area.value for area in areas if area.value is not None]
    edges = [min(values), *limits, max(values)] if values else []
    entries = [
        Segment(
            f"{format_number(low, decimals)} – {_said(high, unit, decimals)}",
            sum(_css_class(value, limits) == f"map-class-{_shade(number, len(limits))}" for value in values),
            f"map-class-{_shade(number, len(limits))}",
        )
        for number, (low, high) in enumerate(itertools.pairwise(edges))
    ]
    if missing := len(areas) - len(values):
        entries.append(Segment(pgettext("value", "unknown"), missing, "map-unknown"))
    return entries
