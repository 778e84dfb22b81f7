"""How much less a place counts the farther away it is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import exp, floor
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.errors import BadInput


@dataclass(frozen=True, eq=False)
class Decay:
    """Weight by travel time, as a table: `weights[t]` float64 in 0..1 for t tenths of a minute; 0 beyond the table.

    A table makes every function equally fast and is what the SQL definition reads. `name` and `facts` say where
    it comes from. Raises BadInput if a weight is missing, negative or above 1, naming the tenth.
    """

    weights: npt.NDArray[np.float64]
    name: str
    facts: Mapping[str, Any]

    def __post_init__(self) -> None:
        weights = np.array(self.weights, dtype=np.float64)
        weights.flags.writeable = False
        object.__setattr__(self, "weights", weights)
        wrong = ~((weights >= 0) & (weights <= 1))
        if wrong.any() or not len(weights):
            row = int(np.argmax(wrong)) if len(weights) else None
            raise BadInput(
                "Decay", "a weight is not between 0 and 1", "Correct the function", row=row, column="tenths"
            )

    @property
    def limit(self) -> float:
        """The longest time in minutes with a weight above 0."""
        reached = np.flatnonzero(self.weights)
        return float(reached[-1]) / 10 if len(reached) else 0.0

    @classmethod
    def from_function(
        cls, function: Callable[[float], float], limit: float, *, name: str = "function", **facts: Any
    ) -> Self:
        """Any function of minutes, evaluated once per tenth up to and including `limit` minutes."""
        tenths = range(floor(limit * 10 + 1e-6) + 1)  # 0.3 · 10 is a little below 3
        return cls(np.array([function(t / 10) for t in tenths]), name, {"limit": limit, **facts})

    @classmethod
    def step(cls, limit: float) -> Self:
        """Everything within `limit` minutes counts in full (the 2SFCA catchment)."""
        return cls.from_function(lambda _: 1.0, limit, name="step")

    @classmethod
    def bands(cls, bands: Iterable[tuple[float, float]]) -> Self:
        """(up to and including minutes, weight), ascending: Luo and Qi 2009."""
        rows = tuple((float(limit), float(weight)) for limit, weight in bands)
        if not rows or any(low[0] >= high[0] for low, high in pairwise(rows)):
            raise BadInput(
                "Decay bands", "their limits are not ascending", "Sort them, one row for each limit"
            )

        def weight(minutes: float) -> float:
            return next(weight for limit, weight in rows if minutes <= limit)

        return cls.from_function(weight, rows[-1][0], name="bands", bands=[list(row) for row in rows])

    @classmethod
    def exponential(cls, rate: float, limit: float) -> Self:
        """exp(-rate · minutes)."""
        return cls.from_function(lambda t: exp(-rate * t), limit, name="exponential", rate=rate)

    @classmethod
    def gaussian(cls, sigma: float, limit: float) -> Self:
        """exp(-minutes² / (2 sigma²)); sigma in minutes."""
        return cls.from_function(
            lambda t: exp(-(t * t) / (2 * sigma * sigma)), limit, name="gaussian", sigma=sigma
        )

    def of(self, tenths: npt.NDArray[np.uint16]) -> npt.NDArray[np.float64]:
        """The weight of each pair."""
        table = np.zeros(max(int(tenths.max(initial=0)) + 1, len(self.weights)))
        table[: len(self.weights)] = self.weights
        return table[tenths]

    def as_data(self) -> dict[str, Any]:
        return {"name": self.name, **self.facts}
