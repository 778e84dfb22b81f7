"""Why a figure is zero, or no more than a bound."""

from enum import IntEnum

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.access.inputs import Floats
from gesamtplan.engine.access.prepared import Prepared


class Reason(IntEnum):
    """What a planner must know beside the figure; the highest that holds is shown."""

    OK = 0
    NO_PLACES = 1
    """Offers that may be used are in reach, but have no places."""
    NO_OFFER_IN_REACH = 2
    NOT_ELIGIBLE = 3
    """Offers of the field are in reach, but this group may use none of them."""
    AT_LEAST = 4
    """An offer in reach has unknown places: the figure is a lower bound."""
    NO_NEED = 5
    """The norm is 0: this group needs nothing here."""
    NOBODY = 6
    """Nobody of this group lives here."""
    UNKNOWN = 7
    """How many live here is not known."""


def reason_codes(prepared: Prepared, access: Floats) -> npt.NDArray[np.uint8]:
    """A code of Reason for each cell, field and group; shape and memory order as `access`."""
    inputs = prepared.inputs
    codes = np.zeros((*inputs.norm.shape, len(inputs.demand.cells)), np.uint8)
    for field, group in np.ndindex(inputs.norm.shape):
        codes[field, group] = _codes(prepared, field, group, access[:, field, group])
    return codes.transpose(2, 0, 1)


def _codes(prepared: Prepared, field: int, group: int, access: Floats) -> npt.NDArray[np.uint8]:
    usable = prepared.classes_of(field, group)
    reached = (prepared.reach[usable] > 0).any(axis=0) | (access > 0)  # the plain ratio needs no reach
    in_field = (prepared.reach[prepared.inputs.classes.field == field] > 0).any(axis=0) | reached
    people = prepared.inputs.demand.people[:, group]
    holds = {
        Reason.NO_PLACES: reached & (access == 0),
        Reason.NO_OFFER_IN_REACH: ~in_field,
        Reason.NOT_ELIGIBLE: in_field & ~reached,
        Reason.AT_LEAST: prepared.unknown_in_reach[usable].any(axis=0),
        Reason.NO_NEED: np.full(len(access), prepared.inputs.norm[field, group] == 0),
        Reason.NOBODY: people == 0,
        Reason.UNKNOWN: np.isnan(people),
    }
    codes = np.zeros(len(access), np.uint8)
    for reason, where in holds.items():
        codes[where] = reason
    return codes
