"""Places on the map."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.errors import BadInput

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Points:
    """Named places: `ids`, and WGS84 degrees `lon`, `lat` float64[points].

    Raises BadInput naming the point: an id given twice, a coordinate missing or outside the globe.
    """

    ids: tuple[str, ...]
    lon: Floats
    lat: Floats

    def __post_init__(self) -> None:
        object.__setattr__(self, "ids", tuple(self.ids))
        for name, most in (("lon", 180.0), ("lat", 90.0)):
            values = np.array(getattr(self, name), dtype=np.float64)
            values.flags.writeable = False
            object.__setattr__(self, name, values)
            self._check(name, values, most)
        if len(set(self.ids)) < len(self.ids):
            seen: set[str] = set()
            twice = next(item for item in self.ids if item in seen or seen.add(item))  # type: ignore[func-returns-value]
            raise BadInput("Points", "the id is given twice", "Give each its own", row=twice, column="id")

    def __len__(self) -> int:
        return len(self.ids)

    def _check(self, name: str, values: Floats, most: float) -> None:
        if values.shape != (len(self.ids),):
            why = f"{len(self.ids)} ids have {values.shape} coordinates"
            raise BadInput("Points", why, "Give one for each id", column=name)
        wrong = ~(np.abs(values) <= most)  # true for NaN as well
        if wrong.any():
            row = int(np.argmax(wrong))
            why = f"{values[row]} is no degree between -{most:g} and {most:g}"
            raise BadInput("Points", why, "Correct the coordinate", row=self.ids[row], column=name)
