"""Pictures: deterministic, escaped, without style attributes, and honest about gaps."""

import pytest
from django.utils import translation

from gesamtplan.kern.charts import MapArea, Mark, Series, district_map, line_chart
from gesamtplan.kern.charts.scale import nice_ticks, quantile_bounds, short

SQUARE = [[11.5, 48.1], [11.6, 48.1], [11.6, 48.2], [11.5, 48.2], [11.5, 48.1]]


def square(value: float | None, east: float = 0, url: str = "") -> MapArea:
    ring = [[x + east, y] for x, y in SQUARE]
    return MapArea(f"Area {east}", {"type": "Polygon", "coordinates": [ring]}, value, url)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 490821), (0, 0), (30.6, 31.2), (-5, 7)])
def test_ticks_enclose_the_values(low: float, high: float) -> None:
    ticks = nice_ticks(low, high)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 8


def test_quantiles_split_evenly() -> None:
    assert quantile_bounds([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5) == [3, 5, 7, 9]
    assert quantile_bounds([4, 4, 4], 5) == []
    assert short(12.04) == "12"


def test_line_has_a_gap_where_a_value_is_unknown() -> None:
    points = [(2000, 1.0), (2001, 2.0), (2002, None), (2003, 4.0)]
    svg = line_chart([Series("City", points)], title="T")
    assert svg.count("<circle") == 3
    path = svg.split('class="line series-1" d="')[1].split('"')[0]
    assert path.count("M") == 2


def test_line_chart_names_itself_and_escapes() -> None:
    svg = line_chart(
        [Series("<City>", [(2000, 1.0)])],
        title="A & B",
        description="up",
        breaks=[Mark(2000, "census")],
        targets=[Mark(5, "goal")],
    )
    assert 'role="img"' in svg
    assert "<title>A &amp; B</title>" in svg
    assert "&lt;City&gt;" in svg
    assert "style=" not in svg
    assert "goal" in svg


def test_line_chart_without_values_draws_nothing() -> None:
    assert line_chart([Series("City", [(2000, None)])], title="T") == ""


def test_line_chart_writes_numbers_in_the_language() -> None:
    with translation.override("de"):
        german = line_chart([Series("City", [(2000, 490821.0), (2001, 500000.0)])], title="T")
    assert "490.821" in german


def test_map_classes_values_and_hatches_unknown() -> None:
    picture = district_map([square(1), square(5, 0.1), square(None, 0.2)], title="Map", unit="%")
    assert "map-unknown" in picture.svg
    assert picture.svg.count("<path") == 3
    assert [entry.css_class for entry in picture.legend][-1] == "map-unknown"
    assert sum(entry.value for entry in picture.legend) == 3


def test_map_with_links_is_a_group_so_that_they_can_be_reached() -> None:
    assert 'role="group"' in district_map([square(1, url="/a/")], title="Map").svg
    assert 'role="img"' in district_map([square(1)], title="Map").svg


def test_map_is_north_up() -> None:
    path = district_map([square(1)], title="Map").svg.split(' d="')[1]
    first, third = path.split("L")[0], path.split("L")[2]
    assert float(first[1:].split()[1]) > float(third.split()[1])
