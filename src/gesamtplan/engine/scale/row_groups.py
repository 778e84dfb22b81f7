"""One row group of a Parquet file: whole offers, one after the other. What it holds is checked as it is read."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.pairs import LONGEST
from gesamtplan.engine.scale.files import Folder

Ints = npt.NDArray[Any]
SORTED = "Write the pairs sorted by offer, then cell (write_pairs does)"


@dataclass(frozen=True)
class RowGroup:
    """Row group `number` of the file `name`: all pairs of its offers, which lie in `first` … `last`."""

    name: str
    number: int
    first: int = 0
    last: int = 0

    def fail(self, why: str, remedy: str, row: int | None = None, column: str | None = None) -> BadInput:
        """The error for a row, counted from 0 within the row group."""
        return BadInput(f"{self.name}, row group {self.number}", why, remedy, row=row, column=column)


def check_columns(name: str, schema: Any) -> None:
    """`offer` and `cell` as whole numbers; `tenths` as whole numbers or `minutes` as decimals. Raises BadInput."""
    from pyarrow import types  # noqa: PLC0415  optional

    wanted = {"offer": types.is_integer, "cell": types.is_integer}
    time = _time_column(schema.names)
    wanted[time] = types.is_integer if time == "tenths" else types.is_floating
    for column, fits in wanted.items():
        if schema.names.count(column) != 1:
            why = f"row group 0 and all others have no column {column}"
            raise BadInput(name, why, "Give offer, cell, and tenths or minutes", column=column)
        found = schema.field(column).type
        if not fits(found):
            why = f"row group 0 and all others hold {found}"
            raise BadInput(name, why, "Use whole numbers, and decimals for minutes", column=column)


def read_offers(file: Any, group: RowGroup) -> tuple[Ints, Ints]:
    """(offers in this row group, how many pairs each has). Raises BadInput if they are not ascending."""
    offer = _column(file, group, "offer")
    starts = np.concatenate(([0], np.flatnonzero(offer[1:] != offer[:-1]) + 1))[: len(offer)]
    offers = offer[starts].astype(np.int64)
    falling = np.flatnonzero(offers[1:] < offers[:-1])
    if len(falling):
        row = int(starts[falling[0] + 1])
        raise group.fail(f"offer {offer[row]} comes after a higher one", SORTED, row, "offer")
    return offers, np.diff(starts, append=len(offer))


def read_pairs(
    where: Folder, group: RowGroup, lengths: Ints, cell_count: int
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
    """(cells, tenths). `lengths`: pairs of each offer of the group. Raises BadInput naming the row of what is wrong."""
    with where.open(group.name) as file:
        cells = read_cells(file, group, lengths, cell_count)
        return cells, read_tenths(file, group)


def read_cells(file: Any, group: RowGroup, lengths: Ints, cell_count: int) -> npt.NDArray[np.int32]:
    """Rows of the cells, ascending within each offer."""
    cells = _column(file, group, "cell")
    if len(cells) != lengths.sum():
        raise group.fail("the file is not the one that was opened", "Open the pairs anew")
    if not len(cells):
        return cells.astype(np.int32)
    if cells.min() < 0 or cells.max() >= cell_count:
        row = int(np.argmax((cells < 0) | (cells >= cell_count)))
        raise group.fail(f"there is no cell {cells[row]}", "Correct the row of the cell", row, "cell")
    rising = cells[1:] > cells[:-1]
    rising[np.cumsum(lengths[lengths > 0])[:-1] - 1] = True  # a new offer may begin anywhere
    if not rising.all():
        row = int(np.argmin(rising)) + 1
        raise group.fail(f"cell {cells[row]} comes after a higher one or twice", SORTED, row, "cell")
    return cells.astype(np.int32, copy=False)


def read_tenths(file: Any, group: RowGroup) -> npt.NDArray[np.uint16]:
    """Whole tenths of a minute; minutes are rounded to them."""
    column = _time_column(file.schema_arrow.names)
    times = _column(file, group, column)
    if times.dtype == np.uint16:
        return times  # every number it can hold is right
    longest = LONGEST * 10 if column == "tenths" else LONGEST
    wrong = ~((times >= 0) & (times <= longest))
    if wrong.any():
        row = int(np.argmax(wrong))
        why = f"the time {times[row]} is missing, negative or too long"
        raise group.fail(why, "Correct it, or leave out the pair", row, column)
    return (times if column == "tenths" else np.rint(times.astype(np.float64) * 10)).astype(np.uint16)


def _time_column(names: list[str]) -> str:
    return "minutes" if "minutes" in names and "tenths" not in names else "tenths"


def _column(file: Any, group: RowGroup, column: str) -> Ints:
    found = file.read_row_group(group.number, columns=[column], use_threads=False).column(0)
    if found.null_count:
        row = int(np.argmax(found.is_null().to_numpy()))
        raise group.fail("the value is missing", "Correct it, or leave out the pair", row, column)
    values: Ints = found.to_numpy()
    return values
