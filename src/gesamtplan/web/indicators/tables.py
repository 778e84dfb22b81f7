"""Columns and rows of the downloads of figures. Unknown is an empty cell."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from gesamtplan.indicators.queries import Figure, FigureRow
from gesamtplan.indicators.states import unit_words

FIGURES: tuple[Any, ...] = (
    _("Code"), _("Theme"), _("Title"), _("Breakdown"), _("Unit"), _("Latest year"), _("Value of the city"),
    _("Numerator"), _("Denominator"), _("Fields of action"), _("Data source"), _("Definition"),
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    _("Code"), _("Title"), _("Breakdown"), _("Area code"), _("Area"), _("Year"), _("Value"), _("Unit"),
    _("Numerator"), _("Denominator"), _("Delivery"), _("As-of date"),
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
