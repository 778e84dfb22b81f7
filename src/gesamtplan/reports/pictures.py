"""Chart and map of the status report, as SVG text that is frozen with the content."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import vl_convert

FONT = "Fira Sans"
INK, ACCENT = "#171a2b", "#1f46b4"
SCALE = ["#e8edf7", "#b9c9ea", "#8aa3d8", "#5577bf", "#223f8c"]
CONFIG = {"font": FONT, "axis": {"labelFontSize": 10, "titleFontSize": 10, "labelColor": INK, "titleColor": INK}, "view": {"stroke": None}}
LOCALES = {
    "de": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " €"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""]},
}


def line(points: Sequence[tuple[int, float]], unit: str, language: str) -> str:
    """A line of yearly values; the axis starts at zero so that a small change looks small."""
    data = alt.Data(values=[{"year": year, "value": value} for year, value in points])
    chart = (
        alt.Chart(data, width=460, height=170)
        .mark_line(color=ACCENT, point=alt.OverlayMarkDef(color=ACCENT, size=18))
        .encode(
            x=alt.X("year:Q", axis=alt.Axis(format="d", title=None, tickMinStep=1, grid=False)),
            y=alt.Y("value:Q", title=unit, scale=alt.Scale(zero=True)),
        )
    )
    return _svg(chart, language)


def district_map(features: Sequence[dict[str, Any]], unit: str, language: str) -> str:
    """Districts coloured by value (property `value`, None is unknown and stays white)."""
    data = alt.Data(values=[{**f, "geometry": _clockwise(f["geometry"])} for f in features])
    chart = (
        alt.Chart(data, width=420, height=300)
        .mark_geoshape(stroke=INK, strokeWidth=0.6)
        .encode(
            color=alt.condition(
                "datum.properties.value === null",
                alt.value("#ffffff"),
                alt.Color("properties.value:Q", title=unit, scale=alt.Scale(range=SCALE, type="quantize"), legend=alt.Legend(orient="right")),
            )
        )
        .project(type="mercator")
    )
    return _svg(chart, language)


def _svg(chart: alt.Chart, language: str) -> str:
    spec = chart.configure(**CONFIG).to_dict()
    return str(vl_convert.vegalite_to_svg(spec, format_locale=LOCALES[language]))


def _clockwise(geometry: dict[str, Any]) -> dict[str, Any]:
    """Vega draws the outside of rings that run against the clock, GeoJSON's own order: turn them round."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    turned = [[ring[::-1] if (_signed_area(ring) > 0) == (i == 0) else ring for i, ring in enumerate(p)] for p in polygons]
    return {"type": "MultiPolygon", "coordinates": turned}


def _signed_area(ring: Sequence[Sequence[float]]) -> float:
    """Positive when the ring runs against the clock."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2
