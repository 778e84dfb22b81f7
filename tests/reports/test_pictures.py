"""Charts and map: the same text every time, in our typeface, right way round."""

from xml.etree import ElementTree as ET

from gesamtplan.reports.pictures import INK, District, district_map, line, state_bars

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[11.4, 48.1], [11.6, 48.1], [11.6, 48.2], [11.4, 48.2], [11.4, 48.1]]],
}
EAST = {
    "type": "Polygon",
    "coordinates": [[[11.6, 48.1], [11.8, 48.1], [11.8, 48.2], [11.6, 48.2], [11.6, 48.1]]],
}


def drawn() -> list[str]:
    return [
        line([(2022, 10.5), (2023, 1234.5)], "%", "de"),
        state_bars([("1 Wohnen", [1, 0, 2])], ["erfüllt", "in Arbeit", "offen"], "de"),
        district_map([District("1", 2.5, SQUARE), District("2", None, EAST)], "%", "de"),
    ]


def test_pictures_are_the_same_every_time() -> None:
    assert drawn() == drawn()


def test_pictures_are_svg_in_our_typeface() -> None:
    for picture in drawn():
        ET.fromstring(picture)  # noqa: S314 - our own text
        assert "Fira Sans" in picture


def test_numbers_of_a_chart_follow_the_language() -> None:
    points = [(2022, 1000.0), (2023, 2000.0)]
    assert "1.000" in line(points, "", "de")
    assert "1,000" in line(points, "", "en")


def test_district_without_value_is_white_and_not_the_whole_map() -> None:
    picture = district_map([District("1", 2.5, SQUARE), District("2", None, EAST)], "%", "de")
    shapes = [e for e in ET.fromstring(picture).iter() if e.get("stroke") == INK and "L" in e.get("d", "")]  # noqa: S314 - as above
    assert sorted(e.get("fill") == "#ffffff" for e in shapes) == [False, True]
    assert all(e.get("d", "").count("L") < 8 for e in shapes)
