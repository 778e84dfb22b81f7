"""An attacker who has all published tables, the rules, and knows which cells are empty."""

from itertools import product

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesamtplan.engine.disclosure import Axis, Cube, Rules, load_rules, protect, publish, singled_out
from gesamtplan.engine.disclosure.attack import spans
from gesamtplan.engine.disclosure.cube import Table
from gesamtplan.engine.disclosure.protect import Protected
from gesamtplan.engine.disclosure.rules import noise_table
from gesamtplan.engine.errors import BadInput

MOST = 9
"""More people than any cell of the little cubes can hold."""
LOUD = Rules("test", 3, noise_table({0: 64, 1: 96}), (0.0,), 10, {})
"""Little noise, extreme most of the time, and a low threshold: small cells are in danger in every other cube."""

AXES = (Axis("area", ("a", "b")), Axis("group", ("x", "y")))
thorough = settings(deadline=None, max_examples=300)
little = st.lists(st.integers(0, 5), min_size=4, max_size=4).map(lambda found: np.reshape(found, (2, 2)))
keys = st.lists(st.integers(0, 255), min_size=4, max_size=4).map(lambda found: np.reshape(found, (2, 2)))


def cube_of(people: npt.NDArray[np.int64], key: npt.NDArray[np.int64]) -> Cube:
    return Cube(AXES, people, np.where(people > 0, key, 0).astype(np.uint8))


def worlds(people: npt.NDArray[np.int64], tables: list[tuple[Table, Protected]]) -> npt.NDArray[np.int64]:
    """All little cubes that explain what is published, by trying every one: int64[worlds, finest cells]."""
    choices = [range(1, MOST + 1) if count else (0,) for count in people.ravel()]
    tried = np.array(list(product(*choices)))
    fits = np.ones(len(tried), bool)
    for table, protected in tables:
        low, high = spans(protected, LOUD)
        for cell in range(table.people.size):
            total = tried[:, table.member == cell].sum(axis=1)
            fits &= (low[cell] <= total) & (total <= high[cell])
    return tried[fits]


def pinned(
    people: npt.NDArray[np.int64], tables: list[tuple[Table, Protected]], finest: Table
) -> set[tuple[int, int]]:
    """The cells not shown that have one value in all worlds."""
    possible, found = worlds(people, tables), set()
    open_to_see = [protected.shown.ravel() for _, protected in tables]
    for number, table in [*enumerate(table for table, _ in tables), (-1, finest)]:
        for cell in range(table.people.size):
            values = np.unique(possible[:, table.member == cell].sum(axis=1))
            if len(values) == 1 and values[0] > 0 and not open_to_see[max(number, 0)][cell]:
                found.add((number, cell))
    return found


def protected_tables(cube: Cube, rules: Rules, draw: int = 0) -> list[tuple[Table, Protected]]:
    sums = [cube.table(levels) for levels in cube.all_tables()]  # the first is the cube itself
    return [(table, protect(table.people, table.keys, rules, draw=draw)) for table in sums]


@given(little, keys)
@thorough
def test_attacker_finds_exactly_what_trying_every_cube_finds(
    people: npt.NDArray[np.int64], key: npt.NDArray[np.int64]
) -> None:
    cube = cube_of(people, key)
    tables = protected_tables(cube, LOUD)
    finest = cube.table(("area", "group"))
    assert set(singled_out(tables, finest, LOUD)) == pinned(people, tables, finest)


@given(little, keys)
@thorough
def test_no_small_cell_can_be_worked_out_of_a_publication(
    people: npt.NDArray[np.int64], key: npt.NDArray[np.int64]
) -> None:
    cube = cube_of(people, key)
    try:
        found = publish(cube, LOUD)
    except BadInput:
        return  # refused: nothing leaves the house
    finest = cube.table(("area", "group"))
    tables = [(cube.table(t.levels), Protected(t.people, t.shown)) for t in found.tables]
    assert pinned(people, tables, finest) == set()


def test_a_small_cell_in_danger_is_found_and_the_noise_shared_out_anew() -> None:
    """One person beside twenty: total 21 shown as 17 and the twenty as 24 would leave nothing but the one."""
    axes = (Axis("area", ("big", "small")),)
    rules = load_rules()
    key = np.array([255, 1], np.uint8)  # 255 -> +4; together 0 -> -4
    cube = Cube(axes, np.array([20, 1]), key)
    tables = protected_tables(cube, rules)
    assert tables[0][1].people.tolist() == [24, 0]
    assert tables[1][1].people.tolist() == [17]
    assert list(singled_out(tables, cube.table(("area",)), rules)) == [(0, 1), (-1, 1)]
    found = publish(cube, rules)
    assert (found.tables[0].people[0], found.tables[1].people[0]) != (24, 17)


def test_what_cannot_be_protected_is_refused() -> None:
    """Without noise the difference of total and shown cell is the small cell, in every draw."""
    silent = Rules("test", 3, np.zeros(256, np.int64), (0.0,), 10, {})
    cube = Cube((Axis("area", ("big", "small")),), np.array([20, 1]), np.array([5, 9], np.uint8))
    with pytest.raises(BadInput, match="Publish fewer tables"):
        publish(cube, silent)
    assert len(publish(cube, silent, (("area",),)).tables) == 1


@given(st.integers(0, 2**32))
@settings(deadline=None, max_examples=15)
def test_a_whole_city_leaves_every_small_cell_open(seed: int) -> None:
    """25 areas × 6 groups × 3 ages with the rules of the house: the chosen draw passes an attack of its own."""
    rng = np.random.default_rng(seed)
    axes = tuple(Axis(name, tuple(map(str, range(size)))) for name, size in (("a", 25), ("g", 6), ("y", 3)))
    people = rng.poisson(rng.gamma(0.4, 30, (25, 6, 3)))
    rules, cube = load_rules(), Cube.from_secret(axes, people, seed.to_bytes(16, "big"))
    found = publish(cube, rules)
    tables = [(cube.table(t.levels), Protected(t.people, t.shown)) for t in found.tables]
    assert not list(singled_out(tables, cube.table(("a", "g", "y")), rules))
    withheld = ~found.tables[0].shown
    assert withheld[(people > 0) & (people < rules.threshold)].all()
