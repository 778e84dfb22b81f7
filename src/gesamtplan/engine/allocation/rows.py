"""Rows in the order of their ids, so that the order in which a table was delivered changes nothing."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.access.inputs import AccessInputs, ClassTable, Demand, Supply
from gesamtplan.engine.pairs import Pairs

Order = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class ById:
    """`inputs` with cells, groups and offers sorted by id; `cells`, `groups`, `offers`: which row each one was."""

    inputs: AccessInputs
    cells: Order
    groups: Order
    offers: Order

    @classmethod
    def of(cls, inputs: AccessInputs) -> Self:
        """The digest of the sorted inputs is not that of the given ones: keep those for the result."""
        demand, supply, classes = inputs.demand, inputs.supply, inputs.classes
        cells, groups, offers = _order(demand.cells), _order(demand.groups), _order(supply.offers)
        ordered = replace(
            inputs,
            demand=Demand(
                _take(demand.cells, cells), _take(demand.groups, groups), demand.people[cells][:, groups]
            ),
            supply=Supply(_take(supply.offers, offers), supply.places[offers], supply.classes[offers]),
            classes=ClassTable(classes.fields, classes.field, classes.eligible[:, groups]),
            norm=inputs.norm[:, groups],
            pairs=_sorted(inputs.pairs, offers, cells),
        )
        return cls(ordered, cells, groups, offers)

    def back(self, table: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        """A table [cells, fields, groups] in the order of the rows as they were given."""
        return table[np.argsort(self.cells)][:, :, np.argsort(self.groups)]


def _order(names: tuple[str, ...]) -> Order:
    return np.array(sorted(range(len(names)), key=names.__getitem__), np.int64)


def _take(names: tuple[str, ...], order: Order) -> tuple[str, ...]:
    return tuple(names[row] for row in order)


def _sorted(pairs: Pairs, offers: Order, cells: Order) -> Pairs:
    if (np.diff(offers) > 0).all() and (np.diff(cells) > 0).all():
        return pairs
    count = np.diff(pairs.indptr)
    offer = np.repeat(np.argsort(offers), count)
    cell = np.argsort(cells)[pairs.cells]
    order = np.lexsort((cell, offer))
    return Pairs(
        np.r_[0, np.cumsum(count[offers])],
        cell[order].astype(np.int32),
        pairs.tenths[order],
        pairs.cell_count,
    )
