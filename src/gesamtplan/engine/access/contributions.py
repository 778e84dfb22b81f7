"""One figure opened: which offers it comes from, how far they are, and how many compete for them."""

from dataclasses import dataclass

import numpy as np

from gesamtplan.engine.access.results import AccessResult
from gesamtplan.engine.access.what_if import what_if


@dataclass(frozen=True, slots=True)
class Contribution:
    """`minutes` to the offer, its `weight`, its `places` (None = unknown), the need that competes for it (`demand`),
    and what it gives to the figure (`access`, places per person)."""

    offer: str
    minutes: float
    weight: float
    places: float | None
    demand: float
    access: float


def contributions(result: AccessResult, cell: int, field: int, group: int) -> tuple[Contribution, ...]:
    """All offers in reach that this group may use, the most giving first; their `access` adds up to the figure.

    Not for the plain ratio, which knows no reach (BadInput).
    """
    inputs = result.inputs
    usable = np.isin(inputs.supply.classes, result.prepared.classes_of(field, group))
    at = np.flatnonzero(inputs.pairs.cells == cell)
    offers = np.searchsorted(inputs.pairs.indptr, at, side="right") - 1
    found = [
        _contribution(result, int(offer), int(pair), group)
        for offer, pair in zip(offers, at, strict=True)
        if usable[offer]
    ]
    return tuple(sorted((one for one in found if one.weight > 0), key=lambda one: (-one.access, one.offer)))


def _contribution(result: AccessResult, offer: int, pair: int, group: int) -> Contribution:
    inputs = result.inputs
    known = not np.isnan(inputs.supply.places[offer])
    without = what_if(result, offer, 0.0)
    row = pair - int(inputs.pairs.indptr[offer])
    return Contribution(
        offer=inputs.supply.offers[offer],
        minutes=float(inputs.pairs.tenths[pair]) / 10,
        weight=float(inputs.decay.of(inputs.pairs.tenths[pair : pair + 1])[0]),
        places=float(inputs.supply.places[offer]) if known else None,
        demand=float(result.demand[offer]),
        access=abs(float(without.access_change[row, group])),
    )
