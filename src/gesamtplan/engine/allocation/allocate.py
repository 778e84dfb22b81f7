"""Who could be served at all, if places were given out for the city as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from gesamtplan.engine.access import AccessInputs
from gesamtplan.engine.allocation.journeys import FieldTotal, Journeys
from gesamtplan.engine.allocation.problem import FieldProblem, Reach
from gesamtplan.engine.allocation.results import Allocation
from gesamtplan.engine.allocation.rows import ById
from gesamtplan.engine.allocation.solve import FieldSolution, solve_field
from gesamtplan.engine.allocation.units import Floats, Ints, in_places, need_units


@dataclass(frozen=True, eq=False)
class Solved:
    """The fields of an analysis, each solved by itself, on rows sorted by id."""

    given: AccessInputs
    by_id: ById
    fields: tuple[FieldSolution, ...]

    def table(self, each: Iterable[Ints]) -> Floats:
        """One [cells, groups] of hundredths for each field -> places [cells, fields, groups] in the given order."""
        return in_places(self.by_id.back(np.stack(list(each), axis=1)))


def allocate(inputs: AccessInputs) -> Allocation:
    """Groups x eligible offers in reach, each field by itself. See `Allocation`, and `solve_field` for the aims.

    Raises BadInput if the figures are too large to be counted exactly.
    """
    return allocation_of(solved(inputs))


def solved(inputs: AccessInputs) -> Solved:
    by_id = ById.of(inputs)
    reach, need = Reach.of(by_id.inputs), need_units(by_id.inputs.need)
    problems = (FieldProblem.of(by_id.inputs, reach, field, need[:, field]) for field in range(need.shape[1]))
    return Solved(inputs, by_id, tuple(solve_field(problem) for problem in problems))


def allocation_of(city: Solved) -> Allocation:
    inputs, fields = city.given, city.fields
    filled = np.zeros(len(inputs.supply.offers), np.int64)
    for one in fields:
        np.add.at(filled, city.by_id.offers[one.trips.offer], one.trips.units)
    return Allocation(
        inputs=inputs,
        need=city.table(one.problem.need for one in fields),
        served=city.table(one.served for one in fields),
        unmet=city.table(one.unmet for one in fields),
        filled=in_places(filled),
        journeys=_journeys(city),
        totals=tuple(_total(city.by_id.inputs, number, one) for number, one in enumerate(fields)),
    )


def _journeys(city: Solved) -> Journeys:
    trips, order = [one.trips for one in city.fields], city.by_id
    return Journeys(
        order.cells[np.concatenate([trip.cell for trip in trips])].astype(np.int32),
        order.groups[np.concatenate([trip.group for trip in trips])].astype(np.int32),
        order.offers[np.concatenate([trip.offer for trip in trips])].astype(np.int32),
        in_places(np.concatenate([trip.units for trip in trips])),
        np.concatenate([trip.tenths for trip in trips]) / 10,
    )


def _total(inputs: AccessInputs, field: int, one: FieldSolution) -> FieldTotal:
    need, served, places = (
        float(in_places(it.sum())) for it in (one.problem.need, one.served, one.problem.places)
    )
    person_tenths = int((one.trips.units * one.trips.tenths).sum())
    return FieldTotal(
        field=inputs.classes.fields[field],
        need=need,
        places=places,
        served=served,
        unmet=float(in_places(one.unmet.sum())),
        free=float(in_places(one.problem.places.sum() - one.served.sum())),
        mean_minutes=person_tenths / int(one.served.sum()) / 10 if one.served.any() else None,
        rounding=float(inputs.need[:, field].sum()) - need,
    )
