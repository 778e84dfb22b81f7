"""Lazy greedy choice of the next sites (Minoux 1978), with a bound on what any choice could cover."""

from heapq import heapify, heappop, heappush
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.access import Missing
from gesamtplan.engine.digest import digest_of
from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.siting.bound import upper_bound
from gesamtplan.engine.siting.candidates import Candidates, Floats
from gesamtplan.engine.siting.coverage import Coverage
from gesamtplan.engine.siting.ground import GRAIN, Ground, Ints
from gesamtplan.engine.siting.results import NextSites, Site

MOST_SITES = 16


def next_sites(
    unmet: npt.ArrayLike, candidates: Candidates, count: int, *, norms_version: str = "none"
) -> NextSites:
    """The sites that, one after the other, newly cover most unmet need; fewer if nothing is left to cover.

    `unmet` [cells]: places that stay unmet with the offers that exist, summed over the groups that the new offer will
    admit; NaN = unknown. `norms_version`: of the norms behind it. Ties: the site with more unmet need near it, then
    the smaller id. Raises BadInput, naming the row.
    """
    if not 1 <= count <= MOST_SITES:
        raise BadInput(
            "Next sites", f"{count} at once cannot be compared", f"Ask for 1 to {MOST_SITES}", column="count"
        )
    ground = Ground.of(unmet, candidates)
    near = ground.around(ground.unmet)
    first = np.minimum(near, ground.places)
    covers = _chosen(ground, near, first, count)
    return NextSites(
        sites=tuple(_site(*step, near) for step in pairwise(covers)),
        covered=covers[-1].covered / GRAIN,
        bound=upper_bound(ground, covers[-1].covered, count) / GRAIN,
        unmet=int(ground.unmet.sum()) / GRAIN,
        limit=candidates.limit,
        inputs_digest=digest_of([ground.digest, count, norms_version]),
        norms_version=norms_version,
        reasons=_unknown(np.asarray(unmet, np.float64)),
    )


def _chosen(ground: Ground, near: Ints, first: Ints, count: int) -> list[Coverage]:
    """Nothing, the first site, the first two sites …

    A gain only ever shrinks: a site whose fresh gain leads all others, however stale, is the next one.
    """
    covers = [Coverage.nothing(ground)]
    queue = list(zip((-first).tolist(), (-near).tolist(), range(len(first)), strict=True))
    heapify(queue)
    while queue and len(covers) <= count:
        _, rest, site = heappop(queue)
        fresh = (-covers[-1].gain(site), rest, site)
        if fresh[0] == 0:
            continue
        if not queue or fresh <= queue[0]:
            covers.append(covers[-1].plus(site))
        else:
            heappush(queue, fresh)
    return covers


def _site(before: Coverage, cover: Coverage, near: Ints) -> Site:
    site, ground = cover.chosen[-1], cover.ground
    row = int(ground.order[site])
    return Site(
        site=ground.candidates.sites[row],
        row=row,
        places=float(ground.candidates.places[row]),
        adds=(cover.covered - before.covered) / GRAIN,
        near=int(near[site]) / GRAIN,
    )


def _unknown(unmet: Floats) -> tuple[Missing, ...]:
    effect = "Not counted; a site near this cell covers at least what is shown"
    return tuple(Missing("unmet need", str(row), None, effect) for row in np.flatnonzero(np.isnan(unmet)))
