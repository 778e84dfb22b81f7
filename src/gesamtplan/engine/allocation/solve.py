"""One field solved: what each group of each cell gets."""

from dataclasses import dataclass

import numpy as np

from gesamtplan.engine.allocation.flow import cheapest_flow
from gesamtplan.engine.allocation.problem import FieldProblem
from gesamtplan.engine.allocation.trips import Trips, trips_of
from gesamtplan.engine.allocation.units import Ints, apportion

STEPS = 5


@dataclass(frozen=True, eq=False)
class FieldSolution:
    """`served` int64[cells, groups] in hundredths of a place."""

    problem: FieldProblem
    served: Ints
    trips: Trips

    @property
    def unmet(self) -> Ints:
        return self.problem.need - self.served


def solve_field(problem: FieldProblem) -> FieldSolution:
    """As many as possible; then no cell left behind; then short ways.

    A fifth more of the need of one cell outweighs any single journey, so the step costs rise by the longest one.
    """
    arcs = problem.arcs()
    rise = int(arcs.cost.max(initial=0)) + 1
    needs = problem.by_crowd(problem.need)
    flow = cheapest_flow(arcs, in_steps(needs.ravel()), np.arange(STEPS) * rise, problem.places)
    served = _to_groups(problem, flow.taken.sum(axis=1).reshape(needs.shape))
    return FieldSolution(problem, served, trips_of(problem, arcs, flow.carried, served))


def in_steps(need: Ints) -> Ints:
    """int64[units, STEPS]: each need cut into five pieces of nearly equal size."""
    return np.diff(need[:, None] * np.arange(STEPS + 1) // STEPS, axis=1)


def _to_groups(problem: FieldProblem, taken: Ints) -> Ints:
    """Groups with the same rights share alike what their crowd gets in a cell."""
    served = np.zeros_like(problem.need)
    for crowd in range(problem.crowds):
        members = np.flatnonzero(problem.crowd == crowd)
        served[:, members] = apportion(taken[:, crowd], problem.need[:, members])
    return served
