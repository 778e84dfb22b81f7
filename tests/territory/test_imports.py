"""Reading areas: Munich's own file, the delivered ones if they are here, and small faulty ones."""

import json
import runpy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from gesamtplan.territory.imports import AreaRow, UnreadableAreasError, read_areas, square_kilometres

PROJECT = Path(__file__).parents[2]
SHARED = PROJECT.parent / "shared" / "data" / "munich"
OWN = PROJECT / "data" / "munich" / "areas.geojson"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the delivered data in ../shared are not here")


@pytest.fixture(scope="module")
def munich() -> list[AreaRow]:
    rows, report = read_areas(OWN)
    assert report.is_clean
    assert (report.repaired, report.notices) == ([], [])
    return rows


def square(west: float, south: float = 48.0, size: float = 0.01) -> dict[str, Any]:
    return dict(shapely.geometry.mapping(shapely.box(west, south, west + size, south + size)))


def area(code: object, geometry: dict[str, Any] | None = None, **properties: object) -> dict[str, Any]:
    told = {"nr": code, "name": f"Area {code}", **properties}
    return {"type": "Feature", "properties": told, "geometry": geometry or square(11.0)}


def collection(folder: Path, name: str, *features: dict[str, Any]) -> Path:
    path = folder / f"{name}.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_munich_has_its_areas_parents_first(munich: list[AreaRow]) -> None:
    kinds = [row.kind for row in munich]
    assert kinds == ["city"] + ["district"] * 25 + ["sub-district"] * 108
    codes = {row.code for row in munich}
    assert all(row.parent_code in codes for row in munich[1:])
    city = munich[0]
    assert (city.name, city.parent_code, city.area_km2) == ("München", None, 310.728)
    assert (city.population, city.population_date) == (1_588_330, date(2022, 12, 31))


def test_munich_levels_fit_without_gaps(munich: list[AreaRow]) -> None:
    levels = {
        kind: [shape(r.geometry) for r in munich if r.kind == kind]
        for kind in ("city", "district", "sub-district")
    }
    for shapes in levels.values():
        assert all(found.is_valid for found in shapes)
        assert shapely.coverage_is_valid(shapes)
    assert shapely.union_all(levels["sub-district"]).symmetric_difference(levels["city"][0]).area < 1e-9
    assert shapely.union_all(levels["district"]).symmetric_difference(levels["city"][0]).area < 1e-9


def test_munich_rings_points_and_sizes(munich: list[AreaRow]) -> None:
    for row in munich:
        found = shape(row.geometry)
        assert all(part.exterior.is_ccw for part in shapely.get_parts(found))
        assert found.contains(shapely.Point(row.centroid))
        assert square_kilometres(found) == pytest.approx(row.area_km2, rel=0.005)
        assert all(round(number, 5) == number for number in shapely.get_coordinates(found).flatten())


def test_munich_file_names_its_source_and_stays_small() -> None:
    told = json.loads(OWN.read_text(encoding="utf-8"))
    assert (told["licence"], told["date"]) == ("dl-de/by-2-0", "2022-12-31")
    assert told["source"]
    assert OWN.stat().st_size < 180_000


@pytest.mark.shared
@needs_shared
def test_build_gives_the_same_bytes(tmp_path: Path) -> None:
    runpy.run_path(str(OWN.parent / "build_areas.py"))["build"](SHARED, tmp_path / "areas.geojson")
    assert (tmp_path / "areas.geojson").read_bytes() == OWN.read_bytes()


def test_city_is_made_of_its_districts(tmp_path: Path) -> None:
    districts = collection(tmp_path, "d", area("01", square(11.0)), area("02", square(11.01)))
    rows, report = read_areas(districts, city_name="Neustadt")
    assert report.is_clean
    assert [(r.kind, r.code, r.parent_code) for r in rows] == [
        ("city", "city", None),
        ("district", "01", "city"),
        ("district", "02", "city"),
    ]
    assert rows[0].name == "Neustadt"
    assert shape(rows[0].geometry).bounds == (11.0, 48.0, 11.02, 48.01)
    assert (rows[1].population, rows[1].area_is_computed) == (None, True)


