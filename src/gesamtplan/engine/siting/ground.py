"""Candidates laid over the unmet need around them, in whole numbers."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from gesamtplan.engine.digest import digest_of_arrays
from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.siting.candidates import Candidates, Floats

GRAIN = 100
Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Ground:
    """Candidates in the order of their ids, in hundredths of a place, so that sums are exact and ties are ties.

    `order`: row of the candidate. `near` float64 CSR [sites, cells] of ones. `unmet`, `places` int64; what a site
    holds is never more than all unmet need. `digest`: of the inputs.
    """

    candidates: Candidates
    order: Ints
    near: csr_array
    unmet: Ints
    places: Ints
    digest: str

    @classmethod
    def of(cls, unmet: npt.ArrayLike, candidates: Candidates) -> "Ground":
        """`unmet` [cells]: places; NaN = unknown, counted as none. Raises BadInput if negative, infinite or too short."""
        given = np.asarray(unmet, np.float64)
        _check_unmet(given, candidates.pairs.cell_count)
        whole = np.rint(np.nan_to_num(given) * GRAIN).astype(np.int64)
        order = np.array(sorted(range(len(candidates.sites)), key=candidates.sites.__getitem__), np.int64)
        places = np.minimum(candidates.places[order] * GRAIN + 1e-6, whole.sum()).astype(np.int64)
        digest = digest_of_arrays({"unmet": given}, candidates=candidates.digest)
        return cls(candidates, order, _near(candidates, order), whole, places, digest)

    def cells(self, site: int) -> Rows:
        """Rows of the cells near a site."""
        return np.asarray(self.near.indices[self.near.indptr[site] : self.near.indptr[site + 1]])

    def around(self, unmet: Ints) -> Ints:
        """The sum near each site; exact, as float64 holds whole numbers up to 2^53."""
        return np.asarray(self.near @ unmet.astype(np.float64)).astype(np.int64)


def _check_unmet(unmet: Floats, cells: int) -> None:
    if unmet.shape != (cells,):
        raise BadInput(
            "Unmet need", f"shape is {unmet.shape}, not {(cells,)}", "Give one number for each cell"
        )
    wrong = (unmet < 0) | np.isinf(unmet)
    if wrong.any():
        row = int(np.argmax(wrong))
        raise BadInput(
            "Unmet need", f"{unmet[row]} is not 0 or more", "Correct this number", row=row, column="unmet"
        )


def _near(candidates: Candidates, order: Ints) -> csr_array:
    pairs = candidates.pairs
    near, upto, cells = pairs.tenths <= round(candidates.limit * 10), pairs.indptr, pairs.cells
    if not near.all():
        upto, cells = np.r_[0, np.cumsum(near)][upto], cells[near]
    rows = csr_array((np.ones(len(cells)), cells, upto), shape=(len(candidates.sites), pairs.cell_count))
    return rows if (np.diff(order) > 0).all() else rows[order]
