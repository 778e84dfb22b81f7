"""The transport problem itself: OR-tools' min-cost flow with arcs handed over as arrays."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from gesamtplan.engine.allocation.units import Ints

Rows = npt.NDArray[np.signedinteger[Any]]


@dataclass(frozen=True, eq=False)
class Arcs:
    """Who may go where: `unit` and `offer` int[arcs] rows, `cost` int[arcs] of one hundredth of a place served there."""

    unit: Rows
    offer: Rows
    cost: Ints


@dataclass(frozen=True, eq=False)
class Flow:
    """`carried` int64[arcs]; `taken` int64[units, steps]: how much of each step of each unit is served."""

    carried: Ints
    taken: Ints


def cheapest_flow(arcs: Arcs, steps: Ints, step_cost: Ints, places: Ints) -> Flow:
    """Of all ways to serve as much as can be served at all, the cheapest.

    `steps` int64[units, steps]: the need of each unit, cut into pieces; a unit that has got little takes its cheap
    first piece, one that has got much must pay for a dear one: `step_cost` int64[steps], rising. `places`
    int64[offers]. The same input gives the same flow. Raises ArithmeticError if the solver gives up.
    """
    units, kinds = steps.shape
    offers = len(places)
    sink, source = units + offers, units + offers + 1
    tail = np.r_[arcs.unit, np.arange(units, sink), np.full(steps.size, source)]
    head = np.r_[units + arcs.offer, np.full(offers, sink), np.repeat(np.arange(units), kinds)]
    most = np.minimum(steps.sum(axis=1)[arcs.unit], places[arcs.offer])
    solver = SimpleMinCostFlow()
    handles = solver.add_arcs_with_capacity_and_unit_cost(
        tail.astype(np.int32),
        head.astype(np.int32),
        np.r_[most, places, steps.ravel()],
        np.r_[arcs.cost, np.zeros(offers, np.int64), np.tile(step_cost, units)],
    )
    total = steps.sum()
    solver.set_nodes_supplies(np.array([source, sink], np.int32), np.array([total, -total]))
    status = solver.solve_max_flow_with_min_cost()
    if status != solver.OPTIMAL:
        raise ArithmeticError(
            f"The min-cost flow ended with {status}, not with a result. Check the inputs' sizes."
        )
    flow = solver.flows(handles)
    return Flow(flow[: len(arcs.unit)], flow[len(arcs.unit) + offers :].reshape(units, kinds))
