"""What no choice of sites can exceed, by a price on each cell (the dual of the covering problem).

Split the unmet need of each cell in two: a part that is given away in any case, and the rest `held`, which a site must
be near to get. Then `count` sites cover at most all that is given away plus what the best `count` sites hold around
them, each no more than its places. That is true for every split, so a few are tried, each better informed by the one
before: cells that several of the best sites claim at once give away more, cells that none claims hold more.
"""

import numpy as np

from gesamtplan.engine.siting.ground import Ground, Ints

TRIES = 10


def upper_bound(ground: Ground, covered: int, count: int) -> int:
    """Hundredths of a place; `covered`: what is known to be possible. First try: everything held, the plain sum."""
    held, least, most = ground.unmet, int(ground.unmet.sum()), min(count, len(ground.places))
    for _ in range(TRIES):
        around = ground.around(held)
        offered = np.minimum(around, ground.places)
        best = np.argpartition(offered, -most)[-most:]
        bound = int((ground.unmet - held).sum() + offered[best].sum())
        least = min(least, bound)
        filled = around[best] > ground.places[best]
        held = _better(ground, held, best[~filled], bound - covered)
        if least <= covered:
            break
    return least


def _better(ground: Ground, held: Ints, claiming: Ints, gap: int) -> Ints:
    """A step against the slope of the bound, as long as would close the gap if the slope stayed (Polyak)."""
    slope = np.full(len(held), -1, np.int64)
    for site in claiming:
        slope[ground.cells(int(site))] += 1
    slope[((held == ground.unmet) & (slope < 0)) | ((held == 0) & (slope > 0))] = 0
    steepness = int((slope**2 * ground.unmet).sum())
    if not steepness:
        return held
    step = np.rint(gap / steepness * slope * ground.unmet).astype(np.int64)
    return np.asarray(np.clip(held - step, 0, ground.unmet))
