"""What would give a wrong figure is refused, and the row is named."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from gesamtplan.engine.access import AccessInputs, BadInput, ClassTable, Decay, Demand, Pairs, Supply
from tests.engine.access.cities import large_city, with_people, with_places

NAN, INF = float("nan"), float("inf")
CELLS, GROUPS, OFFERS = ("Mitte", "Nord"), ("adults", "children"), ("a", "b")


def city(**changes: Any) -> AccessInputs:
    parts: dict[str, Any] = {
        "demand": Demand(CELLS, GROUPS, np.ones((2, 2))),
        "supply": Supply(OFFERS, np.ones(2), np.zeros(2, np.int32)),
        "classes": ClassTable(("language",), np.zeros(1, np.int32), np.ones((1, 2), np.bool_)),
        "norm": np.ones((1, 2)),
        "pairs": Pairs.everywhere(offers=2, cells=2),
        "decay": Decay.step(10),
        "norms_version": "demo",
    }
    return AccessInputs(**(parts | changes))


@pytest.mark.parametrize(
    ("make", "row", "column"),
    [
        (lambda: Demand(CELLS, GROUPS, np.array([[1, 2], [3, -1]])), "Nord / children", "people"),
        (lambda: Demand(CELLS, GROUPS, np.array([[1, INF], [3, 1]])), "Mitte / children", "people"),
        (lambda: Demand(("Nord", "Nord"), GROUPS, np.ones((2, 2))), "Nord", None),
        (lambda: Demand(CELLS, ("adults", "adults"), np.ones((2, 2))), "adults", None),
        (lambda: Demand(CELLS, GROUPS, np.ones((2, 3))), None, None),
        (lambda: Supply(OFFERS, np.array([1, -5]), np.zeros(2)), "b", "places"),
        (lambda: Supply(("a", "a"), np.ones(2), np.zeros(2)), "a", None),
        (lambda: Supply(OFFERS, np.ones(2), np.array([0, -1])), "b", "classes"),
        (lambda: Supply(OFFERS, np.ones(2), np.array([0, 0.5])), "b", "classes"),
        (lambda: Supply(OFFERS, np.ones(2), np.array([NAN, 0])), "a", "classes"),
        (lambda: Supply(OFFERS, np.ones(2), np.array([0, 2**32])), "b", "classes"),
        (lambda: ClassTable(("x",), np.array([0, 1]), np.ones((2, 2), np.bool_)), "1", "field"),
        (lambda: ClassTable(("x",), np.array([0]), np.ones((2, 2), np.bool_)), None, None),
        (lambda: ClassTable(("x",), np.array([0]), np.ones(2, np.bool_)), None, None),
        (lambda: city(norm=np.array([[1, NAN]])), "language / children", "norm"),
        (lambda: city(norm=np.array([[-1, 1]])), "language / adults", "norm"),
        (lambda: city(supply=Supply(OFFERS, np.ones(2), np.array([0, 1]))), "b", "classes"),
        (lambda: city(demand=Demand((), GROUPS, np.ones((0, 2)))), None, None),
        (lambda: city(pairs=Pairs.everywhere(offers=3, cells=2)), None, None),
        (lambda: city(pairs=Pairs.everywhere(offers=2, cells=3)), None, None),
        (lambda: city(demand=Demand(CELLS, ("adults",), np.ones((2, 1))), norm=np.ones((1, 1))), None, None),
        (lambda: Decay(np.array([1.0, 1.2]), "mine", {}), 1, "tenths"),
        (lambda: Decay.from_function(lambda _: NAN, 1), 0, "tenths"),
        (lambda: Decay.bands([(20, 1), (10, 0.5)]), None, None),
        (lambda: Decay.bands([]), None, None),
        (lambda: Decay.step(-1), None, "tenths"),
    ],
)
def test_bad_input_is_refused_with_its_row(make: Any, row: str | int | None, column: str | None) -> None:
    with pytest.raises(BadInput) as refused:
        make()
    assert (refused.value.row, refused.value.column) == (row, column)
    assert str(refused.value).endswith(".")
    assert row is None or str(row) in str(refused.value)


def test_unknown_people_and_places_are_no_bad_input() -> None:
    assert np.isnan(with_people(city(), np.full((2, 2), NAN)).demand.people).all()
    assert np.isnan(with_places(city(), np.array([NAN, 1])).supply.places[0])


def test_arrays_of_inputs_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        city().demand.people[0, 0] = 5


def test_same_inputs_have_the_same_digest_and_each_part_counts() -> None:
    one = city()
    others = [
        with_people(one, np.full((2, 2), 2)),
        with_places(one, np.full(2, 2)),
        city(norm=np.full((1, 2), 0.5)),
        city(decay=Decay.step(11)),
        city(norms_version="other"),
        city(demand=Demand(("Mitte", "Süd"), GROUPS, np.ones((2, 2)))),
        city(classes=replace(one.classes, eligible=np.array([[True, False]]))),
        city(pairs=Pairs.from_triples([0], [0], [0], offers=2, cells=2)),
    ]
    assert city().digest == one.digest
    assert len({one.digest, *(other.digest for other in others)}) == 1 + len(others)
    assert large_city(seed=1, cells=30, offers=9).digest == large_city(seed=1, cells=30, offers=9).digest


def test_plain_inputs_need_one_place_for_each_person() -> None:
    plain = AccessInputs.plain([3, 4], [1], Pairs.everywhere(offers=1, cells=2), Decay.step(1))
    np.testing.assert_array_equal(plain.need[:, 0, 0], [3, 4])


@pytest.mark.parametrize(
    ("decay", "minutes", "weight"),
    [
        (
            Decay.bands([(10, 1.0), (20, 0.68), (30, 0.22)]),
            [0, 10, 10.1, 20, 30, 30.1],
            [1, 1, 0.68, 0.68, 0.22, 0],
        ),
        (Decay.step(29.9), [29.9, 30], [1, 0]),
        (Decay.step(0.3), [0.3, 0.4], [1, 0]),
        (Decay.exponential(0.1, 20), [0, 10, 20.1], [1, np.exp(-1), 0]),
        (Decay.gaussian(10, 20), [0, 10, 6000], [1, np.exp(-0.5), 0]),
    ],
)
def test_decay_weighs_by_its_table_and_nothing_beyond(
    decay: Decay, minutes: list[float], weight: list[float]
) -> None:
    tenths = np.rint(np.array(minutes) * 10).astype(np.uint16)
    np.testing.assert_allclose(decay.of(tenths), weight, rtol=1e-15)
    assert decay.limit == max(m for m, w in zip(minutes, weight, strict=True) if w) or decay.name != "step"
