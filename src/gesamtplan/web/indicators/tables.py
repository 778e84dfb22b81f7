"""Columns and rows of the downloads of figures. Unknown is an empty cell, or null in JSON."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from gesamtplan.indicators.models import ReportedFigure
from gesamtplan.indicators.queries import Figure, FigureRow
from gesamtplan.indicators.states import unit_words
from gesamtplan.kern.formats import machine_date

FIGURES: tuple[Any, ...] = (
    _("Code"), _("Theme"), _("Title"), _("Breakdown"), _("Unit"), _("Latest year"), _("Value of the city"),
    _("Numerator"), _("Denominator"), _("Fields of action"), _("Data source"), _("Definition"),
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    _("Code"), _("Title"), _("Breakdown"), _("Area code"), _("Area"), _("Year"), _("Value"), _("Unit"),
    _("Numerator"), _("Denominator"), _("Delivery"), _("As-of date"),
)  # fmt: skip
REPORTED: tuple[Any, ...] = (
    _("Code"), _("Group"), _("Title"), _("Value"), _("Unit"), _("Precision"), _("Date"), _("Period from"),
    _("Period to"), _("Note"), _("Sources"),
)  # fmt: skip


def figure_row(row: FigureRow) -> tuple[Any, ...]:
    """One definition in the order of FIGURES."""
    indicator, latest = row.indicator, row.latest
    return (
        indicator.code,
        indicator.theme,
        indicator.title,
        indicator.breakdown,
        unit_words(indicator.unit) or None,
        latest.year if latest else None,
        latest.value if latest else None,
        latest.numerator if latest else None,
        latest.denominator if latest else None,
        ", ".join(field.code for field in indicator.fields_of_action.all()) or None,
        indicator.data_source or None,
        indicator.definition,
    )


def value_rows(figure: Figure) -> Iterator[tuple[Any, ...]]:
    """Every value that stands today, area by area, oldest year first."""
    indicator = figure.indicator
    for area in figure.areas:
        for point in figure.series(area):
            if point is None:
                continue
            delivery = figure.deliveries[point.delivery_id]
            yield (
                indicator.code, indicator.title, indicator.breakdown, area.code, area.name, point.year, point.value,
                unit_words(indicator.unit) or None, point.numerator, point.denominator, delivery.title, delivery.as_of,
            )  # fmt: skip


def figure_data(figure: Figure) -> dict[str, Any]:
    """The figure as data: `items` are its values, numbers as numbers, dates as ISO text."""
    indicator = figure.indicator
    items = [
        {
            "area": row[3], "area_name": row[4], "year": row[5], "value": _number(row[6]),
            "numerator": _number(row[8]), "denominator": _number(row[9]), "delivery": row[10], "as_of": _iso(row[11]),
        }
        for row in value_rows(figure)
    ]  # fmt: skip
    return {
        "code": indicator.code,
        "title": indicator.title,
        "breakdown": indicator.breakdown,
        "unit": indicator.unit or None,
        "definition": indicator.definition,
        "numerator": indicator.numerator or None,
        "denominator": indicator.denominator or None,
        "data_source": indicator.data_source or None,
        "break_years": indicator.break_years,
        "count": len(items),
        "items": items,
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _iso(day: dt.date) -> str:
    return day.isoformat()


def reported_row(row: ReportedFigure) -> tuple[Any, ...]:
    """One reported figure in the order of REPORTED."""
    spans = [
        machine_date(day, precision or "year") if day else None
        for day, precision in (
            (row.date, row.date_precision),
            (row.period_from, row.period_precision),
            (row.period_to, row.period_precision),
        )
    ]
    sources = ", ".join(source.url for source in row.sources.all()) or None
    return (
        row.code,
        row.group,
        row.title,
        row.value,
        row.unit or None,
        row.precision or None,
        *spans,
        row.note,
        sources,
    )
