"""Small maps on one scale, and what a map can mark."""

from gesamtplan.kern.charts import MapArea, Panel, district_map, small_maps


def _square(x: float) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [[[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]]}


def test_small_maps_share_outlines_scale_and_legend() -> None:
    geometries = {"1.1": _square(0), "1.2": _square(1)}
    panels = [Panel("young", {"1.1": 1.0, "1.2": 5.0}), Panel("old", {"1.1": 5.0, "1.2": None})]
    found = small_maps(geometries, panels, unit="places", decimals=0)
    assert found.outlines.count("<path") == 2
    young, old = (picture for _title, picture in found.pictures)
    assert "<path" not in young + old
    assert 'map-class-5"><use href="#outline-1-2"/>' in young
    assert 'map-class-5"><use href="#outline-1-1"/>' in old
    assert 'map-unknown"><use href="#outline-1-2"/>' in old
    assert sum(segment.value for segment in found.legend) == 4


def test_small_maps_of_no_area_draw_nothing() -> None:
    assert small_maps({}, [Panel("young", {})]).pictures == []


def test_framed_area_is_drawn_last_and_said() -> None:
    areas = [MapArea("A", _square(0), 1.0, "/a", framed=True), MapArea("B", _square(1), 2.0, "/b")]
    svg = district_map(areas, title="t").svg
    assert svg.count('aria-current="true"') == 1
    assert svg.index("area-frame") > svg.rindex("</a>")


def test_muted_area_has_no_value_and_no_place_in_the_legend() -> None:
    areas = [MapArea("A", _square(0), 1.0, label="1"), MapArea("B", _square(1), None, muted=True)]
    found = district_map(areas, title="t")
    assert "map-muted" in found.svg
    assert "map-unknown" not in found.svg
    assert sum(segment.value for segment in found.legend) == 1
    assert ">1</text>" in found.svg
