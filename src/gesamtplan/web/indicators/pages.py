"""What the pages of figures show beside plain rows: small trends, the line, the map, the table of districts by years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gesamtplan.indicators.queries import Figure, FigureRow, Point
from gesamtplan.indicators.states import unit_words
from gesamtplan.kern.charts import MapArea, MapPicture, Mark, Series, district_map, line_chart
from gesamtplan.territory.models import Area

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


@dataclass(frozen=True)
class FigurePage:
    """Pictures and table of one figure in the year chosen for the map; None or "" where nothing is loaded."""

    year: int | None
    line: SafeString
    map: MapPicture | None
    table: Sequence[tuple[Area, Sequence[Decimal | None]]]
    latest: Point | None
    decimals: int
    ranked: Sequence[tuple[Area, Decimal | None]]
    as_of: Any


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


def figure_page(figure: Figure, asked_year: str) -> FigurePage:
    """Pictures and table; the map shows the year asked for, else the newest with a known district."""
    year = _map_year(figure, asked_year)
    decimals = _decimals(figure)
    city = figure.city
    series = figure.series(city) if city else []
    values = figure.values_in(year) if year else {}
    ranked = [(area, values[area.pk]) for area in figure.districts] if year else []
    return FigurePage(
        year=year,
        line=_line(figure, decimals),
        map=_map(figure, year, decimals) if year else None,
        table=[(area, [_value(point) for point in figure.series(area)]) for area in figure.areas],
        latest=next((point for point in reversed(series) if point and point.value is not None), None),
        decimals=decimals,
        ranked=sorted(ranked, key=lambda pair: _height(pair[1]), reverse=True),
        as_of=max((delivery.as_of for delivery in figure.deliveries.values()), default=None),
    )


def _value(point: Point | None) -> Decimal | None:
    return point.value if point else None


def _height(value: Decimal | None) -> Decimal:
    """For ranking: unknown comes last."""
    return Decimal("-Infinity") if value is None else value


def _map_year(figure: Figure, asked: str) -> int | None:
    known = {year for (area, year), point in figure.points.items() if point.value is not None}
    if asked.isdecimal() and int(asked) in figure.years:
        return int(asked)
    return max(known, default=None)


def _decimals(figure: Figure) -> int:
    """As many decimals as the delivery itself gives, at most two; the same for all values of one figure."""
    values = [point.value for point in figure.points.values() if point.value is not None]
    digits = (max(0, -int(value.normalize().as_tuple().exponent)) for value in values)
    return min(max(digits, default=0), 2)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _line(figure: Figure, decimals: int) -> SafeString:
    city = figure.city
    if city is None:
        return SafeString("")
    points = [(point.year, _float(point.value)) for point in figure.series(city) if point]
    breaks = [
        Mark(year, _("series break in %(year)s") % {"year": year}) for year in figure.indicator.break_years
    ]
    targets = [
        Mark(float(row.value), _("target %(year)s") % {"year": row.due.year}) for row in figure.targets
    ]
    return line_chart(
        [Series(city.name, points)],
        title=_("%(figure)s, %(area)s") % {"figure": figure.indicator, "area": city.name},
        description=_("Line over the years; the table below says the same."),
        decimals=decimals,
        breaks=breaks,
        targets=targets,
    )


def _map(figure: Figure, year: int, decimals: int) -> MapPicture:
    values = figure.values_in(year)
    areas = [MapArea(area.name, area.geometry or {}, _float(values[area.pk])) for area in figure.districts]
    return district_map(
        areas,
        title=_("%(figure)s by district, %(year)s") % {"figure": figure.indicator, "year": year},
        description=_("Map of the districts; the table below says the same."),
        unit=unit_words(figure.indicator.unit),
        decimals=decimals,
    )
