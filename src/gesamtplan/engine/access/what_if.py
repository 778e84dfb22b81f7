"""What changes if one offer had more places, fewer, or stood somewhere new: one column is read, nothing else."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.access.inputs import Floats
from gesamtplan.engine.access.methods import FORMULAS, Formula
from gesamtplan.engine.access.prepared import per
from gesamtplan.engine.access.results import AccessResult
from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.pairs import Pairs


@dataclass(frozen=True, eq=False)
class WhatIf:
    """Changes against `result` in one field. `cells` int32[n]: rows that reach the offer; elsewhere nothing changes.

    `share_change` float64[n]: share of the need in the offer's class that can be met more (or less).
    """

    result: AccessResult
    klass: int
    cells: npt.NDArray[np.int32]
    share_change: Floats

    @property
    def field(self) -> int:
        return int(self.result.inputs.classes.field[self.klass])

    @cached_property
    def access_change(self) -> Floats:
        """Places per person, float64[n, groups]; 0 for groups who may not use the offer."""
        inputs = self.result.inputs
        change = np.outer(self.share_change, inputs.classes.eligible[self.klass] * inputs.norm[self.field])
        if not FORMULAS[self.result.method].choice_out:
            return change
        for group in np.flatnonzero(inputs.classes.eligible[self.klass]):
            choice = self.result.prepared.choice(self.field, int(group))[self.cells]
            change[:, group] = per(change[:, group], choice)
        return change

    @cached_property
    def unmet_change(self) -> Floats:
        """Need without a place, float64[n, groups]; negative where it gets better."""
        people = np.nan_to_num(self.result.inputs.demand.people[self.cells])
        need = people * self.result.inputs.norm[self.field]
        access = self.result.access[self.cells, self.field]
        before, after = (need - people * each for each in (access, access + self.access_change))
        return np.asarray(np.maximum(after, 0.0) - np.maximum(before, 0.0))


def what_if(result: AccessResult, offer: int, places: float) -> WhatIf:
    """The offer in that row with `places` instead of those it has (0 = closed).

    Exact, since the places of an offer touch no other offer. Raises BadInput for places below 0 or not finite, for a
    row that does not exist, and for the plain ratio, which knows no reach.
    """
    formula = _formula(result, places)
    _check_row(result, offer)
    cells, tenths = result.inputs.pairs.column(offer)
    weights = result.inputs.decay.of(tenths)
    more = places - float(result.prepared.places[offer])
    demand = float(result.demand[offer])
    return _what_if(result, int(result.inputs.supply.classes[offer]), cells, weights, (more, demand), formula)


def what_if_new(result: AccessResult, column: Pairs, places: float, klass: int) -> WhatIf:
    """One more offer of class `klass`; `column`: travel pairs of this one offer.

    Raises BadInput as `what_if` does, and for methods in which one more offer changes everybody's choice (3SFCA,
    BFCA): compute those anew.
    """
    formula = _formula(result, places)
    if formula.choice_in:
        why = f"with {result.method} a new offer changes the choice of all who reach it"
        raise BadInput("What if", why, "Add the offer to the inputs and compute anew")
    if column.offer_count != 1 or column.cell_count != result.inputs.pairs.cell_count:
        raise BadInput(
            "What if", "the travel pairs are not those of one offer to all cells", "Give one offer's pairs"
        )
    cells, tenths = column.column(0)
    weights = result.inputs.decay.of(tenths)
    demand = float(_raised(weights, formula.inward) @ result.prepared.competing[klass][cells])
    return _what_if(result, klass, cells, weights, (places, demand), formula)


def _what_if(
    result: AccessResult,
    klass: int,
    cells: npt.NDArray[np.int32],
    weights: Floats,
    change: tuple[float, float],
    formula: Formula,
) -> WhatIf:
    more, demand = change
    divisor = demand * float(weights.sum()) if formula.balanced else demand
    level = more / divisor if divisor > 0 else 0.0
    return WhatIf(result, klass, cells, _raised(weights, formula.outward) * level)


def _raised(weights: Floats, power: int) -> Floats:
    return (weights > 0).astype(np.float64) if power == 0 else weights**power


def _formula(result: AccessResult, places: float) -> Formula:
    if not 0 <= places < np.inf:
        raise BadInput(
            "What if", f"{places} places is not 0 or more", "Give a number of places", column="places"
        )
    if result.method not in FORMULAS:
        raise BadInput("What if", "the plain ratio knows no reach", "Use another method")
    return FORMULAS[result.method]


def _check_row(result: AccessResult, offer: int) -> None:
    offers = result.inputs.pairs.offer_count
    if not 0 <= offer < offers:
        raise BadInput(
            "What if", f"there is no offer in row {offer}", f"Give a row from 0 to {offers - 1}", row=offer
        )
