"""From row groups to the blocks of engine.access: the same blocks, and so the same bytes, whatever the files look like."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from gesamtplan.engine.access.blocks import Block, cuts
from gesamtplan.engine.access.decay import Decay
from gesamtplan.engine.access.inputs import AccessInputs
from gesamtplan.engine.scale.ordered import in_order
from gesamtplan.engine.scale.row_groups import RowGroup
from gesamtplan.engine.scale.stored import StoredPairs

Ints = npt.NDArray[np.int64]
Columns = tuple[npt.NDArray[np.int32], npt.NDArray[np.uint16]]


@dataclass(frozen=True, eq=False)
class Window:
    """A block as wide as the cells it reaches: its column 0 is the cell `start`."""

    number: int
    start: int
    block: Block


@dataclass(frozen=True, eq=False)
class Plan:
    """Which row groups hold which block. `offers`: those of each block; `classes` of the offers and `decay`: as given."""

    pairs: StoredPairs
    offers: tuple[Ints, ...]
    classes: npt.NDArray[np.int32]
    decay: Decay

    @cached_property
    def block_of(self) -> Ints:
        """The block of each offer."""
        numbers = np.empty(len(self.classes), np.int64)
        for number, offers in enumerate(self.offers):
            numbers[offers] = number
        return numbers

    @cached_property
    def sizes(self) -> Ints:
        """Pairs of each block."""
        lengths = np.diff(self.pairs.indptr)
        return np.bincount(self.block_of, weights=lengths, minlength=len(self.offers)).astype(np.int64)

    def tasks(self) -> list[Ints]:
        """Blocks to be computed together, one task for each file: those whose first pairs stand in it."""
        file_of: dict[int, str] = {}
        for group in self.pairs.groups:
            for number in self.block_of[self._offers(group)]:
                file_of.setdefault(int(number), group.name)
        names = sorted(set(file_of.values()))
        return [np.array([block for block, name in file_of.items() if name == wanted]) for wanted in names]

    def windows(self, wanted: Sequence[int] | Ints | None = None, threads: int = 1) -> Iterator[Window]:
        """The blocks (all, or those wanted), those of one class in their order, each as soon as it is read."""
        open_for = np.ones(len(self.offers), np.bool_)
        if wanted is not None:
            open_for[:] = False
            open_for[wanted] = True
        pending: dict[int, list[Columns]] = {}
        missing = self.sizes.copy()
        groups = [group for group in self.pairs.groups if open_for[self.block_of[self._offers(group)]].any()]
        for group, columns in zip(groups, in_order(self.pairs.read, groups, threads), strict=True):
            for number, part in self._split(group, columns):
                if open_for[number]:
                    pending.setdefault(number, []).append(part)
                    missing[number] -= len(part[0])
                    if not missing[number]:
                        yield self._window(number, pending.pop(number))

    def _offers(self, group: RowGroup) -> Ints:
        """Offers with pairs in the group."""
        return group.first + np.flatnonzero(self.pairs.lengths(group))

    def _split(self, group: RowGroup, columns: Columns) -> Iterator[tuple[int, Columns]]:
        """The part of each block; a view where its offers stand side by side."""
        offers = self._offers(group)
        starts, ends = (self.pairs.indptr[offers + step] - self.pairs.indptr[group.first] for step in (0, 1))
        blocks = self.block_of[offers]
        for number in np.unique(blocks):
            mine = np.flatnonzero(blocks == number)
            if mine[-1] - mine[0] + 1 == len(mine):
                chosen: slice | Ints = slice(starts[mine[0]], ends[mine[-1]])
            else:
                chosen = _ranges(starts[mine], ends[mine])
            yield int(number), (columns[0][chosen], columns[1][chosen])

    def _window(self, number: int, parts: list[Columns]) -> Window:
        cells, tenths = parts[0] if len(parts) == 1 else map(np.concatenate, zip(*parts, strict=True))
        offers = self.offers[number]
        lengths = self.pairs.indptr[offers + 1] - self.pairs.indptr[offers]
        indptr = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
        start, end = int(cells.min()), int(cells.max()) + 1
        weights = csr_array((self.decay.of(tenths), cells - start, indptr), shape=(len(offers), end - start))
        return Window(number, start, Block(int(self.classes[offers[0]]), offers, weights))


def plan(inputs: AccessInputs) -> Plan:
    """For inputs whose pairs are on disk. Raises TypeError for others."""
    if not isinstance(inputs.pairs, StoredPairs):
        raise TypeError("The pairs are in memory: use access(), or write_pairs() and open_pairs()")
    return Plan(inputs.pairs, tuple(cuts(inputs)), inputs.supply.classes, inputs.decay)


def _ranges(starts: Ints, ends: Ints) -> Ints:
    """The numbers of all ranges, one after the other."""
    lengths = ends - starts
    return np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
