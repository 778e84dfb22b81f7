"""Line and map of one figure."""

from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gesamtplan.indicators.queries import Figure
from gesamtplan.indicators.states import unit_words
from gesamtplan.kern.charts import MapArea, MapPicture, Mark, Series, district_map, line_chart


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def line_of(figure: Figure, decimals: int) -> SafeString:
    """The city over the years, with breaks of the series and targets; "" where the city has no figure."""
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


def map_of(figure: Figure, year: int, decimals: int) -> MapPicture:
    """The districts in one year."""
    values = figure.values_in(year)
    areas = [MapArea(area.name, area.geometry or {}, _float(values[area.pk])) for area in figure.districts]
    return district_map(
        areas,
        title=_("%(figure)s by district, %(year)s") % {"figure": figure.indicator, "year": year},
        description=_("Map of the districts; the table below says the same."),
        unit=unit_words(figure.indicator.unit),
        decimals=decimals,
    )
