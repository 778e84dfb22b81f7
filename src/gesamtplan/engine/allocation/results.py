"""What an allocation says: who is served, who is not, and what is not known."""

from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from gesamtplan.engine.access import AccessInputs, Missing, Status
from gesamtplan.engine.access.missing import missing_rows
from gesamtplan.engine.allocation.journeys import FieldTotal, Journeys
from gesamtplan.engine.allocation.units import Floats

EFFECTS = {
    "people": "Not counted here; others may be served with places that these people need",
    "places": "Counted as no places; at least what is shown can be served",
}


@dataclass(frozen=True, eq=False)
class Allocation:
    """The best that could be had if places were given out for the city as a whole.

    `need`, `served`, `unmet` float64[cells, fields, groups], places; served + unmet = need. `filled` float64[offers].
    The best case is not what happens: what access leaves unmet beyond it is a matter of matching people with places,
    not of missing places.
    """

    inputs: AccessInputs
    need: Floats
    served: Floats
    unmet: Floats
    filled: Floats
    journeys: Journeys
    totals: tuple[FieldTotal, ...]

    @property
    def inputs_digest(self) -> str:
        return self.inputs.digest

    @property
    def norms_version(self) -> str:
        return self.inputs.norms_version

    @cached_property
    def reasons(self) -> tuple[Missing, ...]:
        """Every figure that is not known, and what that does to the result."""
        return tuple(replace(row, effect=EFFECTS[row.what]) for row in missing_rows(self.inputs))

    @property
    def status(self) -> Status:
        if not self.reasons:
            return Status.COMPLETE
        nothing = np.isnan(self.inputs.demand.people).all() or np.isnan(self.inputs.supply.places).all()
        return Status.FAILED if nothing else Status.PARTIAL

    @property
    def explanation(self) -> dict[str, Any]:
        """As data: which aims in which order, what was counted how, and the totals of each field."""
        return {
            "aims": ["as many as possible", "no cell left behind (five steps)", "short ways"],
            "unit": "hundredths of a place; need to the nearest, places down",
            "limit_minutes": self.inputs.decay.limit,
            "totals": [asdict(total) for total in self.totals],
        }
