"""The small trends in the list of figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gesamtplan.indicators.queries import FigureRow, Point

SPARK_WIDTH, SPARK_HEIGHT = 96, 24


@dataclass(frozen=True)
class SparkRow:
    """A row of the list with its trend as points of a polyline; "" where fewer than two years are known."""

    row: FigureRow
    points: str

    @property
    def span(self) -> tuple[int, int] | None:
        """First and last year known."""
        known = [point.year for point in self.row.series if point.value is not None]
        return (known[0], known[-1]) if known else None


def with_sparks(rows: Iterable[FigureRow]) -> list[SparkRow]:
    """Rows with their trend, scaled between the lowest and the highest value of each."""
    return [SparkRow(row, _spark(row.series)) for row in rows]


def _spark(series: Sequence[Point]) -> str:
    known = [(point.year, float(point.value)) for point in series if point.value is not None]
    if len(known) < 2:
        return ""
    (first, last), values = (known[0][0], known[-1][0]), [value for _, value in known]
    low, span = min(values), (max(values) - min(values)) or 1.0
    return " ".join(
        f"{2 + (year - first) / (last - first) * (SPARK_WIDTH - 4):.1f},"
        f"{SPARK_HEIGHT - 3 - (value - low) / span * (SPARK_HEIGHT - 6):.1f}"
        for year, value in known
    )
