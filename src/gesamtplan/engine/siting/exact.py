"""The proven best choice of sites, for small cases: what the fast choice is measured against."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, vstack

from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.siting.candidates import Candidates
from gesamtplan.engine.siting.ground import GRAIN, Ground, Ints

MOST_PAIRS = 20_000


@dataclass(frozen=True, slots=True)
class Best:
    """`sites`: ids, ascending. `covered`: unmet need that they take together, in places."""

    sites: tuple[str, ...]
    covered: float


def best_sites(unmet: npt.ArrayLike, candidates: Candidates, count: int) -> Best:
    """Capacitated maximal covering as a mixed integer program, solved to proof (HiGHS in SciPy).

    Inputs as for `next_sites`. Raises BadInput above MOST_PAIRS travel pairs within the limit, ArithmeticError if the
    solver ends without proof.
    """
    ground = Ground.of(unmet, candidates)
    if ground.near.nnz > MOST_PAIRS:
        why = f"{ground.near.nnz} pairs within the limit would take too long"
        raise BadInput("Proof of the best sites", why, "Use next_sites, which shows its bound")
    sites, pairs = ground.near.shape[0], ground.near.nnz
    found = milp(
        -np.r_[np.zeros(sites), np.ones(pairs)],
        integrality=np.r_[np.ones(sites), np.zeros(pairs)],
        bounds=Bounds(0, np.r_[np.ones(sites), np.full(pairs, np.inf)]),
        constraints=LinearConstraint(*_rules(ground, count)),
        options={"mip_rel_gap": 0.0},
    )
    if found.status != 0:
        raise ArithmeticError(f"No proof of the best sites: {found.message}")
    opened = np.flatnonzero(found.x[:sites] > 0.5)
    return Best(tuple(candidates.sites[ground.order[site]] for site in opened), round(-found.fun) / GRAIN)


def _rules(ground: Ground, count: int) -> tuple[csr_array, float, Ints]:
    """(rows, lower, upper): at most `count` sites; a cell gets what it lacks; a site takes nothing or its places."""
    sites, cells = ground.near.shape
    near = ground.near.tocoo()
    pair, one = np.arange(near.nnz), np.ones(near.nnz)
    few = coo_array((np.ones(sites), (np.zeros(sites, int), np.arange(sites))), shape=(1, sites + near.nnz))
    by_cell = coo_array((one, (near.col, sites + pair)), shape=(cells, sites + near.nnz))
    by_site = coo_array(
        (
            np.r_[one, -ground.places],
            (np.r_[near.row, np.arange(sites)], np.r_[sites + pair, np.arange(sites)]),
        ),
        shape=(sites, sites + near.nnz),
    )
    return (
        vstack([few, by_cell, by_site]).tocsr(),
        -np.inf,
        np.r_[count, ground.unmet, np.zeros(sites, np.int64)],
    )
