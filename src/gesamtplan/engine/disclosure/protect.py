"""The noise and the threshold, for one array of counts."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.disclosure.rules import KEYS, Rules
from gesamtplan.engine.errors import BadInput

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Protected:
    """`people` int64: the count with its noise, 0 where not shown; `shown` bool of the same shape."""

    people: Whole
    shown: npt.NDArray[np.bool_]


def protect(people: npt.ArrayLike, keys: npt.ArrayLike, rules: Rules, *, draw: int = 0) -> Protected:
    """Adds to each count the noise of its key and withholds what is small before or after it.

    A zero is withheld like every small count: if it were shown, what is withheld would be known to be somebody.
    `draw`: another sharing out of the noise among the keys, for `publish`. Same people, same key, same noise.
    Raises BadInput for counts that are not whole.
    """
    if not np.issubdtype(np.asarray(people).dtype, np.integer):
        raise BadInput("People", "they are no whole numbers", "Round before you publish", column="people")
    counts = np.asarray(people, np.int64)
    turned = (
        np.asarray(keys, np.int64) * (2 * draw + 1) + 101 * draw
    ) % KEYS  # odd factor: all keys stay apart
    noisy = counts + rules.noise[turned]
    shown = (counts >= rules.threshold) & (noisy >= rules.threshold)
    return Protected(np.where(shown, noisy, 0), shown)
