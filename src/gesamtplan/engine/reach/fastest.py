"""Several modes at once: the shortest of the times a group can use."""

import numpy as np

from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.pairs import Pairs
from gesamtplan.engine.reach.packed import TIME_BITS, PairWriter, Whole, join

BLOCK = 256
"""Offers merged at a time."""


def fastest(*modes: Pairs) -> Pairs:
    """The least time for each pair over all `modes`; a pair is listed if any mode reaches it.

    Raises BadInput if there is none, or if they differ in the number of offers or cells.
    """
    if not modes:
        raise BadInput("Travel pairs", "no mode is given", "Give the pairs of at least one")
    shapes = {(pairs.offer_count, pairs.cell_count) for pairs in modes}
    if len(shapes) > 1:
        raise BadInput(
            "Travel pairs", f"modes differ in offers and cells: {sorted(shapes)}", "Use the same lists"
        )
    writer = PairWriter(modes[0].cell_count)
    for start in range(0, modes[0].offer_count, BLOCK):
        end = min(start + BLOCK, modes[0].offer_count)
        merged = np.sort(np.concatenate([_packed(pairs, start, end) for pairs in modes]))
        same = merged >> TIME_BITS
        writer.add(merged[np.concatenate([[True], same[1:] != same[:-1]])[: len(merged)]], end - start)
    return writer.pairs()


def _packed(pairs: Pairs, start: int, end: int) -> Whole:
    bounds = pairs.indptr[start : end + 1]
    part = slice(bounds[0], bounds[-1])
    offers = np.repeat(np.arange(end - start), np.diff(bounds))
    return join(offers, pairs.cells[part], pairs.tenths[part])
