"""Laws that hold for every city, whatever its numbers."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from gesamtplan.engine.access import (
    FORMULAS,
    AccessInputs,
    ClassTable,
    Decay,
    Demand,
    Method,
    Supply,
    access,
    compute,
    contributions,
    prepare,
)
from tests.engine.access.cities import (
    cities,
    large_city,
    names,
    pairs_of,
    plain_cities,
    with_people,
    with_places,
)

law = settings(deadline=None, max_examples=40)  # a machine under load is slow, not wrong
every = pytest.mark.parametrize("method", list(Method))
by_pairs = pytest.mark.parametrize("method", list(FORMULAS))
keeping = pytest.mark.parametrize("method", [m for m, f in FORMULAS.items() if f.keeps_places])
CHOOSING = {method for method, formula in FORMULAS.items() if formula.choice_in}
independent = pytest.mark.parametrize("method", [m for m in FORMULAS if m not in CHOOSING])


def close(one: object, other: object) -> None:
    np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12)


@keeping
@law
@given(city=cities())
def test_claims_add_up_to_the_reachable_capacity(method: Method, city: AccessInputs) -> None:
    result = access(city, method)
    field = city.classes.field[city.supply.classes]
    sought = np.where(result.demand > 0, city.supply.places, 0.0)
    close(result.claims.sum(axis=(0, 2)), [sought[field == f].sum() for f in range(len(city.classes.fields))])


@law
@given(city=cities())
def test_plain_ratio_hands_out_every_place_that_somebody_needs(city: AccessInputs) -> None:
    result = access(city, Method.PROVISION)
    needed = np.where(result.demand > 0, city.supply.places, 0.0)
    close(result.claims.sum(), needed.sum())


@every
@law
@given(city=cities())
def test_twice_the_places_give_twice_the_access(method: Method, city: AccessInputs) -> None:
    close(access(with_places(city, city.supply.places * 2), method).access, access(city, method).access * 2)


@every
@law
@given(city=cities())
def test_twice_the_people_leave_half_the_access(method: Method, city: AccessInputs) -> None:
    close(access(with_people(city, city.demand.people * 2), method).access, access(city, method).access / 2)


@every
@law
@given(city=plain_cities())
def test_one_open_city_has_one_ratio(method: Method, city: AccessInputs) -> None:
    minutes = np.zeros((len(city.demand.cells), len(city.supply.offers)))
    result = access(replace(city, pairs=pairs_of(minutes), decay=Decay.step(20)), method)
    people, places = city.demand.people.sum(), city.supply.places.sum()
    ratio = places / people if people else 0.0
    # BFCA shares out levels of service, not places: the same everywhere, but offers / cells times the ratio
    scale = minutes.shape[1] / minutes.shape[0] if method is Method.BFCA else 1.0
    close(result.access, np.full_like(result.access, ratio * scale))


@independent
@law
@given(city=cities())
def test_splitting_an_offer_in_two_changes_nothing(method: Method, city: AccessInputs) -> None:
    cells, tenths = city.pairs.column(0)
    places = city.supply.places
    split = replace(
        city,
        supply=Supply(
            (*city.supply.offers, "half"),
            np.append(places, places[0] / 2) - np.eye(1, len(places) + 1)[0] * places[0] / 2,
            np.append(city.supply.classes, city.supply.classes[0]),
        ),
        pairs=replace(
            city.pairs,
            indptr=np.append(city.pairs.indptr, len(city.pairs) + len(cells)),
            cells=np.append(city.pairs.cells, cells),
            tenths=np.append(city.pairs.tenths, tenths),
        ),
    )
    close(access(split, method).access, access(city, method).access)


@law
@given(city=plain_cities())
def test_bfca_keeps_the_demand_and_the_level_of_service(city: AccessInputs) -> None:
    result = access(city, Method.BFCA)
    reached = result.prepared.reach[0] > 0
    close(result.demand.sum(), city.demand.people[reached].sum())
    sought = result.demand > 0
    close(result.access.sum(), (city.supply.places[sought] / result.demand[sought]).sum())


@every
@law
@given(city=cities())
def test_nobody_claims_what_they_may_not_use(method: Method, city: AccessInputs) -> None:
    result = access(city, method)
    for field, group in np.ndindex(city.norm.shape):
        if not city.classes.eligible[city.classes.field == field, group].any():
            assert (result.access[:, field, group] == 0).all()
    barred = ~city.classes.eligible.any(axis=0)
    crowd = np.where(barred, city.demand.people + 1000, city.demand.people)
    np.testing.assert_array_equal(access(with_people(city, crowd), method).access, result.access)


@every
@law
@given(city=cities())
def test_a_group_that_needs_nothing_takes_nothing(method: Method, city: AccessInputs) -> None:
    idle = city.norm.sum(axis=0) == 0
    crowd = np.where(idle, city.demand.people + 1000, city.demand.people)
    np.testing.assert_array_equal(
        access(with_people(city, crowd), method).access, access(city, method).access
    )


@every
@law
@given(city=cities())
def test_figures_are_never_missing_and_unmet_need_follows_from_access(
    method: Method, city: AccessInputs
) -> None:
    result = access(city, method)
    for figures in (result.access, result.claims, result.unmet):
        assert np.isfinite(figures).all()
        assert (figures >= 0).all()
    share = np.divide(result.access, city.norm, out=np.ones_like(result.access), where=city.norm > 0)
    np.testing.assert_allclose(result.unmet, city.need - city.need * np.minimum(1, share), atol=1e-9)


@law
@given(city=cities())
def test_spatial_availability_is_what_e2sfca_lets_claim(city: AccessInputs) -> None:
    one, other = access(city, Method.SPATIAL_AVAILABILITY), access(city, Method.E2SFCA)
    np.testing.assert_array_equal(one.claims, other.claims)


@by_pairs
@law
@given(city=cities())
def test_contributions_add_up_to_the_figure(method: Method, city: AccessInputs) -> None:
    result = access(city, method)
    for cell, field, group in np.ndindex(result.access.shape):
        parts = contributions(result, cell, field, group)
        close(sum(part.access for part in parts), result.access[cell, field, group])


@every
@law
@given(city=cities())
def test_order_of_rows_changes_nothing(method: Method, city: AccessInputs) -> None:
    rng = np.random.default_rng(len(city.pairs))
    sizes = (len(city.demand.cells), len(city.supply.offers), len(city.demand.groups), len(city.classes))
    cell, offer, group, klass = (rng.permutation(size) for size in sizes)
    minutes = np.full(sizes[:2], 99.0)
    for column in range(sizes[1]):
        cells, tenths = city.pairs.column(column)
        minutes[cells, column] = tenths / 10
    shuffled = AccessInputs(
        Demand(names("c", sizes[0]), names("g", sizes[2]), city.demand.people[cell][:, group]),
        Supply(
            names("o", sizes[1]), city.supply.places[offer], np.argsort(klass)[city.supply.classes[offer]]
        ),
        ClassTable(city.classes.fields, city.classes.field[klass], city.classes.eligible[klass][:, group]),
        city.norm[:, group],
        pairs_of(minutes[cell][:, offer]),
        city.decay,
        "made up",
    )
    close(access(shuffled, method).access, access(city, method).access[cell][:, :, group])


@pytest.fixture(scope="module")
def city() -> AccessInputs:
    return large_city()


@every
def test_number_of_threads_does_not_change_a_byte(method: Method, city: AccessInputs) -> None:
    results = [compute(prepare(city, threads), method, threads) for threads in (1, 2, 4)]
    assert len(results[0].prepared.blocks) > len(city.classes)
    for name in ("access", "demand", "claims", "unmet", "reason", "provision"):
        assert len({getattr(result, name).tobytes() for result in results}) == 1
    assert len({result.inputs_digest for result in results}) == 1


def test_blocks_and_gathered_columns_give_the_numbers_of_one_full_matrix(city: AccessInputs) -> None:
    weights = city.decay.of(city.pairs.tenths).reshape(len(city.supply.offers), -1)  # every pair exists
    need = np.einsum("ig,fg,kg->fki", city.demand.people, city.norm, city.classes.eligible)
    competing = need[city.classes.field, np.arange(len(city.classes))][city.supply.classes]
    demand = (weights * competing).sum(axis=1)
    given_out = weights * (city.supply.places / demand)[:, None]
    share = np.array([given_out[city.supply.classes == k].sum(axis=0) for k in range(len(city.classes))])
    in_field = city.classes.field == np.arange(len(city.classes.fields))[:, None]
    expected = np.einsum("ki,fk,kg,fg->ifg", share, in_field, city.classes.eligible, city.norm)
    result = access(city)
    np.testing.assert_allclose(result.demand, demand, rtol=1e-12)
    np.testing.assert_allclose(result.access, expected, rtol=1e-12)
