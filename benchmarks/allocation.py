"""Who could be served, and why not: OR-tools' min-cost flow against HiGHS (in SciPy) on the same problem, in one run.

`python -m benchmarks.allocation [--json] [--no-reference]`. The large city (2.1 million arcs: a person's group in a
cell, an offer in reach that admits it) is solved by ours alone; a smaller one by both, since HiGHS takes minutes for
the large one. Both maximise what is served, then fairness in five steps, then short ways, and must find the same cost.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array
from scipy.spatial import cKDTree

from gesamtplan.engine.access import AccessInputs, ClassTable, Decay, Demand, Pairs, Supply
from gesamtplan.engine.allocation import Allocation, allocate, why_unmet
from gesamtplan.engine.allocation.flow import Arcs, cheapest_flow
from gesamtplan.engine.allocation.problem import FieldProblem, Reach
from gesamtplan.engine.allocation.solve import STEPS, in_steps
from gesamtplan.engine.allocation.units import need_units

LIMIT = 30.0
RIGHTS = np.array([[1, 1, 1], [1, 1, 0], [0, 1, 1], [0, 0, 1]], bool)
LARGE, SMALL = (5000, 1000, 4.9), (1000, 200, 4.9)


def city(cells: int, offers: int, radius: float, *, places_per_need: float = 0.95) -> AccessInputs:
    """A round city, dense in the middle; three groups, four kinds of rights, places for most of the need."""
    random = np.random.default_rng(1)
    homes = random.normal(0, 5, (cells, 2))
    stands = homes[random.integers(0, cells, offers)] + random.normal(0, 0.5, (offers, 2))
    near = cKDTree(stands).sparse_distance_matrix(cKDTree(homes), radius, output_type="coo_matrix")
    people = random.gamma(2.0, 6.0, (cells, 3)).round()
    norm = np.array([[0.8, 0.35, 1.0]])
    places = random.poisson((people * norm).sum() * places_per_need / offers, offers)
    return AccessInputs(
        Demand(tuple(f"c{row:05}" for row in range(cells)), ("a", "b", "c"), people),
        Supply(tuple(f"o{row:05}" for row in range(offers)), places, random.integers(0, 4, offers)),
        ClassTable(("field",), np.zeros(4, int), RIGHTS),
        norm,
        Pairs.from_triples(near.row, near.col, near.data / radius * LIMIT, offers=offers, cells=cells),
        Decay.step(LIMIT),
        "benchmark",
    )


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """(CPU seconds, result): one thread, so on a quiet machine the wall clock shows the same."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def problem(inputs: AccessInputs) -> tuple[Arcs, Any, Any, Any]:
    """What `allocate` hands to the flow: arcs, steps of need, their costs, places."""
    field = FieldProblem.of(inputs, Reach.of(inputs), 0, need_units(inputs.need)[:, 0])
    arcs = field.arcs()
    rise = int(arcs.cost.max()) + 1
    return arcs, in_steps(field.by_crowd(field.need).ravel()), np.arange(STEPS) * rise, field.places


def flow_cost(inputs: AccessInputs) -> tuple[int, int]:
    """(hundredths served, cost) by the min-cost flow."""
    arcs, steps, step_cost, places = problem(inputs)
    flow = cheapest_flow(arcs, steps, step_cost, places)
    return int(flow.taken.sum()), int((flow.carried * arcs.cost).sum() + (flow.taken * step_cost).sum())


def highs_cost(inputs: AccessInputs) -> tuple[int, int]:
    """The same by HiGHS: a bonus for each place served outweighs every cost, as the flow's maximum does."""
    arcs, steps, step_cost, places = problem(inputs)
    units, ways = len(steps), len(arcs.unit)
    way, step = np.arange(ways), ways + np.arange(steps.size)
    balance = coo_array(
        (
            np.r_[np.ones(ways), -np.ones(steps.size)],
            (np.r_[arcs.unit, np.repeat(np.arange(units), STEPS)], np.r_[way, step]),
        ),
        shape=(units, ways + steps.size),
    )
    filled = coo_array((np.ones(ways), (arcs.offer, way)), shape=(len(places), ways + steps.size))
    cost = np.r_[arcs.cost, np.tile(step_cost, units)].astype(float)
    bonus = float(step_cost[-1] * 20)
    found = linprog(
        cost - np.r_[np.zeros(ways), np.full(steps.size, bonus)],
        A_eq=balance.tocsr(),
        b_eq=np.zeros(units),
        A_ub=filled.tocsr(),
        b_ub=places,
        bounds=np.c_[np.zeros(ways + steps.size), np.r_[np.full(ways, np.inf), steps.ravel()]],
        method="highs",
    )
    return round(float(found.x[ways:].sum())), round(float(cost @ found.x))


def large() -> dict[str, Any]:
    """Ours on the large city, whole way from inputs to result."""
    inputs = city(*LARGE)
    seconds, found = timed(lambda: allocate(inputs))
    why_seconds, why = timed(lambda: why_unmet(inputs))
    allocation: Allocation = found
    total = why.totals[0]
    return {
        "arcs": len(problem(inputs)[0].unit),
        "cells_x_groups": int((inputs.need > 0).sum()),
        "allocate_s": round(seconds, 2),
        "why_unmet_s": round(why_seconds, 2),
        "wholly_unserved": int(((allocation.served == 0) & (allocation.need > 0)).sum()),
        "unmet": round(total.unmet, 2),
        "no_place": round(total.no_place, 2),
        "too_far": round(total.too_far, 2),
        "not_open": round(total.not_open, 2),
        "targets": {"allocate_s": 5, "why_unmet_s": 10},
    }


def against_highs() -> dict[str, Any]:
    """Both on the small city; equal or it raises."""
    inputs = city(*SMALL)
    ours, flow = timed(lambda: flow_cost(inputs))
    theirs, highs = timed(lambda: highs_cost(inputs))
    if flow != highs:
        raise ArithmeticError(f"The flow finds {flow}, HiGHS {highs}")
    arcs = len(problem(inputs)[0].unit)
    return {
        "arcs": arcs,
        "flow_s": round(ours, 3),
        "highs_s": round(theirs, 3),
        "ratio": round(theirs / ours, 1),
    }


def main() -> None:
    """Measure and print JSON, or the same line by line."""
    result = {"large": large()}
    if "--no-reference" not in sys.argv:
        result["against_highs"] = against_highs()
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024  # type: ignore[assignment]
    if "--json" in sys.argv:
        print(json.dumps(result, indent=1))
        return
    for name, value in result.items():
        print(name, value)


if __name__ == "__main__":
    main()
