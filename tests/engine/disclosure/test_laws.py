"""Laws of noise and threshold: same people, same noise; keys add up; nothing small is ever shown."""

import re
from dataclasses import fields
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesamtplan.engine.disclosure import (
    ALL,
    Axis,
    Cube,
    Level,
    Publication,
    PublishedTable,
    State,
    load_rules,
    protect,
    publish,
    shown_access,
    shown_unmet,
)
from gesamtplan.engine.disclosure.rules import noise_table
from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.norm_files import NormFileError

RULES = load_rules()
SECRET = b"sixteen bytes or more"
DISTRICTS = Level("district", ("Nord", "Süd"), np.array([0, 0, 1]))
AREA = Axis("area", ("01.1", "01.2", "02.1"), (DISTRICTS,))
GROUP = Axis("group", ("adults", "children"))

law = settings(deadline=None)  # a machine under load is slow, not wrong
counts = st.lists(st.integers(0, 80), min_size=6, max_size=6).map(lambda found: np.reshape(found, (3, 2)))


def cube(people: npt.ArrayLike) -> Cube:
    return Cube.from_secret((AREA, GROUP), people, SECRET)


def test_noise_has_no_bias_and_the_stated_spread() -> None:
    assert RULES.noise.sum() == 0
    assert np.var(RULES.noise) == pytest.approx(1.97, abs=0.005)
    assert RULES.largest == 4
    assert len(RULES.noise) == 256


def test_keys_of_a_secret_are_evenly_spread() -> None:
    axis = Axis("cell", tuple(map(str, range(25_600))))
    keys = Cube.from_secret((axis,), np.full(25_600, 7), SECRET).keys
    times = np.bincount(keys, minlength=256)
    assert times.min() > 50
    assert times.max() < 150


def test_another_secret_or_another_count_gives_other_keys() -> None:
    axis = Axis("cell", tuple(map(str, range(2_000))))
    first = Cube.from_secret((axis,), np.full(2_000, 7), SECRET).keys
    for other in (
        Cube.from_secret((axis,), np.full(2_000, 7), SECRET[::-1]),
        Cube.from_secret((axis,), np.full(2_000, 8), SECRET),
    ):
        assert (first == other.keys).mean() < 0.02


@given(counts)
@law
def test_keys_add_up_whatever_way_the_cells_are_summed(people: npt.NDArray[np.int64]) -> None:
    one = cube(people)
    fine, coarse = one.table(("area", "group")), one.table(("district", "group"))
    assert np.array_equal(coarse.keys[0], (fine.keys[0] + fine.keys[1]) % 256)
    assert np.array_equal(coarse.people[0], fine.people[0] + fine.people[1])
    assert one.table((ALL, ALL)).keys.item() == int(fine.keys.sum()) % 256
    assert one.table((ALL, ALL)).people.item() == people.sum()


@given(counts)
@law
def test_same_people_have_the_same_number_in_every_table(people: npt.NDArray[np.int64]) -> None:
    people[1:, :], people[0, 1] = 0, 0  # all people are adults of 01.1: every total counts the same people
    found = publish(cube(people), RULES)
    told = {table.people.max() for table in found.tables}
    assert len(told) == 1


@given(counts)
@law
def test_nothing_small_is_shown_and_nothing_is_further_off_than_the_noise(
    people: npt.NDArray[np.int64],
) -> None:
    one = cube(people)
    for table in publish(one, RULES).tables:
        true = one.table(table.levels).people
        assert (true[table.shown] >= RULES.threshold).all()
        assert (table.people[table.shown] >= RULES.threshold).all()
        assert (np.abs(table.people - true)[table.shown] <= RULES.largest).all()
        assert (table.people[~table.shown] == 0).all()


@given(counts)
@law
def test_same_cube_gives_the_same_publication(people: npt.NDArray[np.int64]) -> None:
    first, again = publish(cube(people), RULES), publish(cube(people.copy()), RULES)
    for one, other in zip(first.tables, again.tables, strict=True):
        assert np.array_equal(one.people, other.people)
        assert np.array_equal(one.shown, other.shown)


def test_noise_does_not_depend_on_the_other_people_in_the_table() -> None:
    axes = (Axis("area", ("a", "b")),)
    keys = np.array([17, 200], np.uint8)
    alone = protect(np.array([50, 0]), np.array([17, 0]), RULES)
    among = publish(Cube(axes, np.array([50, 90]), keys), RULES).tables[0]
    assert alone.people[0] == among.people[0]


