"""What the page of one figure shows: pictures, and the table of districts by years."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString

from gesamtplan.indicators.queries import Figure, Point
from gesamtplan.kern.charts import MapPicture
from gesamtplan.territory.models import Area
from gesamtplan.web.indicators.pictures import line_of, map_of


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
        line=line_of(figure, decimals),
        map=map_of(figure, year, decimals) if year else None,
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
