"""Ratios beside known numbers of places give the count away: what may be shown of access and of unmet need."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.disclosure.rules import Rules
from gesamtplan.engine.errors import BadInput

Floats = npt.NDArray[np.float64]


class State(IntEnum):
    """Why a value stands there or does not."""

    SHOWN = 0
    WITHHELD = 1
    UNKNOWN = 2


@dataclass(frozen=True, eq=False)
class Shown:
    """`values` int64: the class or the rounded number, -1 where not shown; `state` uint8: codes of `State`."""

    values: npt.NDArray[np.int64]
    state: npt.NDArray[np.uint8]


def shown_access(access: npt.ArrayLike, need: npt.ArrayLike, rules: Rules) -> Shown:
    """The class of access (row of `rules.access_per_100`) where the need behind passes the threshold.

    `access` places per person, `need` the people or needed places it stands for, of one shape. NaN is unknown.
    """
    ratio = np.asarray(access, np.float64)
    classes = np.searchsorted(rules.access_per_100, np.round(ratio * 100, 9), side="right") - 1
    return _where_allowed(classes, ratio, np.asarray(need, np.float64), rules)


def shown_unmet(unmet: npt.ArrayLike, need: npt.ArrayLike, rules: Rules) -> Shown:
    """Unmet need in multiples of `rules.unmet_base`, where the need behind passes the threshold. NaN is unknown."""
    places = np.asarray(unmet, np.float64)
    rounded = np.floor(np.nan_to_num(places) / rules.unmet_base + 0.5) * rules.unmet_base
    return _where_allowed(rounded.astype(np.int64), places, np.asarray(need, np.float64), rules)


def _where_allowed(values: npt.NDArray[np.int64], exact: Floats, need: Floats, rules: Rules) -> Shown:
    if exact.shape != need.shape:
        why = f"{exact.shape} values stand on needs of {need.shape}"
        raise BadInput("Figures to be shown", why, "Give the need behind each value")
    state = np.where(need >= rules.threshold, State.SHOWN, State.WITHHELD)
    state[np.isnan(exact) | np.isnan(need)] = State.UNKNOWN
    return Shown(np.where(state == State.SHOWN, values, -1), state.astype(np.uint8))
