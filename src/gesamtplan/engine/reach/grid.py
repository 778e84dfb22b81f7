"""The 100 m population grid of the census, whose cells are given in the European grid (ETRS89-LAEA, EPSG:3035)."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.reach.columns import batches
from gesamtplan.engine.reach.equal_area import degrees
from gesamtplan.engine.reach.points import Points

Floats = npt.NDArray[np.float64]
COLUMNS = ("GITTER_ID_100m", "x_mp_100m", "y_mp_100m", "Einwohner")
EVERYWHERE = (-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True, eq=False)
class Grid:
    """Inhabited grid cells: the middles as WGS84 points, and `people` float64[points]."""

    points: Points
    people: Floats


def read_grid(path: Path, within: tuple[float, float, float, float] = EVERYWHERE) -> Grid:
    """The census file of inhabitants by 100 m cell (CSV or Parquet), as the statistical offices publish it.

    `within`: west, south, east, north in degrees; cells outside are read over and not kept. Counts in this file
    are already protected by the offices; they serve as weights, not as figures. Raises BadInput naming the row.
    """
    ids: list[str] = []
    kept: list[Floats] = []
    for batch in batches(path, COLUMNS):
        lon, lat = degrees(batch.numbers("x_mp_100m"), batch.numbers("y_mp_100m"))
        people = batch.numbers("Einwohner")
        if (people < 0).any():
            place = int(np.argmax(people < 0))
            raise batch.fail("Einwohner", place, "a negative number of people", "Correct it")
        inside = (within[0] <= lon) & (lon <= within[2]) & (within[1] <= lat) & (lat <= within[3])
        names = batch.columns[COLUMNS[0]]
        ids += [names.values[code] for code in names.codes[inside]]
        kept.append(np.column_stack([lon, lat, people])[inside])
    table = np.concatenate([np.zeros((0, 3)), *kept])
    return Grid(Points(tuple(ids), table[:, 0], table[:, 1]), table[:, 2])
