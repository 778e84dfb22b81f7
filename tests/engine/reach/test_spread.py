"""Spreading people over points: nobody lost, nobody outside, the same result every time."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import mapping

from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.reach import Grid, Points, read_grid, spread, spread_by_grid
from gesamtplan.engine.reach.equal_area import degrees
from tests.engine.reach.places import chord, points

AREAS = {
    "west": mapping(shapely.box(11.50, 48.10, 11.52, 48.12)),
    "east": mapping(shapely.box(11.52, 48.10, 11.55, 48.12)),
    "tiny": mapping(shapely.box(11.5601, 48.1001, 11.5602, 48.1002)),
}
law = settings(deadline=None)


@given(st.lists(st.floats(0, 1e6), min_size=6, max_size=6), st.floats(80, 3000))
@law
def test_nobody_is_lost(people: list[float], spacing: float) -> None:
    by_area = np.reshape(people, (3, 2))
    found = spread(AREAS, spacing)
    placed = found.people(by_area)
    for row in range(3):
        assert placed[found.area == row].sum(axis=0) == pytest.approx(by_area[row], rel=1e-9)


@given(st.floats(80, 3000))
@law
def test_every_point_lies_within_its_area(spacing: float) -> None:
    found = spread(AREAS, spacing)
    shapes = [shapely.geometry.shape(dict(geometry)) for geometry in AREAS.values()]
    for lon, lat, row in zip(found.points.lon, found.points.lat, found.area, strict=True):
        assert shapes[row].covers(shapely.Point(lon, lat))
    assert set(found.area) == {0, 1, 2}  # the tiny area has a point, too


def test_points_are_as_dense_as_asked() -> None:
    found = spread({"west": AREAS["west"]}, 250)
    square_metres = 0.02**2 * 111_195 * 74_400
    assert len(found.points) == pytest.approx(square_metres / 250**2, rel=0.1)
    near = np.sort(chord(found.points, found.points), axis=1)[:, 1]
    assert near == pytest.approx(np.full(len(near), 250.0), rel=0.005)
    assert found.points.ids[0] == "west/1"


def test_spreading_is_the_same_every_time_and_in_any_order_of_areas() -> None:
    one, turned = spread(AREAS), spread(dict(reversed(AREAS.items())))
    by_id = [
        dict(zip(f.points.ids, zip(f.points.lon, f.points.lat, strict=True), strict=True))
        for f in (one, turned)
    ]
    assert by_id[0] == by_id[1]


def test_unknown_people_stay_unknown() -> None:
    found = spread(AREAS)
    placed = found.people(np.array([[np.nan], [4.0], [5.0]]))
    assert np.isnan(placed[found.area == 0]).all()
    assert placed[found.area != 0].sum() == pytest.approx(9)


def test_a_grid_tells_who_lives_where() -> None:
    homes = points([(11.505, 48.105), (11.515, 48.115), (11.53, 48.11), (11.53, 48.115), (11.9, 48.1)], "g")
    found = spread_by_grid(AREAS, Grid(homes, np.array([30.0, 10.0, 5.0, 0.0, 7.0])))
    west, east, tiny = (found.area == row for row in range(3))
    assert found.share[west].tolist() == [0.75, 0.25]
    assert found.share[east].tolist() == [1.0]  # the cell without people is not lived in
    assert found.share[tiny].tolist() == [1.0]  # no inhabited cell: an even lattice
    assert found.outside == 7
    assert found.people(np.array([[400.0], [10.0], [3.0]])).sum() == pytest.approx(413)


def test_a_cell_on_a_border_is_counted_once() -> None:
    twice = {"one": AREAS["west"], "same": AREAS["west"]}
    found = spread_by_grid(twice, Grid(points([(11.51, 48.11)]), np.array([9.0])), spacing=5000)
    assert found.points.lon[found.area == 0] == pytest.approx([11.51])
    assert found.share.tolist() == [1.0] * len(found.share)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [11.5, 48.1]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 1], [1, 0], [0, 0]]]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Nonsense"},
        {},
    ],
    ids=["no area", "crosses itself", "empty", "no type", "nothing"],
)
def test_a_bad_polygon_is_named(geometry: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as caught:
        spread(AREAS | {"07.3": geometry})
    assert caught.value.row == "07.3"


def test_a_spacing_of_nothing_is_refused() -> None:
    with pytest.raises(BadInput, match="spacing"):
        spread(AREAS, 0)


def test_european_grid_gives_the_published_test_point() -> None:
    """IOGP Guidance Note 7-2, ETRS89-LAEA Europe: 50° N 5° E lies at 3,962,799.45 / 2,999,718.85."""
    lon, lat = degrees(np.array([3_962_799.45, 4_321_000.0]), np.array([2_999_718.85, 3_210_000.0]))
    assert lon == pytest.approx([5, 10], abs=1e-7)
    assert lat == pytest.approx([50, 52], abs=1e-7)


def test_european_grid_keeps_areas() -> None:
    """Equal-area: a square of 1 km around Munich has 1 km² on the ellipsoid, measured by its diagonals and sides."""
    lon, lat = degrees(4_437_000 + np.array([0.0, 1000, 1000, 0]), 2_780_000 + np.array([0.0, 0, 1000, 1000]))
    sides = chord(*[Points(tuple("abcd"), lon, lat)] * 2)
    a, b, c, d, p, q = sides[0, 1], sides[1, 2], sides[2, 3], sides[3, 0], sides[0, 2], sides[1, 3]
    square = np.sqrt(4 * p**2 * q**2 - (b**2 + d**2 - a**2 - c**2) ** 2) / 4  # Bretschneider
    assert square == pytest.approx(1_000_000, rel=1e-5)


GRID = """GITTER_ID_100m;x_mp_100m;y_mp_100m;Einwohner
CRS3035RES100mN2780000E4437000;4437050;2780050;12
CRS3035RES100mN2780000E4437100;4437150;2780050;3
CRS3035RES100mN3000000E4437100;4437150;3000050;8
"""


def test_census_grid_is_read_and_cut_out(tmp_path: Path) -> None:
    path = tmp_path / "grid.csv"
    path.write_text(GRID)
    munich = read_grid(path, within=(11.3, 48.0, 11.8, 48.3))
    assert munich.points.ids == ("CRS3035RES100mN2780000E4437000", "CRS3035RES100mN2780000E4437100")
    assert munich.people.tolist() == [12, 3]
    assert chord(munich.points, munich.points)[0, 1] == pytest.approx(100, rel=0.002)
    assert len(read_grid(path).points) == 3


@pytest.mark.parametrize("people", ["–", "-3", ""])
def test_a_grid_cell_without_a_count_is_named(tmp_path: Path, people: str) -> None:
    path = tmp_path / "grid.csv"
    path.write_text(GRID.replace(";3\n", f";{people}\n"))
    with pytest.raises(BadInput) as caught:
        read_grid(path)
    assert (caught.value.row, caught.value.column) == (3, "Einwohner")
