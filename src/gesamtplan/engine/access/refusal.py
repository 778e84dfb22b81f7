"""Checks that every table of inputs passes: its shape, its numbers, its names."""

from collections import Counter

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.errors import BadInput


def refuse_twice(what: str, names: tuple[str, ...]) -> None:
    """Raises BadInput naming the first that is given twice."""
    if len(set(names)) < len(names):
        twice = next(name for name, count in Counter(names).items() if count > 1)
        raise BadInput(f"{what.capitalize()}s", "the same one is given twice", "Keep one of them", row=twice)


def checked(
    table: object,
    column: str,
    dtype: npt.DTypeLike,
    axes: tuple[tuple[str, ...], ...],
    *,
    unknown: bool = False,
    below: int | None = None,
) -> None:
    """Store the column in the frozen table as a read-only array of that type, one row for each name of each axis.

    Raises BadInput naming row (and second axis) of a number that is negative, infinite, not below `below`, or NaN
    unless `unknown` is allowed.
    """
    given = np.asarray(getattr(table, column))
    with np.errstate(invalid="ignore"):  # a missing number is found just below
        array = np.array(given, dtype=dtype, order="C")  # a copy: nobody can change it later
    array.flags.writeable = False
    object.__setattr__(table, column, array)
    wanted = tuple(map(len, axes))
    if array.shape != wanted:
        raise BadInput(
            column.capitalize(), f"shape is {array.shape}, not {wanted}", "Give one number for each row"
        )
    if array.dtype == np.bool_:
        return
    wrong = ~((given >= 0) & np.isfinite(given))
    if np.issubdtype(array.dtype, np.integer):
        wrong |= array != given
    if unknown:
        wrong &= ~np.isnan(given)
    if below is not None:
        wrong |= array >= below
    if wrong.any():
        _refuse(column, given, wrong, axes, below)


def _refuse(
    column: str,
    array: npt.NDArray[np.generic],
    wrong: npt.NDArray[np.bool_],
    axes: tuple[tuple[str, ...], ...],
    below: int | None,
) -> None:
    first = np.unravel_index(int(np.argmax(wrong)), wrong.shape)
    row = " / ".join(axis[at] for axis, at in zip(axes, first, strict=True))
    allowed = "0 or more" if below is None else f"one of 0 to {below - 1}"
    raise BadInput(
        column.capitalize(), f"{array[first]} is not {allowed}", "Correct this number", row=row, column=column
    )
