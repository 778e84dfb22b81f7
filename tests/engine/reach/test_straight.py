"""Straight lines: the right pairs, the right minutes, whatever the order and the number of threads."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.norm_files import NormFileError, read_norms
from gesamtplan.engine.reach import Mode, Plane, Points, fastest, load_norms, reach
from tests.engine.reach.places import chord, points, some, table

CASES = Path(__file__).parent / "cases" / "minutes.yaml"
NORMS = load_norms()
WALKING, TRANSIT = NORMS.mode("walking"), NORMS.mode("bus-and-rail")
law = settings(deadline=None)  # a machine under load is slow, not wrong
limits = st.sampled_from([0.0, 5.0, 15.0, 30.0, 45.0, 60.0])
modes = st.sampled_from([WALKING, TRANSIT])


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=c["name"]) for c in read_norms(CASES.name, CASES.read_bytes())]
)
def test_case_comes_out_as_expected(case: dict[str, Any]) -> None:
    mode = NORMS.mode(case["mode"])
    assert float(mode.minutes(case["km"] * 1000)) == pytest.approx(case["minutes"], abs=0.05)
    assert mode.radius(float(mode.minutes(case["km"] * 1000))) == pytest.approx(case["km"] * 1000, abs=0.01)


@given(some("o"), some("c"), modes, limits)
@law
def test_pairs_are_those_that_measuring_every_pair_finds(
    offers: Points, cells: Points, mode: Mode, limit: float
) -> None:
    plane = Plane.around(offers, cells)
    away = plane.metres(offers)[:, None] - plane.metres(cells)[None]
    minutes = mode.minutes(np.hypot(away[..., 0], away[..., 1]))
    expected = {(int(o), int(c)): round(minutes[o, c] * 10) for o, c in np.argwhere(minutes <= limit)}
    found = table(reach(offers, cells, mode, limit))
    edge = {(int(o), int(c)) for o, c in np.argwhere(np.abs(minutes - limit) < 1e-6)}
    assert {pair for pair in found if pair not in edge} == {pair for pair in expected if pair not in edge}
    assert all(abs(found[pair] - expected[pair]) <= 1 for pair in found.keys() & expected.keys())


@given(some("o", 2), some("c", 2))
@law
def test_plane_is_true_to_half_a_percent_within_a_city(offers: Points, cells: Points) -> None:
    plane = Plane.around(offers, cells)
    away = plane.metres(offers)[:, None] - plane.metres(cells)[None]
    assert np.hypot(away[..., 0], away[..., 1]) == pytest.approx(chord(offers, cells), rel=0.005, abs=0.01)


@given(some("o"), some("c"), limits, limits, modes)
@law
def test_a_longer_limit_only_adds_pairs(
    offers: Points, cells: Points, one: float, other: float, mode: Mode
) -> None:
    near, far = (table(reach(offers, cells, mode, limit)) for limit in sorted((one, other)))
    assert near.items() <= far.items()


@given(some("o", 3), some("c", 3), st.randoms(use_true_random=False))
@law
def test_order_of_offers_and_cells_changes_nothing(offers: Points, cells: Points, chance: Any) -> None:
    def named(o: Points, c: Points) -> dict[tuple[str, str], int]:
        return {(o.ids[i], c.ids[k]): t for (i, k), t in table(reach(o, c, WALKING, 60)).items()}

    turned = [_shuffled(group, chance) for group in (offers, cells)]
    assert named(offers, cells) == named(*turned)


def _shuffled(group: Points, chance: Any) -> Points:
    order = list(range(len(group)))
    chance.shuffle(order)
    return Points(tuple(group.ids[k] for k in order), group.lon[order], group.lat[order])


def test_threads_and_blocks_change_nothing() -> None:
    rng = np.random.default_rng(7)
    offers, cells = (
        points(rng.uniform((11.4, 48.06), (11.7, 48.24), (n, 2)).tolist(), name)
        for n, name in ((700, "o"), (400, "c"))
    )
    one, many = (reach(offers, cells, WALKING, 30, threads=n) for n in (1, 5))
    assert len(one) > 5_000
    assert one.digest == many.digest
    assert one.offer_count == 700


def test_the_way_there_is_as_long_as_the_way_back() -> None:
    offers, cells = points([(11.5, 48.1), (11.6, 48.2)], "o"), points([(11.55, 48.12), (11.58, 48.19)], "c")
    there, back = table(reach(offers, cells, TRANSIT, 60)), table(reach(cells, offers, TRANSIT, 60))
    assert len(there) == 4
    assert there == {(o, c): tenths for (c, o), tenths in back.items()}


def test_nobody_gets_anywhere_before_the_start_is_over() -> None:
    here = points([(11.5, 48.1)])
    assert len(reach(here, here, TRANSIT, 9.9)) == 0
    assert table(reach(here, here, TRANSIT, 10)) == {(0, 0): 100}
    assert table(reach(here, here, WALKING, 0)) == {(0, 0): 0}


def test_without_offers_or_cells_there_are_no_pairs() -> None:
    here, nowhere = points([(11.5, 48.1)]), points([])
    assert (reach(here, nowhere, WALKING, 30).offer_count, len(reach(here, nowhere, WALKING, 30))) == (1, 0)
    assert reach(nowhere, here, WALKING, 30).cell_count == 1


@given(some("o"), some("c"), limits)
@law
def test_fastest_is_the_least_of_all_modes(offers: Points, cells: Points, limit: float) -> None:
    walk, ride = (reach(offers, cells, mode, limit) for mode in (WALKING, TRANSIT))
    best = table(fastest(walk, ride))
    on_foot, by_rail = table(walk), table(ride)
    assert best.keys() == on_foot.keys() | by_rail.keys()
    assert all(best[p] == min(on_foot.get(p, 9999), by_rail.get(p, 9999)) for p in best)
    assert fastest(ride, walk).digest == fastest(walk, ride).digest
    assert fastest(walk).digest == walk.digest


@given(st.floats(0, 40_000), st.floats(0, 40_000), modes)
@law
def test_further_never_takes_less_time(one: float, other: float, mode: Mode) -> None:
    near, far = sorted((one, other))
    assert mode.minutes(near) <= mode.minutes(far)


def test_estimates_are_labelled_and_every_norm_has_its_ground() -> None:
    assert (WALKING.estimate, TRANSIT.estimate) == (False, True)
    assert NORMS.limits == (30, 45, 60)
    assert NORMS.as_data["detour"]["sources"][0]["url"].startswith("https://")
    assert "Schätzung" in NORMS.names["bus-and-rail"].de
    assert NORMS.version.startswith("2026-")


def test_norms_without_ground_are_refused() -> None:
    mode = "{code: x, name: {de: x, en: x}, from: 2026-01-01, start_minutes: 0, bands: [{kmh: 4}], estimate: true"
    file = "{version: 1, detour: {factor: 1.3}, limits: {minutes: [30]}, modes: [%s, %s}]}"
    ground = "reason: {de: x, en: x}"
    load_norms((file % (mode, f"certainty: low, {ground}")).encode())
    with pytest.raises(NormFileError, match="is an assumption"):
        load_norms((file % (mode, f"certainty: high, {ground}")).encode())
    with pytest.raises(NormFileError, match="`reason` is missing"):
        load_norms((file % (mode, "certainty: low")).encode())
    with pytest.raises(NormFileError, match="knows no mode 'car'"):
        NORMS.mode("car")


WRONG: list[tuple[str, Any, str]] = [
    ("id twice", lambda: Points(("a", "b", "a"), np.zeros(3), np.zeros(3)), "row a, column id"),
    ("no longitude", lambda: Points(("a", "b"), np.array([1, np.nan]), np.zeros(2)), "row b, column lon"),
    ("latitude off", lambda: Points(("a",), np.zeros(1), np.array([91.0])), "row a, column lat"),
    ("too few", lambda: Points(("a", "b"), np.zeros(1), np.zeros(2)), "2 ids have"),
    ("bands fall", lambda: Mode("x", 1.3, ((5, 10), (3, 10), (None, 10))), "row 1"),
    ("no speed", lambda: Mode("x", 1.3, ((None, 0),)), "at 0 km/h is no band"),
    ("closed end", lambda: Mode("x", 1.3, ((5, 10),)), "the last band has an end"),
    ("short cut", lambda: Mode("x", 0.9, ((None, 4),)), "column detour"),
    ("early start", lambda: Mode("x", 1.3, ((None, 4),), -1), "column start_minutes"),
    ("no limit", lambda: reach(points([]), points([]), WALKING, float("nan")), "column limit"),
    ("negative limit", lambda: reach(points([]), points([]), WALKING, -1), "column limit"),
    ("no modes", fastest, "no mode is given"),
]


@pytest.mark.parametrize(("make", "says"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_wrong_input_is_refused_with_its_place(make: Any, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        make()
    assert says in str(caught.value)


def test_modes_of_different_cities_are_not_merged() -> None:
    here, there = points([(11.5, 48.1)]), points([(11.5, 48.1), (11.6, 48.1)])
    with pytest.raises(BadInput, match="differ in offers and cells"):
        fastest(reach(here, here, WALKING, 30), reach(here, there, WALKING, 30))
