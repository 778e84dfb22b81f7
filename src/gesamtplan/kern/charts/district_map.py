"""Areas coloured by a value."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from gesamtplan.kern.charts.frame import joined, picture
from gesamtplan.kern.charts.projection import WIDTH, Geometry, Projection
from gesamtplan.kern.charts.scale import short
from gesamtplan.kern.charts.shades import Shades
from gesamtplan.kern.charts.shares import Segment


@dataclass(frozen=True)
class MapArea:
    """An area to draw: GeoJSON Polygon or MultiPolygon in WGS84 degrees; value None is hatched.

    `url` makes it a link, `framed` marks the chosen one, `label` is written on it; `muted`: only there to show where
    the others are.
    """

    name: Any
    geometry: Geometry
    value: float | None
    url: str = ""
    framed: bool = False
    label: str = ""
    muted: bool = False


@dataclass(frozen=True)
class MapPicture:
    """The picture and its key (for {% legend %}); `value` of a key entry counts its areas."""

    svg: SafeString
    legend: list[Segment]


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
    values = [area.value for area in drawn if not area.muted]
    shades = Shades(bounds, unit, decimals) if bounds is not None else Shades.of(values, unit, decimals)
    projection = Projection(area.geometry for area in drawn)
    svg = picture(
        "district-map", (WIDTH, projection.height), title, description, _content(drawn, shades, projection)
    )
    if any(area.url for area in drawn):
        svg = SafeString(svg.replace('role="img"', 'role="group"', 1))
    return MapPicture(svg, shades.legend(values))


def _content(areas: Sequence[MapArea], shades: Shades, projection: Projection) -> SafeString:
    """The areas; then frames and labels, so that no neighbour covers them."""
    paths = [projection.path(area.geometry) for area in areas]
    pairs = list(zip(areas, paths, strict=True))
    shapes = [_shape(area, path, shades) for area, path in pairs]
    frames = [_frame(path) for area, path in pairs if area.framed]
    labels = [_label(area, projection) for area in areas if area.label]
    return joined((*shapes, *frames, *labels))


def _shape(area: MapArea, path: str, shades: Shades) -> SafeString:
    if area.muted:
        return format_html('<path class="area map-muted" d="{}"><title>{}</title></path>', path, area.name)
    said = shades.said(area.value)
    shape = format_html(
        '<path class="area {}" d="{}"><title>{}: {}</title></path>',
        shades.css_class(area.value),
        path,
        area.name,
        said,
    )
    here = SafeString(' aria-current="true"' if area.framed else "")
    return (
        format_html('<a href="{}" aria-label="{}: {}"{}>{}</a>', area.url, area.name, said, here, shape)
        if area.url
        else shape
    )


def _frame(path: str) -> SafeString:
    return format_html('<path class="area-frame" d="{}" aria-hidden="true"/>', path)


def _label(area: MapArea, projection: Projection) -> SafeString:
    x, y = (short(part) for part in projection.middle(area.geometry))
    return format_html(
        '<text class="area-label" x="{}" y="{}" dy=".35em" text-anchor="middle" aria-hidden="true">{}</text>',
        x, y, area.label,
    )  # fmt: skip
