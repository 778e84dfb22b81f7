"""What an analysis of access says, with the way there."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.access.inputs import AccessInputs, Floats
from gesamtplan.engine.access.methods import Method
from gesamtplan.engine.access.missing import Missing, missing_rows
from gesamtplan.engine.access.prepared import Prepared, per
from gesamtplan.engine.access.provision import provision_ratio
from gesamtplan.engine.access.reasons import reason_codes
from gesamtplan.engine.access.statement import statement


class Status(StrEnum):
    """Whether all of it was computed from known figures."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, eq=False)
class AccessResult:
    """Arrays by cell, field and group are float64[cells, fields, groups], in the order of the inputs; never NaN.

    `access`: places per person that can be reached after competition. `demand` float64[offers]: need that competes
    for the places of each offer, weighted as the method says. What is derived is computed when first asked for.
    """

    prepared: Prepared
    method: Method
    access: Floats
    demand: Floats

    @property
    def inputs(self) -> AccessInputs:
        return self.prepared.inputs

    @property
    def inputs_digest(self) -> str:
        return self.inputs.digest

    @property
    def norms_version(self) -> str:
        return self.inputs.norms_version

    @property
    def need(self) -> Floats:
        """Places needed = people · norm."""
        return self.inputs.need

    @cached_property
    def claims(self) -> Floats:
        """Places that the people there can claim = people · access (spatial availability, Soukhov et al. 2023)."""
        return self.inputs.by_cell(self.access.transpose(1, 2, 0))

    @cached_property
    def unmet(self) -> Floats:
        """Need that stays without a place at a fair share = need − need · min(1, access / norm) = max(0, need − claims)."""
        return np.maximum(self.need - self.claims, 0.0)

    @cached_property
    def reason(self) -> npt.NDArray[np.uint8]:
        """uint8[cells, fields, groups]: a code of `Reason`."""
        return reason_codes(self.prepared, self.access)

    @cached_property
    def provision(self) -> Floats:
        """float64[fields, groups]: places per person in the city as a whole, distance ignored."""
        return provision_ratio(self.prepared)[0]

    @cached_property
    def demand_per_place(self) -> Floats:
        """float64[offers]: need that competes for one place; infinite where there are none, NaN where unknown."""
        places = self.inputs.supply.places
        ratio = per(self.demand, places)
        ratio[(places == 0) & (self.demand > 0)] = np.inf
        ratio[np.isnan(places)] = np.nan
        return ratio

    @cached_property
    def reasons(self) -> tuple[Missing, ...]:
        """Every figure that is not known, and what that does to the result."""
        return missing_rows(self.inputs)

    @property
    def status(self) -> Status:
        if not self.reasons:
            return Status.COMPLETE
        figures = (self.inputs.demand.people, self.inputs.supply.places)
        nothing = any(len(known) and np.isnan(known).all() for known in figures)
        return Status.FAILED if nothing else Status.PARTIAL

    @cached_property
    def explanation(self) -> dict[str, Any]:
        """What went in and which formula decided, as plain data."""
        return statement(self.inputs, self.method)
