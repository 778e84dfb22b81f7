"""Tables as they may leave the house: without true counts and without keys."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, eq=False)
class PublishedTable:
    """One table without true counts and without keys.

    `levels`: names, one an axis; `codes`: of each level; `people` int64: 0 where not `shown`.
    """

    levels: tuple[str, ...]
    codes: tuple[tuple[str, ...], ...]
    people: npt.NDArray[np.int64]
    shown: npt.NDArray[np.bool_]

    def rows(self) -> Iterator[tuple[tuple[str, ...], int | None]]:
        """(codes, people); None = fewer than the threshold, or none."""
        counts = zip(self.people.ravel().tolist(), self.shown.ravel().tolist(), strict=True)
        for codes, (people, shown) in zip(product(*self.codes), counts, strict=True):
            yield codes, people if shown else None


@dataclass(frozen=True)
class Publication:
    """Tables that may be published, together only. `explanation` is meant for the page beside them."""

    tables: tuple[PublishedTable, ...]
    rules_version: str
    explanation: dict[str, Any] = field(default_factory=dict)
