"""Where people go, and what that makes of each field."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.allocation.units import Floats

Rows = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Journeys:
    """Who goes where: only rows that are not 0, ordered by the ids of cell, crowd, group and offer.

    `cells`, `groups`, `offers` int32: rows in the inputs. `places` float64. `minutes` float64, one way.
    """

    cells: Rows
    groups: Rows
    offers: Rows
    places: Floats
    minutes: Floats

    def __len__(self) -> int:
        return len(self.places)


@dataclass(frozen=True, slots=True)
class FieldTotal:
    """One field, in places. `need` as counted, in hundredths; `rounding` = exact need minus that. `free`: places left.

    `mean_minutes`: one way, over all places served; None if there are none.
    """

    field: str
    need: float
    places: float
    served: float
    unmet: float
    free: float
    mean_minutes: float | None
    rounding: float
