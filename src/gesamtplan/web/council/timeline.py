"""Decisions by year as columns of a picture. Lengths are in units of the picture's view box."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, GAP, TOP, HEIGHT = 44, 12, 22, 110


@dataclass(frozen=True)
class Column:
    """One year; `year` None gathers what has no known year. The label stands below, the number above the column."""

    year: int | None
    number: int
    x: float
    y: float
    height: float

    @property
    def middle(self) -> float:
        """Where labels are centred."""
        return self.x + WIDTH / 2


@dataclass(frozen=True)
class Columns:
    """The picture; the table beside it says the same."""

    columns: Sequence[Column]
    width: float
    column_width: int = WIDTH
    height: int = TOP + HEIGHT + 26
    base: int = TOP + HEIGHT
    label_y: int = TOP + HEIGHT + 18


def year_columns(counted: Sequence[tuple[int | None, int]]) -> Columns:
    """Columns from (year, number) pairs in order of time; years without decisions stay as gaps."""
    most = max((number for _, number in counted), default=0) or 1
    columns = []
    for place, (year, number) in enumerate(counted):
        height = HEIGHT * number / most
        columns.append(Column(year, number, place * (WIDTH + GAP), TOP + HEIGHT - height, height))
    return Columns(columns, max(len(columns) * (WIDTH + GAP) - GAP, WIDTH))
