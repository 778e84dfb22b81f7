"""Travel times of one's own: whatever router made them, a table of offer, cell and minutes is enough."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.pairs import LONGEST, Pairs
from gesamtplan.engine.reach.columns import Batch, batches

COLUMNS = ("offer", "cell", "minutes")
HEADER_ROWS = 2
"""A row counted from 0 in the data is this much further down in the file."""


def read_travel_times(
    path: Path, offers: Sequence[str], cells: Sequence[str], *, limit: float = LONGEST
) -> Pairs:
    """Pairs from a CSV or Parquet file with the columns offer, cell, minutes (see `columns` for the form).

    `offers`, `cells`: the ids, in the order of the analysis. Rows above `limit` minutes are left out.
    Nothing is half read: the first missing, infinite or negative time, unknown id or repeated pair raises BadInput
    naming file, row and column. 10 bytes a row are held while reading.
    """
    known = ({item: row for row, item in enumerate(offers)}, {item: row for row, item in enumerate(cells)})
    parts = [_triples(batch, *known) for batch in batches(path, COLUMNS)]
    offer, cell = (np.concatenate([np.zeros(0, np.int32), *(part[k] for part in parts)]) for k in (0, 1))
    tenths = np.concatenate([np.zeros(0, np.uint16), *(part[2] for part in parts)])
    del parts
    try:
        pairs = Pairs.from_triples(offer, cell, tenths / 10, offers=len(offers), cells=len(cells))
    except BadInput as error:
        row = int(error.row or 0)
        why = f"offer {offers[offer[row]]!r} and cell {cells[cell[row]]!r} are given twice"
        raise BadInput(path.name, why, error.remedy, row=row + HEADER_ROWS, column="cell") from error
    return pairs if limit >= LONGEST else _within(pairs, limit)


def _triples(
    batch: Batch, offers: dict[str, int], cells: dict[str, int]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
    minutes = batch.numbers("minutes")
    wrong = (minutes < 0) | (minutes > LONGEST)
    if wrong.any():
        place = int(np.argmax(wrong))
        why = f"{minutes[place]:g} minutes are not between 0 and {LONGEST}"
        raise batch.fail("minutes", place, why, "Correct the time, or leave out the row")
    tenths = np.rint(minutes * 10).astype(np.uint16)
    return batch.rows_of("offer", offers), batch.rows_of("cell", cells), tenths


def _within(pairs: Pairs, limit: float) -> Pairs:
    near = pairs.tenths <= round(limit * 10)
    starts = np.concatenate([[0], np.cumsum(near)])[pairs.indptr]
    return Pairs(starts, pairs.cells[near], pairs.tenths[near], pairs.cell_count)
