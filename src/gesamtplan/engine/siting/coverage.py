"""How much unmet need a set of new sites can take, exactly, and what one more site would add.

People near several chosen sites can be moved between them, so what a set covers is a maximum flow from cells to sites.
By the max-flow-min-cut theorem it is the least, over all subsets T of the chosen sites, of
(places of the sites outside T) + (need near any site of T). With the handful of sites that is decided at once, all
subsets fit in one small array, and one more site is answered exactly from it.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from gesamtplan.engine.siting.ground import Ground, Ints, Rows


@dataclass(frozen=True, eq=False)
class Coverage:
    """What the `chosen` sites cover together, in hundredths of a place.

    Subsets are numbered by their bits: bit n = the n-th chosen site. `seen` int64[cells]: which chosen sites are near.
    `cut` int64[subsets]: the bound that each subset sets. `covered`: the least of them.
    """

    ground: Ground
    chosen: tuple[int, ...] = ()
    seen: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    cut: Ints = field(default_factory=lambda: np.zeros(1, np.int64))

    @classmethod
    def nothing(cls, ground: Ground) -> "Coverage":
        return cls(ground, seen=np.zeros(len(ground.unmet), np.int64))

    @cached_property
    def covered(self) -> int:
        return int(self.cut.min())

    def gain(self, site: int) -> int:
        """What this site would add."""
        untouched = self._untouched(self.ground.cells(site))
        return int(min(self.covered + self.ground.places[site], (self.cut + untouched).min())) - self.covered

    def plus(self, site: int) -> "Coverage":
        near = self.ground.cells(site)
        seen = self.seen.copy()
        seen[near] |= 1 << len(self.chosen)
        outside = self.cut + self.ground.places[site]
        return Coverage(
            self.ground, (*self.chosen, site), seen, np.r_[outside, self.cut + self._untouched(near)]
        )

    def _untouched(self, cells: Rows) -> Ints:
        """int64[subsets]: need of these cells that no site of the subset is near to."""
        size = len(self.cut)
        by_seen = np.bincount(self.seen[cells], self.ground.unmet[cells], minlength=size).astype(np.int64)
        for bit in range(len(self.chosen)):  # sum over all subsets of each set, one bit at a time
            halves = by_seen.reshape(-1, 2, 1 << bit)
            halves[:, 1] += halves[:, 0]
        return np.asarray(by_seen[::-1])  # the cells seen only by the complement of T
