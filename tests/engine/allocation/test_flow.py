"""The flow finds what a linear program finds: first the most that can be served, of that the cheapest."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from gesamtplan.engine.allocation.flow import Arcs, cheapest_flow

RISING = np.array([0, 7, 30])


@given(st.integers(1, 5), st.integers(1, 4), st.integers(0, 2**32 - 1))
@settings(deadline=None)
def test_flow_is_as_cheap_as_in_the_linear_program(units: int, offers: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    unit, offer = np.nonzero(random.random((units, offers)) < 0.6)
    arcs = Arcs(unit, offer, random.integers(0, 40, len(unit)))
    steps, places = random.integers(0, 9, (units, len(RISING))), random.integers(0, 25, offers)
    flow = cheapest_flow(arcs, steps, RISING, places)
    assert (flow.taken <= steps).all()
    assert (np.bincount(offer, flow.carried, minlength=offers) <= places).all()
    np.testing.assert_array_equal(np.bincount(unit, flow.carried, minlength=units), flow.taken.sum(axis=1))
    cost = (flow.carried * arcs.cost).sum() + (flow.taken * RISING).sum()
    assert (flow.taken.sum(), cost) == _by_program(arcs, steps, places)


def _by_program(arcs: Arcs, steps: np.ndarray, places: np.ndarray) -> tuple[int, int]:
    """A bonus for each one served that no cost can outweigh, so that the most are served."""
    ways, units, bonus = len(arcs.unit), len(steps), 10_000
    cost = np.r_[arcs.cost, np.tile(RISING, units)]
    balance = np.zeros((units, ways + steps.size))
    balance[arcs.unit, np.arange(ways)] = 1
    balance[np.repeat(np.arange(units), len(RISING)), ways + np.arange(steps.size)] = -1
    filled = np.zeros((len(places), ways + steps.size))
    filled[arcs.offer, np.arange(ways)] = 1
    aim = cost - np.r_[np.zeros(ways), np.full(steps.size, bonus)]
    most = np.r_[np.full(ways, 1e6), steps.ravel()]
    answer = linprog(aim, filled, places, balance, np.zeros(units), np.c_[np.zeros(len(most)), most])
    return round(answer.x[ways:].sum()), round(cost @ answer.x)
