"""The same areas several times, small, on one scale: what differs between groups is seen at a glance."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from gesamtplan.kern.charts.frame import joined, picture
from gesamtplan.kern.charts.projection import WIDTH, Geometry, Projection
from gesamtplan.kern.charts.shades import Shades
from gesamtplan.kern.charts.shares import Segment


@dataclass(frozen=True)
class Panel:
    """One small map; values by code of the area, None is not known."""

    title: Any
    values: Mapping[str, float | None]


@dataclass(frozen=True)
class SmallMaps:
    """`outlines`: written once before the pictures, which refer to it; (title, picture) in order; one legend."""

    outlines: SafeString
    pictures: Sequence[tuple[Any, SafeString]]
    legend: list[Segment]


def small_maps(
    geometries: Mapping[str, Geometry],
    panels: Sequence[Panel],
    *,
    unit: str = "",
    decimals: int | None = None,
) -> SmallMaps:
    """One set on a page: the ids of the outlines are made of the codes of the areas."""
    if not geometries:
        return SmallMaps(SafeString(""), [], [])
    values = [panel.values.get(code) for panel in panels for code in geometries]
    shades = Shades.of(values, unit, decimals)
    projection = Projection(geometries.values())
    paths = joined(
        format_html('<path id="{}" d="{}"/>', _name(code), projection.path(geometry, decimals=0))
        for code, geometry in geometries.items()
    )
    outlines = '<svg class="outlines" aria-hidden="true" focusable="false"><defs>{}</defs></svg>'
    uses = {code: format_html('<use href="#{}"/>', _name(code)) for code in geometries}
    pictures = [(panel.title, _picture(panel, uses, projection.height, shades)) for panel in panels]
    return SmallMaps(format_html(outlines, paths), pictures, shades.legend(values))


def _picture(panel: Panel, uses: Mapping[str, SafeString], height: int, shades: Shades) -> SafeString:
    by_shade: dict[str, list[SafeString]] = defaultdict(list)
    for code, use in uses.items():
        by_shade[shades.css_class(panel.values.get(code))].append(use)
    shapes = joined(
        format_html('<g class="area {}">{}</g>', shade, joined(some))
        for shade, some in sorted(by_shade.items())
    )
    return picture("district-map small-map", (WIDTH, height), panel.title, _range(panel, shades), shapes)


def _range(panel: Panel, shades: Shades) -> str:
    """From the smallest to the largest value, for who cannot see the map."""
    known = [value for value in panel.values.values() if value is not None]
    if not known or min(known) == max(known):
        return shades.said(known[0] if known else None)
    return f"{shades.said(min(known))} – {shades.said(max(known))}"


def _name(code: str) -> str:
    return f"outline-{code.replace('.', '-')}"
