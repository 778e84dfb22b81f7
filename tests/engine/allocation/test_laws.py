"""Laws that hold for every city, and the optimum as another solver finds it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from gesamtplan.engine.access import AccessInputs, Decay, Pairs, Supply, access
from gesamtplan.engine.allocation import allocate
from tests.engine.allocation.cities import (
    LIMIT,
    cities,
    field_places,
    journeys_by_name,
    most_served,
    same,
    shuffled,
    ways,
)

law = settings(deadline=None)  # a machine under load is slow, not wrong


@given(cities())
@law
def test_nobody_gets_more_than_needed_and_no_offer_gives_more_than_it_has(city: AccessInputs) -> None:
    found = allocate(city)
    assert (found.served >= 0).all()
    assert (found.unmet >= 0).all()
    assert (found.filled <= city.supply.places + 1e-9).all()
    np.testing.assert_allclose(found.served + found.unmet, found.need, atol=1e-9)
    np.testing.assert_allclose(found.need, city.need, atol=0.005 + 1e-9)


@given(cities())
@law
def test_journeys_lead_only_to_offers_in_reach_that_admit_the_group(city: AccessInputs) -> None:
    trips = allocate(city).journeys
    for cell, group, offer, minutes in zip(
        trips.cells, trips.groups, trips.offers, trips.minutes, strict=True
    ):
        cells, tenths = city.pairs.column(int(offer))
        assert minutes == tenths[cells == cell][0] / 10 <= LIMIT
        assert city.classes.eligible[city.supply.classes[offer], group]


@given(cities())
@law
def test_journeys_add_up_to_what_is_served_and_filled(city: AccessInputs) -> None:
    found = allocate(city)
    trips, served, filled = found.journeys, np.zeros_like(found.served), np.zeros_like(found.filled)
    field = city.classes.field[city.supply.classes[trips.offers]]
    np.add.at(served, (trips.cells, field, trips.groups), trips.places)
    np.add.at(filled, trips.offers, trips.places)
    np.testing.assert_allclose(served, found.served, atol=1e-9)
    np.testing.assert_allclose(filled, found.filled, atol=1e-9)
    assert (trips.places > 0).all()


@given(cities())
@law
def test_as_many_are_served_as_can_be(city: AccessInputs) -> None:
    found = allocate(city)
    for field, total in enumerate(found.totals):
        best = most_served(found.need[:, field], field_places(city, field), ways(city, field))
        assert total.served == pytest.approx(best, abs=1e-6)


@given(cities(), st.integers(0, 4), st.sampled_from([0.5, 3.0, 100.0]))
@law
def test_more_places_never_serve_fewer(city: AccessInputs, offer: int, more: float) -> None:
    places = city.supply.places.copy()
    places[offer % len(places)] += more
    grown = replace(city, supply=Supply(city.supply.offers, places, city.supply.classes))
    for before, after in zip(allocate(city).totals, allocate(grown).totals, strict=True):
        assert after.served >= before.served - 1e-9


@given(cities(unknown=True), st.integers(0, 2**16))
@law
def test_order_of_rows_changes_nothing(city: AccessInputs, seed: int) -> None:
    one, other = allocate(city), allocate(shuffled(city, seed))
    assert one.totals == other.totals
    cell, group = (
        [other_rows.index(name) for name in rows]
        for rows, other_rows in (
            (city.demand.cells, other.inputs.demand.cells),
            (city.demand.groups, other.inputs.demand.groups),
        )
    )
    np.testing.assert_array_equal(one.unmet, other.unmet[cell][:, :, group])
    assert journeys_by_name(one) == journeys_by_name(other)


@given(cities())
@law
def test_the_same_city_gives_the_same_bytes(city: AccessInputs) -> None:
    one, other = allocate(city), allocate(city)
    assert same(one, other)
    assert one.explanation == other.explanation


@given(cities())
@law
def test_the_best_case_serves_at_least_what_access_claims(city: AccessInputs) -> None:
    """What neighbours leave is never more than what could be given out for the city as a whole."""
    fair = access(city).unmet.sum(axis=(0, 2))
    best = allocate(city).unmet.sum(axis=(0, 2))
    slack = 0.01 * (city.need.size + len(city.supply.offers))  # both sides are rounded to hundredths
    assert (best <= fair + slack).all()


@given(st.integers(1, 8), st.integers(0, 2**32 - 1))
@law
def test_ways_are_as_short_as_in_the_assignment_problem(count: int, seed: int) -> None:
    """One person in each cell, one place in each offer, everything in reach: everybody is served, ways are least."""
    tenths = np.random.default_rng(seed).integers(0, 300, (count, count))
    offer, cell = np.divmod(np.arange(count * count), count)
    pairs = Pairs.from_triples(offer, cell, tenths[cell, offer] / 10, offers=count, cells=count)
    found = allocate(AccessInputs.plain(np.ones(count), np.ones(count), pairs, Decay.step(LIMIT)))
    best = tenths[linear_sum_assignment(tenths)].sum() / 10
    assert (found.journeys.places * found.journeys.minutes).sum() == pytest.approx(best)
    assert found.totals[0].served == count
