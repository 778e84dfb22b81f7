"""Why is need unmet: build, move, or open up?

Four best cases of one field are compared, each giving out all its places as well as can be:

1. as things stand;
2. *reach lifted*: everybody may go to every offer in the city that admits them;
3. *rights lifted*: every offer in reach admits everybody;
4. both lifted: only the number of places counts.

Whoever is served in 1 stays served in 2, 3 and 4. From there:

- **no place** (build): not served even in 4. That many places are missing, wherever one goes and whoever may enter.
- **too far** (move): served once reach is lifted: there are places, but not near.
- **not open** (open up): served once rights are lifted: there are places near, but not for them.

One of the two may come first, and the order matters where either would do for the same free places, or where only both
together help. So both orders are taken and the mean is given: *what either would cure, or only both, counts half for
each*. `FieldWhy` tells how much that is. The totals of a field do not depend on any choice made by the solver; how they
spread over cells and groups follows the unmet need, evenly.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from gesamtplan.engine.access import AccessInputs
from gesamtplan.engine.allocation.allocate import Solved, allocation_of, solved
from gesamtplan.engine.allocation.flow import Arcs, Rows, cheapest_flow
from gesamtplan.engine.allocation.results import Allocation
from gesamtplan.engine.allocation.solve import STEPS, FieldSolution, in_steps
from gesamtplan.engine.allocation.units import Floats, Ints, apportion, in_places


@dataclass(frozen=True, slots=True)
class FieldWhy:
    """One field, in places: no_place + too_far_only + not_open_only + either + only_both = unmet."""

    field: str
    unmet: float
    no_place: float
    too_far_only: float
    not_open_only: float
    either: float
    only_both: float

    @property
    def too_far(self) -> float:
        return self.too_far_only + (self.either + self.only_both) / 2

    @property
    def not_open(self) -> float:
        return self.not_open_only + (self.either + self.only_both) / 2


@dataclass(frozen=True, eq=False)
class WhyUnmet:
    """`no_place`, `too_far`, `not_open` float64[cells, fields, groups], places; together `allocation.unmet`.

    Remedies: build, move, open up. See the module for what they mean. `totals`: one row for each field.
    """

    allocation: Allocation
    no_place: Floats
    too_far: Floats
    not_open: Floats
    totals: tuple[FieldWhy, ...]

    @property
    def explanation(self) -> dict[str, Any]:
        """As data: that of the allocation, and for each field what would cure how much."""
        cures = [
            asdict(total) | {"too_far": total.too_far, "not_open": total.not_open} for total in self.totals
        ]
        rule = "mean of both orders of lifting reach and rights: what either would cure, or only both, counts half for each"
        return {**self.allocation.explanation, "why_rule": rule, "why": cures}


def why_unmet(inputs: AccessInputs) -> WhyUnmet:
    """The allocation, and the unmet need of each cell, field and group split by what would cure it."""
    city = solved(inputs)
    whys = [_why(one) for one in city.fields]
    return WhyUnmet(
        allocation=allocation_of(city),
        no_place=_mean(city, (why.no_place for why in whys)),
        too_far=_mean(city, (why.reach + why.reach_after for why in whys)),
        not_open=_mean(city, (why.rights + why.rights_after for why in whys)),
        totals=tuple(why.total(name) for why, name in zip(whys, inputs.classes.fields, strict=True)),
    )


def _mean(city: Solved, both_orders: Iterable[Ints]) -> Floats:
    return np.asarray(city.table(both_orders) / 2)


@dataclass(frozen=True, eq=False)
class _Why:
    """int64[cells, groups]: what each cure adds, alone and after the other one; in hundredths of a place."""

    unmet: Ints
    reach: Ints
    rights_after: Ints
    rights: Ints
    reach_after: Ints

    @property
    def no_place(self) -> Ints:
        """Over both orders."""
        return 2 * self.unmet - self.reach - self.rights_after - self.rights - self.reach_after

    def total(self, field: str) -> FieldWhy:
        reach, rights = self.reach.sum(), self.rights.sum()
        both, unmet = reach + self.rights_after.sum(), self.unmet.sum()
        either = max(reach + rights - both, 0)
        only_both = max(both - reach - rights, 0)
        parts = (unmet, unmet - both, reach - either, rights - either, either, only_both)
        return FieldWhy(field, *(float(in_places(part)) for part in parts))


def _why(one: FieldSolution) -> _Why:
    reach, rights = _by_reach(one), _by_rights(one)
    free = one.problem.places.sum() - one.served.sum()
    curable = min(free, one.unmet.sum())  # case 4: only the number of places counts
    return _Why(
        one.unmet,
        reach,
        _evenly(curable - reach.sum(), one.unmet - reach),
        rights,
        _evenly(curable - rights.sum(), one.unmet - rights),
    )


def _evenly(total: int, weights: Ints) -> Ints:
    return apportion(total, weights.ravel()).reshape(weights.shape)


def _by_reach(one: FieldSolution) -> Ints:
    """Case 2 without case 1. Nobody travels, so that whole crowds of the city meet all offers that admit them."""
    problem = one.problem
    offer, crowd = np.nonzero(problem.admits & (problem.places > 0)[:, None])
    added = _added(
        problem.by_crowd(one.served).sum(axis=0),
        problem.by_crowd(one.unmet).sum(axis=0),
        crowd,
        offer,
        problem.places,
    )
    gains = np.zeros_like(one.unmet)
    for number, gain in enumerate(added):
        members = problem.crowd == number
        gains[:, members] = _evenly(gain, one.unmet[:, members])
    return gains


def _by_rights(one: FieldSolution) -> Ints:
    """Case 3 without case 1. Everybody of a cell has the same rights, so that cells meet all offers in reach."""
    reach, places = one.problem.reach, one.problem.places
    gains = _added(one.served.sum(axis=1), one.unmet.sum(axis=1), reach.cell, reach.offer, places)
    return apportion(gains, one.unmet)


def _added(served: Ints, unmet: Ints, unit: Rows, offer: Rows, places: Ints) -> Ints:
    """What each unit gets beyond what it has when it may go to these offers.

    What is served already costs nothing and so is never given up; the rest rises in steps. Ways do not count.
    """
    arcs = Arcs(unit, offer, np.zeros(len(unit), np.int64))
    steps = np.c_[served, in_steps(unmet)]
    flow = cheapest_flow(arcs, steps, np.arange(STEPS + 1), places)
    return np.asarray(flow.taken[:, 1:].sum(axis=1))
