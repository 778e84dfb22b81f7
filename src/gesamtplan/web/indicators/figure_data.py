"""A figure as data for programs, null where nothing is known."""

import datetime as dt
from decimal import Decimal
from typing import Any

from gesamtplan.indicators.queries import Figure
from gesamtplan.web.indicators.tables import value_rows


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
