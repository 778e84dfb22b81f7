"""Where the places come from that the people of an area can claim."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.access import AccessResult
from gesamtplan.gaps.cells import Cells

SHOWN = 5
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Origins:
    """`claims` float64[cells, districts]: places that people of the cell claim in the district.

    `minutes` float64[cells, districts] to the nearest offer there; inf where nothing is in reach.
    """

    districts: tuple[str, ...]
    claims: Floats
    minutes: Floats

    @classmethod
    def of(cls, cells: Cells, result: AccessResult, group: str) -> Self:
        """For one group; the sums over districts are the group's claims."""
        told, field = cells.inputs, cells.field_of[group]
        names = tuple(sorted(set(cells.districts)))
        column = told.demand.groups.index(group)
        open_to = told.classes.eligible[:, column] & (told.classes.field == field)
        pairs = told.pairs
        offer = np.repeat(np.arange(pairs.offer_count), np.diff(pairs.indptr))
        used = open_to[told.supply.classes[offer]]
        offer, cell, tenths = offer[used], pairs.cells[used], pairs.tenths[used]
        district = np.array([names.index(cells.districts[at]) for _, at in cells.offers], np.int64)[offer]
        shape = (len(cells.codes), len(names))
        share = np.nan_to_num(told.supply.places) / np.where(result.demand > 0, result.demand, np.inf)
        claims, minutes = np.zeros(shape), np.full(shape, np.inf)
        np.add.at(
            claims, (cell, district), told.need[cell, field, column] * told.decay.of(tenths) * share[offer]
        )
        np.minimum.at(minutes, (cell, district), tenths / 10)
        return cls(names, claims, minutes)

    def of_cells(self, members: npt.NDArray[np.bool_]) -> list[dict[str, Any]]:
        """The districts that give most, the largest first, then the rest as one: area, places, nearest minutes."""
        claims, minutes = self.claims[members].sum(axis=0), self.minutes[members].min(axis=0)
        order = [int(number) for number in np.argsort(-claims, kind="stable") if claims[number] > 0]
        shown = [
            {"area": self.districts[n], "places": float(claims[n]), "minutes": float(minutes[n])}
            for n in order[:SHOWN]
        ]
        rest = float(claims[order[SHOWN:]].sum())
        return [*shown, {"area": None, "places": rest, "minutes": None}] if rest else shown
