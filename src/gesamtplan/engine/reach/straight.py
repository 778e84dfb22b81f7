"""The default that needs no data: straight line × detour, a speed, and a limit."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from gesamtplan.engine.pairs import Pairs
from gesamtplan.engine.reach.modes import Mode, check_limit
from gesamtplan.engine.reach.packed import PairWriter, Whole, pack
from gesamtplan.engine.reach.plane import Plane
from gesamtplan.engine.reach.points import Points

BLOCK = 256
"""Offers searched at a time: 24 bytes for each pair found are held for no more than these, by each thread."""


def reach(offers: Points, cells: Points, mode: Mode, limit: float, *, threads: int = 2) -> Pairs:
    """The cells within `limit` minutes of each offer, by a straight line on a plane around all of them.

    The result is the same for any number of threads. Raises BadInput for a limit that is no time.
    """
    radius = mode.radius(check_limit(limit))
    writer = PairWriter(len(cells))
    if radius < 0 or not len(offers) or not len(cells):
        writer.add(np.zeros(0, np.int64), len(offers))
        return writer.pairs()
    plane = Plane.around(offers, cells)
    tree, places = cKDTree(plane.metres(cells)), plane.metres(offers)
    blocks = list(_blocks(places))
    with ThreadPoolExecutor(threads) as pool:
        for block, found in zip(
            blocks, pool.map(lambda b: _search(b, tree, mode, radius), blocks), strict=True
        ):
            writer.add(found, len(block))
    return writer.pairs()


def _blocks(places: npt.NDArray[np.float64]) -> Iterator[npt.NDArray[np.float64]]:
    for start in range(0, len(places), BLOCK):
        yield places[start : start + BLOCK]


def _search(block: npt.NDArray[np.float64], tree: cKDTree, mode: Mode, radius: float) -> Whole:
    found = cKDTree(block).sparse_distance_matrix(tree, radius, output_type="ndarray")
    packed = pack(found["i"], found["j"], mode.minutes(found["v"]))
    packed.sort()
    return packed
