"""Whole numbers for the flow: hundredths of a place, and shares of them that add up.

Needs are people times a norm, so they are rarely whole: 3 children at 0.35 places each need 1.05 places. Rounding
each cell to whole places would lose the small ones (or invent them), so everything is counted in hundredths of a
place: a need is rounded to the nearest, the places of an offer down, so that none is filled beyond what it has. What
the rounding adds up to is told with the result.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.errors import BadInput

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

GRAIN = 100
MOST = 30_000_000
"""Places a field may need or have: up to here no product of two sums leaves 64 bits."""


def need_units(need: Floats) -> Ints:
    """Hundredths of a place, to the nearest. Raises BadInput if a field needs more than MOST places."""
    _refuse_above_most("Need", np.nansum(need, axis=(0, 2)))
    return np.rint(need * GRAIN).astype(np.int64)


def place_units(places: Floats) -> Ints:
    """Hundredths of a place, rounded down; unknown counts as none. Raises BadInput above MOST places."""
    known = np.nan_to_num(places)
    _refuse_above_most("Places", known.sum(keepdims=True))
    return np.floor(known * GRAIN + 1e-6).astype(np.int64)  # 0.29 · 100 is 28.999… in floats


def in_places(units: npt.NDArray[Any]) -> Floats:
    """Back from hundredths to places."""
    return np.asarray(units / GRAIN)


def apportion(total: npt.ArrayLike, weights: Ints) -> Ints:
    """Each `total` shared out along the last axis in proportion to whole-number weights.

    Shares are whole, add up exactly, differ from proportion by less than one, and none is above its weight as long
    as the total is not above their sum.
    """
    upto = np.cumsum(weights, axis=-1)
    whole = np.maximum(upto[..., -1:], 1)
    shared = upto * np.asarray(total, np.int64)[..., None] // whole
    return np.diff(shared, axis=-1, prepend=0)


def _refuse_above_most(what: str, sums: Floats) -> None:
    if (sums > MOST).any():
        why = f"{sums.max():.0f} places in one field are more than the {MOST} that can be counted exactly"
        raise BadInput(what, why, "Check the unit, or compute parts of the country one by one")
