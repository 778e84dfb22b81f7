"""Travel pairs, offer by offer: who is how far from what. Every analysis of access reads them in this order."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array

from gesamtplan.engine.digest import digest_of_arrays
from gesamtplan.engine.errors import BadInput

LONGEST = np.iinfo(np.uint16).max / 10
"""The longest time a pair can hold, in minutes."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """The cells that can reach each offer, with whole tenths of a minute.

    `indptr` int64[offers + 1]: the pairs of offer j are those from indptr[j] to indptr[j + 1].
    `cells` int32[pairs]: row of the cell, ascending within an offer. `tenths` uint16[pairs]: travel time.
    `cell_count`: number of cells there are, reached or not. A pair that is not listed is out of reach.
    Arrays of these types are not copied (they can be large): leave them as they are afterwards.
    Raises BadInput, naming offer or pair, if the arrays do not fit together.
    """

    indptr: npt.NDArray[np.int64]
    cells: npt.NDArray[np.int32]
    tenths: npt.NDArray[np.uint16]
    cell_count: int

    def __post_init__(self) -> None:
        for name, dtype in (("indptr", np.int64), ("cells", np.int32), ("tenths", np.uint16)):
            array = _whole(name, getattr(self, name), dtype).view()
            array.flags.writeable = False
            object.__setattr__(self, name, array)
        _check_layout(self)

    def __len__(self) -> int:
        """Number of pairs."""
        return len(self.cells)

    @property
    def offer_count(self) -> int:
        return len(self.indptr) - 1

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the arrays; read once, then kept."""
        return digest_of_arrays(
            {"indptr": self.indptr, "cells": self.cells, "tenths": self.tenths}, cell_count=self.cell_count
        )

    @classmethod
    def from_triples(
        cls,
        offer_idx: npt.ArrayLike,
        cell_idx: npt.ArrayLike,
        minutes: npt.ArrayLike,
        *,
        offers: int,
        cells: int,
    ) -> Self:
        """Pairs from three columns in any order; minutes are rounded to tenths.

        Raises BadInput naming the row (counted from 0) of a minute that is missing, infinite, negative or above
        `LONGEST`, of an index outside 0..offers-1 or 0..cells-1, and of a pair given twice.
        """
        offer, cell = _whole("offer", offer_idx, np.int64), _whole("cell", cell_idx, np.int64)
        time = np.asarray(minutes, dtype=np.float64)
        _check_triples(offer, cell, time, offers, cells)
        columns = coo_array(
            (np.rint(time * 10).astype(np.uint16), (cell, offer)), shape=(cells, offers)
        ).tocsc()
        if columns.nnz < len(time):
            raise _given_twice(offer, cell)
        return cls(columns.indptr.astype(np.int64), columns.indices, columns.data, cells)

    @classmethod
    def everywhere(cls, *, offers: int, cells: int) -> Self:
        """Every cell reaches every offer in no time: for analyses of the city as a whole."""
        indptr = np.arange(offers + 1, dtype=np.int64) * cells
        return cls(
            indptr,
            np.tile(np.arange(cells, dtype=np.int32), offers),
            np.zeros(offers * cells, np.uint16),
            cells,
        )

    def column(self, offer: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
        """(cells, tenths) of one offer, without copying."""
        part = slice(self.indptr[offer], self.indptr[offer + 1])
        return self.cells[part], self.tenths[part]


def _whole(column: str, given: npt.ArrayLike, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    """The numbers in that type, without a copy where they already are. Raises BadInput if one does not fit into it."""
    numbers = np.asarray(given)
    with np.errstate(invalid="ignore"):  # a missing number is found just below
        array = np.ascontiguousarray(numbers, dtype=dtype)
    if numbers.dtype != array.dtype and (array != numbers).any():
        row = int(np.argmax(array != numbers))
        why = f"{numbers[row]} is not a whole number that fits"
        raise BadInput("Travel pairs", why, "Correct it", row=row, column=column)
    return array


def _check_layout(pairs: Pairs) -> None:
    steps = np.diff(pairs.indptr)
    if not len(pairs.indptr) or pairs.indptr[0] != 0 or pairs.indptr[-1] != len(pairs) or (steps < 0).any():
        raise BadInput(
            "Travel pairs", "the starts of the offers do not fit the number of pairs", "Build them anew"
        )
    if len(pairs.tenths) != len(pairs):
        raise BadInput("Travel pairs", "there are not as many times as cells", "Give one time for each pair")
    if not len(pairs):
        return
    if pairs.cells.min() < 0 or pairs.cells.max() >= pairs.cell_count:
        row = int(np.argmax((pairs.cells < 0) | (pairs.cells >= pairs.cell_count)))
        raise BadInput(
            "Travel pairs", "there is no such cell", "Correct the row of the cell", row=row, column="cells"
        )
    rising = pairs.cells[1:] > pairs.cells[:-1]
    starts = pairs.indptr[1:-1]
    rising[starts[(starts > 0) & (starts < len(pairs))] - 1] = True  # a new offer may begin anywhere
    if not rising.all():
        row = int(np.argmin(rising)) + 1
        raise BadInput(
            "Travel pairs", "cells are not ascending within their offer", "Sort, or use from_triples", row=row
        )


def _check_triples(
    offer: npt.NDArray[np.int64],
    cell: npt.NDArray[np.int64],
    time: npt.NDArray[np.float64],
    offers: int,
    cells: int,
) -> None:
    if not len(offer) == len(cell) == len(time):
        raise BadInput("Travel times", "the three columns differ in length", "Give one row for each pair")
    faults = (
        (
            ~np.isfinite(time),
            "minutes",
            "the time is missing or infinite",
            "Leave out the pair if it is out of reach",
        ),
        (time < 0, "minutes", "the time is negative", "Correct it"),
        (time > LONGEST, "minutes", f"the time is above {LONGEST} minutes", "Leave out the pair"),
        ((offer < 0) | (offer >= offers), "offer", "there is no such offer", "Correct the offer"),
        ((cell < 0) | (cell >= cells), "cell", "there is no such cell", "Correct the cell"),
    )
    for wrong, column, why, remedy in faults:
        if wrong.any():
            raise BadInput("Travel times", why, remedy, row=int(np.argmax(wrong)), column=column)


def _given_twice(offer: npt.NDArray[np.int64], cell: npt.NDArray[np.int64]) -> BadInput:
    order = np.lexsort((np.arange(len(offer)), cell, offer))
    same = (np.diff(offer[order]) == 0) & (np.diff(cell[order]) == 0)
    row = int(order[1:][same].min())
    why = f"offer {offer[row]} and cell {cell[row]} are given twice"
    return BadInput("Travel times", why, "Keep the shorter one", row=row)