def test_gap_between_neighbours_is_closed(tmp_path: Path) -> None:
    dented = shapely.box(11.0, 48.0, 11.01, 48.01) - shapely.box(11.0098, 48.004, 11.01, 48.006)
    districts = collection(
        tmp_path, "d", area("01", dict(shapely.geometry.mapping(dented))), area("02", square(11.01))
    )
    city, *borders = [shape(row.geometry) for row in read_areas(districts)[0]]
    assert shapely.coverage_is_valid(borders)
    assert len(city.interiors) == 0
    assert city.area == pytest.approx(0.0002)


def test_area_under_another_is_refused(tmp_path: Path) -> None:
    report = read_areas(collection(tmp_path, "d", area("01"), area("02")))[1]
    assert [r.column for r in report.refused] == ["geometry"]


def test_population_of_all_parts_makes_that_of_the_whole(tmp_path: Path) -> None:
    districts = collection(tmp_path, "d", area("01"), area("02", square(12.0)))
    parts = [area("01.1", sb="01", bev2022=5), area("01.2", square(11.01), sb="01", bev2022=7)]
    parts.append(area("02.1", square(12.0), sb="02"))
    rows, report = read_areas(districts, collection(tmp_path, "s", *parts))
    assert report.is_clean
    assert {r.code: r.population for r in rows if "." not in r.code} == {"city": None, "01": 12, "02": None}
    assert rows[1].population_date == date(2022, 12, 31)


def test_crossed_border_and_missing_zero_are_repaired(tmp_path: Path) -> None:
    ring = [[11.0, 48.0], [11.01, 48.01], [11.01, 48.0], [11.0, 48.01], [11.0, 48.0]]
    rows, report = read_areas(collection(tmp_path, "d", area(1, {"type": "Polygon", "coordinates": [ring]})))
    assert report.is_clean
    assert [(r.column, r.new) for r in report.repaired[:2]] == [("code", "01"), ("geometry", "valid")]
    assert shape(rows[1].geometry).is_valid


def test_size_that_does_not_fit_the_border_is_noticed(tmp_path: Path) -> None:
    report = read_areas(collection(tmp_path, "d", area("01", km2=5.0)))[1]
    assert any("5.0 km² delivered" in notice for notice in report.notices)


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        (area("1"), "code"),
        (area(None), "code"),
        (area("01", name=" "), "name"),
        (area("02", kind="village"), "kind"),
        (area("02", {"type": "Point", "coordinates": [11, 48]}), "geometry"),
        (area("02", {"type": "Polygon", "coordinates": "?"}), "geometry"),
        (area("02", square(690_000.0, 5_330_000.0, 100.0)), "geometry"),
        ({"type": "Feature", "properties": None, "geometry": None}, "properties"),
        (area("01", square(11.5)), "code"),
        (area("02", parent="99"), "parent"),
        (area(1.1, kind="sub-district", parent="01"), "code"),
        (area("02.1", kind="sub-district", parent="01"), "parent"),
    ],
)
def test_unusable_area_is_refused_with_its_place(tmp_path: Path, bad: dict[str, Any], column: str) -> None:
    rows, report = read_areas(collection(tmp_path, "d", area("01"), bad))
    assert [(r.row, r.column) for r in report.refused] == [(2, column)]
    assert report.refused[0].remedy
    assert [row.code for row in rows] == ["city", "01"]


@pytest.mark.parametrize("content", ["", "no json", "[]", '{"type": "FeatureCollection"}'])
def test_file_without_areas_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.geojson").write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableAreasError, match=r"x\.geojson cannot be read"):
        read_areas(tmp_path / "x.geojson")
