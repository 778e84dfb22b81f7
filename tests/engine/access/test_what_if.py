"""What-if touches one column and must say what a full run would."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesamtplan.engine.access import (
    FORMULAS,
    AccessInputs,
    BadInput,
    Decay,
    Method,
    Pairs,
    Supply,
    access,
    compute,
    prepare,
    what_if,
    what_if_new,
)
from tests.engine.access.cities import cities, with_people, with_places

law = settings(deadline=None, max_examples=40)
NEW = [method for method, formula in FORMULAS.items() if not formula.choice_in]


@pytest.mark.parametrize("method", list(FORMULAS))
@law
@given(city=cities(), places=st.integers(0, 90))
def test_other_places_at_one_offer_give_the_same_as_a_full_run(
    method: Method, city: AccessInputs, places: int
) -> None:
    before, change = access(city, method), what_if(access(city, method), 0, places)
    more = city.supply.places.copy()
    more[0] = places
    after = access(with_places(city, more), method)
    full, unmet = before.access.copy(), before.unmet.copy()
    full[change.cells, change.field] += change.access_change
    unmet[change.cells, change.field] += change.unmet_change
    np.testing.assert_allclose(full, after.access, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(unmet, after.unmet, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("method", NEW)
@law
@given(city=cities(), places=st.integers(0, 90))
def test_a_new_offer_gives_the_same_as_a_full_run(method: Method, city: AccessInputs, places: int) -> None:
    cells, tenths = city.pairs.column(0)
    column = Pairs(np.array([0, len(cells)]), cells, tenths, city.pairs.cell_count)
    klass = int(city.supply.classes[0])
    change = what_if_new(access(city, method), column, places, klass)
    supply = city.supply
    grown = replace(
        city,
        supply=Supply(
            (*supply.offers, "new"), np.append(supply.places, places), np.append(supply.classes, klass)
        ),
        pairs=replace(
            city.pairs,
            indptr=np.append(city.pairs.indptr, len(city.pairs) + len(cells)),
            cells=np.append(city.pairs.cells, cells),
            tenths=np.append(city.pairs.tenths, tenths),
        ),
    )
    full = access(city, method).access.copy()
    full[change.cells, change.field] += change.access_change
    np.testing.assert_allclose(full, access(grown, method).access, rtol=1e-9, atol=1e-9)


@law
@given(city=cities(), other=cities())
def test_other_figures_on_the_same_pairs_give_the_same_as_a_new_layout(
    city: AccessInputs, other: AccessInputs
) -> None:
    rows = np.arange(len(city.supply.offers)) % len(other.supply.offers)
    places, people = other.supply.places[rows], city.demand.people[::-1] + 1
    warm = compute(prepare(city).with_figures(people, places), Method.BFCA)
    cold = access(with_places(with_people(city, people), places), Method.BFCA)
    np.testing.assert_array_equal(warm.access, cold.access)
    assert warm.inputs_digest == cold.inputs_digest


@pytest.fixture
def city() -> AccessInputs:
    pairs = Pairs.from_triples([0, 1], [0, 1], [5, 5], offers=2, cells=2)
    return AccessInputs.plain([10, 20], [5, float("nan")], pairs, Decay.step(6))


def test_unknown_places_become_known(city: AccessInputs) -> None:
    change = what_if(access(city), 1, 10)
    np.testing.assert_allclose(change.access_change, [[0.5]])
    np.testing.assert_allclose(change.unmet_change, [[-10]])
    np.testing.assert_array_equal(change.cells, [1])


@pytest.mark.parametrize(
    ("offer", "places"), [(0, -1), (0, float("nan")), (0, float("inf")), (2, 5), (-1, 5)]
)
def test_impossible_changes_are_refused(city: AccessInputs, offer: int, places: float) -> None:
    with pytest.raises(BadInput, match="What if"):
        what_if(access(city), offer, places)


def test_methods_that_cannot_answer_say_so(city: AccessInputs) -> None:
    with pytest.raises(BadInput, match="plain ratio"):
        what_if(access(city, Method.PROVISION), 0, 5)
    column = Pairs.from_triples([0], [0], [5], offers=1, cells=2)
    with pytest.raises(BadInput, match="compute anew"):
        what_if_new(access(city, Method.BFCA), column, 5, 0)
    with pytest.raises(BadInput, match="one offer"):
        what_if_new(access(city), city.pairs, 5, 0)
