"""Who goes where, worked out from what each group got and what each way carries."""

from dataclasses import dataclass

import numpy as np

from gesamtplan.engine.allocation.flow import Arcs, Rows
from gesamtplan.engine.allocation.problem import FieldProblem
from gesamtplan.engine.allocation.units import Ints


@dataclass(frozen=True, eq=False)
class Trips:
    """Rows of cell, group and offer, with hundredths of a place and tenths of a minute; ordered by cell and group."""

    cell: Rows
    group: Rows
    offer: Rows
    units: Ints
    tenths: Ints


def trips_of(problem: FieldProblem, arcs: Arcs, carried: Ints, served: Ints) -> Trips:
    """Both what the groups get and what the arcs carry are laid along one line, crowd by crowd, and cut where either ends.

    Which of two groups with the same rights goes to which offer is open, so they are taken in order.
    """
    cell, group = np.nonzero(served)
    of_unit = np.lexsort((group, problem.crowd[group], cell))
    cell, group = cell[of_unit], group[of_unit]
    used = np.flatnonzero(carried)
    used = used[np.lexsort((arcs.offer[used], arcs.unit[used]))]
    got, sent = np.cumsum(served[cell, group]), np.cumsum(carried[used])
    cuts = np.union1d(got, sent)
    row, arc = np.searchsorted(got, cuts), used[np.searchsorted(sent, cuts)]
    return Trips(
        cell[row].astype(np.int32),
        group[row].astype(np.int32),
        arcs.offer[arc],
        np.diff(cuts, prepend=0),
        arcs.cost[arc],
    )
