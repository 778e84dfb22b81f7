"""The answer to "where would the next offers help most?"."""

from dataclasses import asdict, dataclass
from math import e
from typing import Any

from gesamtplan.engine.access import Missing, Status

GUARANTEE = 1 - 1 / e
"""Choosing the best next site each time covers at least this part of the best choice (Nemhauser et al. 1978)."""


@dataclass(frozen=True, slots=True)
class Site:
    """One of the next sites. `adds`: unmet need newly covered, in places, after the sites before it. `near`: all
    unmet need within the limit."""

    site: str
    row: int
    places: float
    adds: float
    near: float


@dataclass(frozen=True, eq=False)
class NextSites:
    """`covered`, `unmet`: places. `bound`: no choice of as many sites covers more."""

    sites: tuple[Site, ...]
    covered: float
    bound: float
    unmet: float
    limit: float
    inputs_digest: str
    norms_version: str
    reasons: tuple[Missing, ...]

    @property
    def status(self) -> Status:
        return Status.PARTIAL if self.reasons else Status.COMPLETE

    @property
    def at_least(self) -> float:
        """The part of the best possible choice that is surely covered, 0..1."""
        return max(GUARANTEE, self.covered / self.bound) if self.bound else 1.0

    @property
    def explanation(self) -> dict[str, Any]:
        """As data: the rule, and what each site adds."""
        return {
            "rule": "the site that newly covers most; then the one with more unmet need near; then by id",
            "limit_minutes": self.limit,
            "sites": [asdict(site) for site in self.sites],
            "covered": self.covered,
            "bound": self.bound,
            "at_least": self.at_least,
        }
