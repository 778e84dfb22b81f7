"""Places on the outline of the city."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from gesamtplan.kern.charts.frame import joined, picture
from gesamtplan.kern.charts.projection import WIDTH, Geometry, Projection
from gesamtplan.kern.charts.scale import short

RADIUS, SMALL = 13, 4


@dataclass(frozen=True)
class MapPoint:
    """A place, degrees in WGS84. `label` is written into it and `url` makes it a link; without a label it is a dot."""

    name: Any
    longitude: float
    latitude: float
    label: str = ""
    url: str = ""
    css_class: str = ""


def point_map(
    outlines: Sequence[tuple[Any, Geometry]],
    points: Iterable[MapPoint],
    *,
    title: object,
    description: object = "",
) -> SafeString:
    """`outlines`: (name, GeoJSON polygon) of the areas behind. The points come in order: the last lies on top."""
    if not outlines:
        return SafeString("")
    projection = Projection(geometry for _name, geometry in outlines)
    ground = (
        format_html(
            '<path class="area map-muted" d="{}"><title>{}</title></path>', projection.path(geometry), name
        )
        for name, geometry in outlines
    )
    marks = [_mark(point, projection) for point in points]
    svg = picture("point-map", (WIDTH, projection.height), title, description, joined((*ground, *marks)))
    return (
        SafeString(svg.replace('role="img"', 'role="group"', 1))
        if any("<a " in mark for mark in marks)
        else svg
    )


def _mark(point: MapPoint, projection: Projection) -> SafeString:
    x, y = (short(part) for part in projection.spot(point.longitude, point.latitude))
    radius = RADIUS if point.label else SMALL
    shape = format_html(
        '<circle class="map-point {}" cx="{}" cy="{}" r="{}"><title>{}</title></circle>',
        point.css_class, x, y, radius, point.name,
    )  # fmt: skip
    if point.label:
        shape += format_html(
            '<text class="map-point-label" x="{}" y="{}" dy=".35em" text-anchor="middle" aria-hidden="true">{}</text>',
            x, y, point.label,
        )  # fmt: skip
    if not point.url:
        return shape
    return format_html('<a href="{}" aria-label="{}">{}</a>', point.url, point.name, shape)
