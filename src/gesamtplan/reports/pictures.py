"""Charts and map of the status report, as SVG text that is frozen with the content."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import vl_convert
from shapely.geometry import shape

from gesamtplan.reports.fonts import FAMILY, require_fonts

FONT = f"{FAMILY}, sans-serif"
INK, QUIET, LINE, ACCENT = "#171a2b", "#4d526b", "#d9dbe6", "#1f45b5"
SCALE = ["#e3edf7", "#b3cfe8", "#76a8d3", "#3a7ab8", "#114a83"]
GROUP_INKS = ["#ffffff", "#ffffff", INK, INK, INK]
GROUP_COLOURS = ["#1b7f4d", "#1d6fb4", "#d88c1c", "#8a8fa3", "#e4e6ef"]
AXIS = {
    "labelFontSize": 10,
    "titleFontSize": 10,
    "titleFontWeight": "normal",
    "labelColor": INK,
    "titleColor": QUIET,
    "gridColor": LINE,
    "domainColor": QUIET,
    "tickColor": QUIET,
}
LEGEND = {
    "labelFontSize": 10,
    "titleFontSize": 10,
    "titleFontWeight": "normal",
    "labelColor": INK,
    "labelLimit": 400,
}
CONFIG: dict[str, Any] = {"font": FONT, "axis": AXIS, "legend": LEGEND, "view": {"stroke": None}}
BARE: dict[str, Any] = {"domain": False, "ticks": False}
UNIT_ON_TOP: dict[str, Any] = {"titleAngle": 0, "titleAlign": "left", "titleX": -24, "titleY": -12}
LOCALES: dict[str, dict[str, Any]] = {
    "de": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " €"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""]},
}


@dataclass(frozen=True)
class District:
    """A district on the map: its number, its value (None is unknown), its boundary as GeoJSON."""

    number: str
    value: float | None
    geometry: dict[str, Any]


def line(points: Sequence[tuple[int, float]], unit: str, language: str) -> str:
    """A line of yearly values; the axis starts at zero so that a small change looks small."""
    years = alt.Axis(format="d", title=None, tickMinStep=1, grid=False)
    values = alt.Axis(tickCount=5, **BARE, **UNIT_ON_TOP)
    chart = (
        alt.Chart(_data({"year": year, "value": value} for year, value in points), width=520, height=150)
        .mark_line(color=ACCENT, point=alt.OverlayMarkDef(color=ACCENT, size=22))
        .encode(
            x=alt.X("year:Q", axis=years, scale=alt.Scale(zero=False, nice=False, padding=8)),
            y=alt.Y("value:Q", title=unit or None, scale=alt.Scale(zero=True), axis=values),
        )
    )
    return _svg(chart, language)


def state_bars(bars: Sequence[tuple[str, Sequence[int]]], groups: Sequence[str], language: str) -> str:
    """One bar of needs per field of action, split by group of states in the order of `groups`."""
    rows = (
        {"field": name, "group": group, "order": order, "n": n}
        for name, counts in bars
        for order, (group, n) in enumerate(zip(groups, counts, strict=True))
        if n
    )
    names = alt.Axis(labelLimit=260, labelPadding=8, **BARE)
    base = alt.Chart(_data(rows), width=330, height=26 * len(bars)).encode(
        y=alt.Y("field:N", sort=None, title=None, axis=names), order=alt.Order("order:Q")
    )
    key = alt.Legend(orient="bottom", title=None, columns=2, symbolStrokeColor=QUIET, symbolStrokeWidth=0.5)
    parts = base.mark_bar(stroke=QUIET, strokeWidth=0.5, height=17).encode(
        x=alt.X("n:Q", stack="zero", title=None, axis=None),
        color=alt.Color("group:N", scale=_by_group(groups, GROUP_COLOURS), legend=key),
    )
    numbers = base.mark_text(fontSize=10, fontWeight="bold").encode(
        x=alt.X("n:Q", stack="zero", bandPosition=0.5),
        text="n:Q",
        color=alt.Color("group:N", scale=_by_group(groups, GROUP_INKS), legend=None),
    )
    return _svg(alt.layer(parts, numbers).resolve_scale(color="independent"), language)


def _by_group(groups: Sequence[str], colours: Sequence[str]) -> alt.Scale:
    return alt.Scale(domain=list(groups), range=list(colours))


def district_map(districts: Sequence[District], unit: str, language: str) -> str:
    """Districts coloured by value and marked with their numbers; unknown ones stay white."""
    unknown = _areas(d for d in districts if d.value is None).encode(color=alt.value("#ffffff"))
    key = alt.Legend(orient="bottom", titleOrient="left", direction="horizontal")
    scale = alt.Scale(range=SCALE, type="quantize")
    shade = alt.Color("properties.value:Q", title=unit or None, scale=scale, legend=key)
    known = _areas(d for d in districts if d.value is not None).encode(color=shade)
    places = alt.Chart(_data(_place(d) for d in districts)).encode(
        longitude="longitude:Q", latitude="latitude:Q", text="number:N"
    )
    halo = places.mark_text(fontSize=9, stroke="#ffffff", strokeWidth=2, strokeJoin="round")
    numbers = places.mark_text(fontSize=9, color=INK)
    chart: Any = alt.layer(unknown, known, halo, numbers)
    return _svg(chart.properties(width=420, height=330).project(type="mercator"), language)


def _areas(districts: Iterable[District]) -> Any:
    return alt.Chart(_data(_feature(d) for d in districts)).mark_geoshape(stroke=INK, strokeWidth=0.6)


def _data(rows: Iterable[dict[str, Any]]) -> Any:
    return alt.Data(values=list(rows))  # type: ignore[no-untyped-call] # Altair leaves this class untyped


def _feature(district: District) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": _clockwise(district.geometry),
        "properties": {"value": district.value},
    }


def _place(district: District) -> dict[str, Any]:
    """A point inside the district, for its number."""
    point = shape(district.geometry).representative_point()
    return {"number": district.number, "longitude": round(point.x, 5), "latitude": round(point.y, 5)}


def _svg(chart: alt.Chart | alt.LayerChart, language: str) -> str:
    _register_fonts()
    spec = chart.configure(**CONFIG).to_dict()
    return str(vl_convert.vegalite_to_svg(spec, format_locale=LOCALES[language]))


@cache
def _register_fonts() -> None:
    """The width of words is measured in the typeface in which they are set."""
    vl_convert.register_font_directory(str(require_fonts()))


def _clockwise(geometry: dict[str, Any]) -> dict[str, Any]:
    """Vega draws the outside of rings that run against the clock, GeoJSON's own order: turn them round."""
    is_single = geometry["type"] == "Polygon"
    polygons = [geometry["coordinates"]] if is_single else geometry["coordinates"]
    turned = [[_turned(ring, is_hole=i > 0) for i, ring in enumerate(polygon)] for polygon in polygons]
    return {"type": "MultiPolygon", "coordinates": turned}


def _turned(ring: Sequence[Sequence[float]], *, is_hole: bool) -> Sequence[Sequence[float]]:
    """Outer rings run with the clock, holes against it."""
    return ring if (_signed_area(ring) > 0) == is_hole else ring[::-1]


def _signed_area(ring: Sequence[Sequence[float]]) -> float:
    """Positive when the ring runs against the clock."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2
