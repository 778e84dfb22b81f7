"""One field of action as a transport problem: what is needed where, what there is, who may and can get there."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.access.inputs import AccessInputs
from gesamtplan.engine.allocation.flow import Arcs, Rows
from gesamtplan.engine.allocation.units import Ints, place_units

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Reach:
    """Pairs with a weight above 0: `offer`, `cell` int32, `tenths` int64, in the order of offer and cell."""

    offer: Rows
    cell: Rows
    tenths: Ints

    @classmethod
    def of(cls, inputs: AccessInputs) -> Self:
        pairs = inputs.pairs
        near = inputs.decay.of(pairs.tenths) > 0
        offer = np.repeat(np.arange(pairs.offer_count, dtype=np.int32), np.diff(pairs.indptr))
        return cls(offer[near], pairs.cells[near], pairs.tenths[near].astype(np.int64))

    def where(self, keep: Flags) -> "Reach":
        return Reach(self.offer[keep], self.cell[keep], self.tenths[keep])


@dataclass(frozen=True, eq=False)
class FieldProblem:
    """All numbers in hundredths of a place.

    Groups with the same rights in this field form a crowd, so that groups cost nothing per pair.
    `need` int64[cells, groups]; `places` int64[offers], 0 for offers of other fields; `crowd` int64[groups];
    `admits` bool[offers, crowds]; `reach`: pairs whose offer has places.
    """

    need: Ints
    places: Ints
    crowd: Ints
    admits: Flags
    reach: Reach

    @classmethod
    def of(cls, inputs: AccessInputs, reach: Reach, field: int, need: Ints) -> Self:
        classes, supply = inputs.classes, inputs.supply
        of_field = classes.field[supply.classes] == field
        places = place_units(np.where(of_field, supply.places, 0.0))
        crowd, admits = _crowds(classes.eligible & (classes.field == field)[:, None])
        return cls(need, places, crowd, admits[supply.classes], reach.where(places[reach.offer] > 0))

    @property
    def crowds(self) -> int:
        return int(self.admits.shape[1])

    def by_crowd(self, table: Ints) -> Ints:
        """[cells, groups] summed to [cells, crowds]."""
        return np.asarray(table @ (self.crowd[:, None] == np.arange(self.crowds)))

    def arcs(self) -> Arcs:
        """From each crowd of a cell (unit = cell · crowds + crowd) to the offers in reach that admit it."""
        pair, crowd = np.nonzero(self.admits[self.reach.offer])
        unit = self.reach.cell[pair] * self.crowds + crowd
        useful = self.by_crowd(self.need).ravel()[unit] > 0
        pair = pair[useful]
        return Arcs(unit[useful].astype(np.int32), self.reach.offer[pair], self.reach.tenths[pair])


def _crowds(rights: Flags) -> tuple[Ints, Flags]:
    """(crowd of each group, rights bool[classes, crowds]); crowds are numbered by their first group."""
    _, first, crowd = np.unique(rights, axis=1, return_index=True, return_inverse=True)
    number = np.argsort(np.argsort(first))
    return number[crowd.ravel()], rights[:, np.sort(first)]
