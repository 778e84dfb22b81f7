"""Where the next offers could stand."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.access.refusal import checked, refuse_twice
from gesamtplan.engine.digest import digest_of, digest_of_arrays
from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.pairs import Pairs

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Candidates:
    """`sites`: ids. `places` float64[sites]: how many places an offer would have there; inf = as many as are needed.

    `pairs`: travel from the cells to each site (its "offers"). `limit`: minutes within which a site counts as near.
    All cells are candidates if sites are the cells and pairs lead from cells to cells.
    """

    sites: tuple[str, ...]
    places: Floats
    pairs: Pairs
    limit: float

    def __post_init__(self) -> None:
        if not self.sites:
            raise BadInput("Candidate sites", "there is not a single one", "Give at least one")
        refuse_twice("candidate site", self.sites)
        places = np.asarray(self.places, np.float64)
        unlimited = np.isposinf(places)
        object.__setattr__(self, "places", np.where(unlimited, 0.0, places))
        checked(self, "places", np.float64, (self.sites,))
        object.__setattr__(self, "places", np.where(unlimited, np.inf, places))
        if self.pairs.offer_count != len(self.sites):
            why = f"there are {self.pairs.offer_count} in the travel pairs and {len(self.sites)} by name"
            raise BadInput("Candidate sites", why, "Use the same rows in both")

    @cached_property
    def digest(self) -> str:
        facts = {"sites": digest_of(self.sites), "pairs": self.pairs.digest, "limit": self.limit}
        return digest_of_arrays({"places": self.places}, **facts)