def test_publication_carries_neither_keys_nor_true_counts() -> None:
    assert {part.name for part in fields(PublishedTable)} == {"levels", "codes", "people", "shown"}
    assert {part.name for part in fields(Publication)} == {"tables", "rules_version", "explanation"}
    found = publish(cube([[40, 3], [0, 12], [33, 25]]), RULES)
    rows = dict(found.tables[0].rows())
    assert rows["01.1", "children"] is None
    assert rows["01.2", "adults"] is None
    assert set(rows) == {(area, group) for area in AREA.codes for group in GROUP.codes}
    assert found.explanation["totals_add_up"] is False
    assert found.explanation["not_shown"] >= 2
    assert found.rules_version == RULES.version


def test_tables_can_be_chosen() -> None:
    found = publish(cube(np.full((3, 2), 20)), RULES, (("district", "group"), (ALL, ALL)))
    assert [table.codes for table in found.tables] == [(("Nord", "Süd"), GROUP.codes), (("all",), ("all",))]


WRONG: list[tuple[str, Any, str]] = [
    ("fewer than none", lambda: Cube((GROUP,), np.array([3, -1]), np.zeros(2, np.uint8)), "row children"),
    (
        "a key for nobody",
        lambda: Cube((GROUP,), np.array([3, 0]), np.array([1, 2], np.uint8)),
        "row children",
    ),
    ("half people", lambda: Cube((GROUP,), np.array([3, 0.5]), np.zeros(2, np.uint8)), "whole numbers"),
    ("half a person", lambda: protect([9.5], [3], RULES), "no whole numbers"),
    ("too few counts", lambda: Cube((GROUP,), np.array([3]), np.zeros(1, np.uint8)), "stand on axes of (2,)"),
    ("short secret", lambda: Cube.from_secret((GROUP,), [3, 4], b"short"), "16 random bytes"),
    ("no such level", lambda: cube(np.ones((3, 2), int)).table(("street", ALL)), "no level 'street'"),
    ("level missing", lambda: cube(np.ones((3, 2), int)).table((ALL,)), "1 levels for 2 axes"),
    (
        "index astray",
        lambda: Axis("area", ("a",), (Level("district", ("x",), np.array([4])),)),
        "Level district",
    ),
    ("threshold too low", lambda: RULES.with_threshold(4), "not above the largest noise"),
    ("shapes differ", lambda: shown_access([0.5], [3, 4], RULES), "the need behind each value"),
]


@pytest.mark.parametrize(("make", "says"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_wrong_input_is_refused_with_its_place(make: Any, says: str) -> None:
    with pytest.raises(BadInput, match=re.escape(says)):
        make()


def test_noise_that_leans_to_one_side_is_refused() -> None:
    with pytest.raises(BadInput, match="alike for n and -n"):
        load_rules(b"{version: 1, threshold: {people: 10}, noise: {keys: {0: 100, 1: 50}}, "
                   b"shown: {access_per_100: [0], unmet_base: 10}}")  # fmt: skip
    with pytest.raises(NormFileError, match="`threshold` is missing"):
        load_rules(b"{version: 1}")
    assert noise_table({0: 2, 1: 1}).tolist() == [-1, 0, 0, 1]


@given(st.integers(1, 9), st.floats(0, 60))
@law
def test_figures_of_small_groups_look_all_the_same(people: int, places: float) -> None:
    need = np.array([float(people)])
    found = [shown_access(places / need, need, RULES), shown_unmet(np.maximum(need - places, 0), need, RULES)]
    assert [(item.values[0], item.state[0]) for item in found] == [(-1, State.WITHHELD)] * 2


@given(st.integers(10, 200))
@law
def test_unmet_need_without_any_place_does_not_tell_the_count(people: int) -> None:
    """With no place in reach all need is unmet: the rounded number must hold ten counts."""
    alike = [other for other in range(people - 10, people + 11) if _unmet(other) == _unmet(people) != -1]
    assert len(alike) >= (5 if people < 15 else 10)  # the lowest class is cut off by the threshold


def _unmet(people: int) -> int:
    return int(shown_unmet([float(people)], [float(people)], RULES).values[0])
