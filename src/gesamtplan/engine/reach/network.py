"""Shortest ways on a street network, searched from the offers, for cities that have a street extract."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.pairs import Pairs
from gesamtplan.engine.reach.columns import batches
from gesamtplan.engine.reach.modes import Mode, check_limit
from gesamtplan.engine.reach.packed import PairWriter, pack
from gesamtplan.engine.reach.plane import Plane
from gesamtplan.engine.reach.points import Points

HELD = 1 << 24
"""Distances held at a time (8 bytes each): offers in a block × nodes."""


@dataclass(frozen=True, eq=False)
class Network:
    """Crossings and the ways between them.

    `nodes`; `tail`, `head` int64[edges]: rows of nodes; `minutes` float64[edges]. An edge leads one way only, from
    tail to head; a street both ways is two edges. Raises BadInput naming the edge: a node that is not there, a
    time that is missing, infinite or negative.
    """

    nodes: Points
    tail: npt.NDArray[np.int64]
    head: npt.NDArray[np.int64]
    minutes: npt.NDArray[np.float64]

    def __post_init__(self) -> None:
        if not len(self.tail) == len(self.head) == len(self.minutes):
            raise BadInput(
                "Street network", "tails, heads and times differ in number", "Give one of each per edge"
            )
        ends = {"tail": self.tail, "head": self.head}
        faults = {name: (rows < 0) | (rows >= len(self.nodes)) for name, rows in ends.items()}
        faults["minutes"] = ~(np.isfinite(self.minutes) & (self.minutes >= 0))
        for column, wrong in faults.items():
            if wrong.any():
                row = int(np.argmax(wrong))
                why = f"{getattr(self, column)[row]} cannot be used"
                raise BadInput("Street network", why, "Correct the edge", row=row, column=column)

    @property
    def backwards(self) -> csr_array:
        """The graph from head to tail; of parallel edges the shortest, since a sparse matrix would add them up."""
        order = np.lexsort((self.minutes, self.tail, self.head))
        head, tail = self.head[order], self.tail[order]
        first = np.ones(len(order), bool)
        first[1:] = (head[1:] != head[:-1]) | (tail[1:] != tail[:-1])
        times, size = self.minutes[order][first], len(self.nodes)
        return coo_array((times, (head[first], tail[first])), shape=(size, size)).tocsr()


def read_network(nodes: Path, edges: Path) -> Network:
    """A network from two CSV or Parquet files: nodes (id, lon, lat) and edges (tail, head, minutes).

    Raises BadInput naming file, row and column.
    """
    ids: list[str] = []
    places: list[npt.NDArray[np.float64]] = []
    for batch in batches(nodes, ("id", "lon", "lat")):
        names = batch.columns["id"]
        ids += [names.values[code] for code in names.codes]
        places.append(np.column_stack([batch.numbers("lon"), batch.numbers("lat")]))
    where = np.concatenate([np.zeros((0, 2)), *places])
    points = Points(tuple(ids), where[:, 0], where[:, 1])
    known = {item: row for row, item in enumerate(ids)}
    found = [
        (batch.rows_of("tail", known), batch.rows_of("head", known), batch.numbers("minutes"))
        for batch in batches(edges, ("tail", "head", "minutes"))
    ]
    tail, head = (np.concatenate([np.zeros(0, np.int64), *(part[k] for part in found)]) for k in (0, 1))
    return Network(points, tail, head, np.concatenate([np.zeros(0), *(part[2] for part in found)]))


def network_reach(network: Network, offers: Points, cells: Points, access: Mode, limit: float) -> Pairs:
    """The cells within `limit` minutes of each offer: to the nearest node, along the streets, to the offer.

    `access`: how people get to the network and from it, mostly on foot; straight line × detour. People go from the
    cell to the offer, so edges are searched against their direction. Raises BadInput for an empty network.
    """
    check_limit(limit)
    if not len(network.nodes):
        raise BadInput("Street network", "it has no nodes", "Load a street extract, or use straight lines")
    plane = Plane.around(network.nodes)
    tree = cKDTree(plane.metres(network.nodes))
    offer_node, offer_minutes = _nearest(tree, plane.metres(offers), access)
    cell_node, cell_minutes = _nearest(tree, plane.metres(cells), access)
    graph, writer = network.backwards, PairWriter(len(cells))
    step = max(1, HELD // len(network.nodes))
    for start in range(0, len(offers), step):
        part = slice(start, start + step)
        ways = dijkstra(graph, indices=offer_node[part], limit=limit)[:, cell_node]
        ways += offer_minutes[part, None] + cell_minutes
        row, cell = np.nonzero(ways <= limit)
        writer.add(pack(row, cell, ways[row, cell]), len(ways))
    return writer.pairs()


def _nearest(
    tree: cKDTree, places: npt.NDArray[np.float64], access: Mode
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """The nearest node of each place, and the minutes to get there."""
    metres, node = tree.query(places)
    return np.asarray(node, np.int64), access.minutes(metres)
