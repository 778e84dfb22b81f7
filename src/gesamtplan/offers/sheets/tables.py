"""From the cells of a sheet to headings and numbered rows: title rows, two rows of headings, merged cells."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from gesamtplan.offers.sheets.cells import text_of
from gesamtplan.offers.sheets.columns import columns, plain
from gesamtplan.offers.sheets.files import Grid

LOOKED_AT = 20  # rows in which headings are looked for
NAMED = 20  # merged areas that are named one by one
JOINT = " / "


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its number as a person sees it, and its cells by column from 0."""

    number: int
    cells: Sequence[Any]

    def cell(self, column: int) -> Any:
        """Empty where the row ends before the column."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """`filled`: (number of the row, column) -> number of the row whose merged cell reaches down to it."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    filled: Mapping[tuple[int, int], int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @property
    def shape(self) -> str:
        """Fingerprint of the headings: files with the same ones are mapped alike."""
        return shape_of(self.headings)


def shape_of(headings: Sequence[str]) -> str:
    """SHA-256 over the headings as they are compared."""
    return hashlib.sha256("\n".join(map(plain, headings)).encode()).hexdigest()


def table_at(grid: Grid, row: int, height: int) -> Table:
    """The table whose headings stand in this row (from 1) and, with `height` 2, in the one below it."""
    heads, first = headings_at(grid, row, height), row - 1 + height
    rows, filled, remarks = _filled_down(grid, first)
    lines = (
        Line(number, cells)
        for number, cells in enumerate(rows[first:], first + 1)
        if any(cell != "" and (not isinstance(cell, str) or cell.strip()) for cell in cells)
    )
    return Table(heads, tuple(lines), filled, (*grid.remarks, *remarks))


def headings_at(grid: Grid, row: int, height: int) -> tuple[str, ...]:
    """Names of the columns; of two rows joined, "Plätze / belegt"."""
    upper = _texts(grid, row - 1)
    if height == 1:
        return tuple(upper)
    lower = _texts(grid, row)
    width = max(len(upper), len(lower))
    above = _spread([*upper, *[""] * (width - len(upper))], lower)
    below = [*lower, *[""] * (width - len(lower))]
    return tuple(JOINT.join(filter(None, pair)) for pair in zip(above, below, strict=True))


def _texts(grid: Grid, row: int) -> list[str]:
    return [" ".join(text_of(cell).split()) for cell in grid.rows[row]] if 0 <= row < len(grid.rows) else []


def _spread(upper: list[str], lower: Sequence[str]) -> list[str]:
    """A heading counts for the empty ones at its right under which something stands."""
    found, last = [], ""
    for number, text in enumerate(upper):
        last = text or last
        found.append(text or (last if number < len(lower) and lower[number] else ""))
    return found


def places(grid: Grid) -> Iterator[tuple[int, int]]:
    """Where headings may stand: (row from 1, height)."""
    for row in range(1, min(LOOKED_AT, len(grid.rows)) + 1):
        yield row, 1
        if _may_be_two(grid, row):
            yield row, 2


def _may_be_two(grid: Grid, row: int) -> bool:
    """Below it stand only texts, at least one of them under a heading that is left out or merged."""
    if row >= len(grid.rows):
        return False
    upper, below = _texts(grid, row - 1), [cell for cell in grid.rows[row] if cell != ""]
    if not below or not any(upper) or not all(isinstance(cell, str) for cell in below):
        return False
    lower = _texts(grid, row)
    return any(text and not (number < len(upper) and upper[number]) for number, text in enumerate(lower))


def guess_place(grid: Grid) -> tuple[int, int]:
    """Row and height of the headings: where most are known, else the fullest of the first rows."""
    known = {alias for column in columns().values() for alias in column.aliases}

    def fitness(place: tuple[int, int]) -> tuple[int, int, int, int]:
        heads = [plain(text) for text in headings_at(grid, *place) if text]
        return len(known.intersection(heads)), len(heads), -place[1], -place[0]

    return max(places(grid), key=fitness, default=(1, 1))


def _filled_down(grid: Grid, first: int) -> tuple[list[Sequence[Any]], dict[tuple[int, int], int], list[str]]:
    """A merged cell that reaches down counts for its rows; of one that reaches to the side the first column counts."""
    rows, filled, remarks = list(grid.rows), {}, []
    for (top, left), (bottom, right) in grid.merged or ():
        if bottom < first or top >= len(rows):
            continue
        if right > left:
            remarks.append(
                _("Row %(row)d has cells merged across columns: the value counts for the first of them.")
                % {"row": top + 1}
            )
        if top < first:
            continue
        value = rows[top][left] if left < len(rows[top]) else ""
        for row in range(top + 1, min(bottom + 1, len(rows))):
            rows[row] = [*rows[row][:left], value, *rows[row][left + 1 :]]
            filled[row + 1, left] = top + 1
    if len(remarks) > NAMED:
        remarks = [*remarks[:NAMED], _("There are more merged cells.")]
    return rows, filled, remarks
