"""Places on the outline of the city."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from gesamtplan.kern.charts.frame import joined, picture
from gesamtplan.kern.charts.projection import WIDTH, Geometry, Projection
from gesamtplan.kern.charts.scale import short

RADIUS = 13


@dataclass(frozen=True)
class MapPoint:
    """A place, degrees in WGS84. `label`, one to three signs, is written into it; `url` makes it a link."""

    name: Any
    longitude: float
    latitude: float
    label: str
    url: str = ""
    css_class: str = ""


@dataclass(frozen=True)
class Ground:
    """The areas behind the places, drawn once for many maps."""

    projection: Projection
    shapes: SafeString


def map_ground(outlines: Sequence[tuple[Any, Geometry]]) -> Ground | None:
    """`outlines`: (name, GeoJSON polygon in WGS84); None where there is nothing to draw."""
    if not outlines:
        return None
    projection = Projection(geometry for _name, geometry in outlines)
    shapes = (
        format_html(
            '<path class="area map-muted" d="{}"><title>{}</title></path>', projection.path(shape), name
        )
        for name, shape in outlines
    )
    return Ground(projection, joined(shapes))


def point_map(
    ground: Ground,
    points: Iterable[MapPoint],
    dots: Iterable[tuple[float, float]] = (),
    *,
    title: object,
    description: object = "",
) -> SafeString:
    """The points come in order: the last lies on top. `dots`: places without a name, as (longitude, latitude)."""
    marks = [_mark(point, ground.projection) for point in points]
    size = (WIDTH, ground.projection.height)
    content = joined((ground.shapes, _dots(dots, ground.projection), *marks))
    svg = picture("point-map", size, title, description, content)
    return (
        SafeString(svg.replace('role="img"', 'role="group"', 1))
        if any("<a " in mark for mark in marks)
        else svg
    )


def _dots(places: Iterable[tuple[float, float]], projection: Projection) -> SafeString:
    """One stroke for all: hundreds of circles would weigh more than the page."""
    spots = dict.fromkeys(tuple(round(part) for part in projection.spot(*place)) for place in places)
    path = "".join(f"M{x} {y}h0" for x, y in spots)
    return format_html('<path class="map-dots" d="{}"/>', path) if path else SafeString("")


def _mark(point: MapPoint, projection: Projection) -> SafeString:
    x, y = (short(part) for part in projection.spot(point.longitude, point.latitude))
    shape = format_html(
        '<circle class="map-point {}" cx="{}" cy="{}" r="{}"><title>{}</title></circle>'
        '<text class="map-point-label" x="{}" y="{}" dy=".35em" text-anchor="middle" aria-hidden="true">{}</text>',
        point.css_class, x, y, RADIUS, point.name, x, y, point.label,
    )  # fmt: skip
    if not point.url:
        return shape
    return format_html('<a href="{}" aria-label="{}">{}</a>', point.url, point.name, shape)
