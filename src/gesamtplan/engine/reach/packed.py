"""Travel pairs as single whole numbers, so that sorting them sorts by offer, then cell, then time."""

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.pairs import Pairs

Whole = npt.NDArray[np.int64]
CELL_BITS, TIME_BITS = 31, 16
"""Offer, cell, tenths share 63 bits: 65,000 offers at a time, two thousand million cells, uint16 tenths."""


def pack(offer: npt.ArrayLike, cell: npt.ArrayLike, minutes: npt.ArrayLike) -> Whole:
    """int64[pairs] from offer and cell rows and minutes, rounded to tenths."""
    tenths = np.rint(np.asarray(minutes, dtype=np.float64) * 10).astype(np.int64)
    return join(offer, cell, tenths)


def join(offer: npt.ArrayLike, cell: npt.ArrayLike, tenths: npt.ArrayLike) -> Whole:
    """int64[pairs] from offer and cell rows and whole tenths."""
    packed = np.asarray(offer).astype(np.int64)
    packed <<= CELL_BITS
    packed |= np.asarray(cell)
    packed <<= TIME_BITS
    packed |= np.asarray(tenths)
    return packed


class PairWriter:
    """Gathers packed blocks of whole offers, in the order of the offers, into `Pairs`; 6 bytes a pair are kept."""

    def __init__(self, cells: int) -> None:
        self._cell_count = cells
        self._counts: list[Whole] = []
        self._cells: list[npt.NDArray[np.int32]] = []
        self._tenths: list[npt.NDArray[np.uint16]] = []

    def add(self, block: Whole, offers: int) -> None:
        """A sorted block for the next `offers` offers, numbered from 0 within the block."""
        bounds = np.searchsorted(block, np.arange(offers + 1, dtype=np.int64) << (CELL_BITS + TIME_BITS))
        self._counts.append(np.diff(bounds))
        self._cells.append((block >> TIME_BITS & ((1 << CELL_BITS) - 1)).astype(np.int32))
        self._tenths.append((block & ((1 << TIME_BITS) - 1)).astype(np.uint16))

    def pairs(self) -> Pairs:
        counts = np.concatenate([np.zeros(1, np.int64), *self._counts])
        cells = np.concatenate([np.zeros(0, np.int32), *self._cells])
        tenths = np.concatenate([np.zeros(0, np.uint16), *self._tenths])
        return Pairs(np.cumsum(counts), cells, tenths, self._cell_count)
