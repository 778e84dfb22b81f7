"""The pairs laid out for speed: whole offers of one class side by side, cut into pieces that fit the processor's cache.

The cut depends on the inputs alone, never on the number of threads, and partial sums are added in the order of the
blocks: that is why every number of threads gives the same bytes. Weights are float64: float32 saves a quarter of the
time at 49 M pairs but is off by 6e-7, and the figures must equal the SQL definition to 1e-9.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from os import sched_getaffinity
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array, csr_array

from gesamtplan.engine.access.inputs import AccessInputs, Floats
from gesamtplan.engine.access.methods import Formula
from gesamtplan.engine.pairs import Pairs

PAIRS_PER_BLOCK = 1 << 20
"""8 MB of weights and 4 MB of cells: both products of a block find them in the cache."""
STEP, SMALL = 1 << 15, 1 << 19

One = TypeVar("One")
Other = TypeVar("Other")


@dataclass(frozen=True, eq=False)
class Block:
    """Some offers of one class. `offers`: their rows in the supply; `weights` [offers, cells]: by travel time."""

    klass: int
    offers: npt.NDArray[np.int64]
    weights: csr_array

    @cached_property
    def columns(self) -> csc_array:
        """The same memory seen from the cells: [cells, offers]."""
        return self.weights.T

    def reach(self) -> Floats:
        """Σ_j w_ij of each cell."""
        return np.asarray(self.columns @ np.ones(len(self.offers)))


def serve(weights: csr_array, competing: Floats, places: Floats, formula: Formula) -> tuple[Floats, Floats]:
    """Both steps for whole offers of one class: (demand [offers], share [cells] that these offers add).

    `weights` [offers, cells], `competing` [cells]: need that looks for a place, `places` [offers]. An offer that
    nobody looks for gives nothing (no division by zero). Summing `share` over any split of the offers is exact.
    """
    demand = _raised(weights, formula.inward) @ competing
    divisor = demand * (weights @ np.ones(weights.shape[1])) if formula.balanced else demand
    level = np.divide(places, divisor, out=np.zeros_like(places), where=divisor > 0)
    return demand, _raised(weights, formula.outward).T @ level


def _raised(weights: csr_array, power: int) -> csr_array:
    if power == 1:
        return weights
    data = (weights.data > 0).astype(np.float64) if power == 0 else weights.data**power
    return csr_array((data, weights.indices, weights.indptr), shape=weights.shape)


def build_blocks(inputs: AccessInputs, threads: int | None) -> tuple[Block, ...]:
    """All offers, class by class, weights looked up in the decay's table."""
    table = np.zeros(1 << 16)  # one weight for each time a pair can hold
    table[: len(inputs.decay.weights)] = inputs.decay.weights[: 1 << 16]

    def build(offers: npt.NDArray[np.int64]) -> Block:
        return Block(int(inputs.supply.classes[offers[0]]), offers, _matrix(inputs.pairs, offers, table))

    return tuple(spread(build, cuts(inputs), threads))


def cuts(inputs: AccessInputs) -> list[npt.NDArray[np.int64]]:
    """Rows of offers, one array for each block."""
    lengths = np.diff(inputs.pairs.indptr)
    found = []
    for klass in range(len(inputs.classes)):
        offers = np.flatnonzero(inputs.supply.classes == klass)
        before = np.cumsum(lengths[offers]) - lengths[offers]
        starts = np.flatnonzero(np.diff(before // PAIRS_PER_BLOCK)) + 1
        found += [part for part in np.split(offers, starts) if len(part)]
    return found


def _matrix(pairs: Pairs, offers: npt.NDArray[np.int64], table: Floats) -> csr_array:
    first, last = int(offers[0]), int(offers[-1])
    starts, lengths = pairs.indptr[offers], pairs.indptr[offers + 1] - pairs.indptr[offers]
    indptr = np.concatenate(([0], np.cumsum(lengths)))
    chosen: slice | npt.NDArray[np.int64] = slice(int(pairs.indptr[first]), int(pairs.indptr[last + 1]))
    if last - first + 1 != len(offers):  # other classes stand between them: gather
        chosen = np.repeat(starts - indptr[:-1], lengths) + np.arange(indptr[-1])
    weights = _looked_up(table, pairs.tenths[chosen])
    return csr_array(
        (weights, pairs.cells[chosen], indptr.astype(np.int32)), shape=(len(offers), pairs.cell_count)
    )


def _looked_up(table: Floats, tenths: npt.NDArray[np.uint16]) -> Floats:
    """table[tenths] in small steps: NumPy needs an index of eight bytes for each, which then stays in the cache."""
    weights = np.empty(len(tenths))
    for start in range(0, len(tenths), STEP):
        step = slice(start, start + STEP)
        table.take(tenths[step].astype(np.intp), out=weights[step], mode="clip")
    return weights


def spread(
    work: Callable[[One], Other], items: Iterable[One], threads: int | None, numbers: int = SMALL
) -> Iterator[Other]:
    """`work` over items by that many threads (None: as many as this process may use), results in order.

    `numbers`: how many are touched in all; below SMALL it is not worth a thread.
    """
    rows = list(items)
    wanted = (threads or len(sched_getaffinity(0))) if numbers >= SMALL else 1
    count = min(len(rows), wanted)
    if count < 2:
        yield from map(work, rows)
        return
    with ThreadPoolExecutor(count) as pool:
        yield from pool.map(work, rows)
