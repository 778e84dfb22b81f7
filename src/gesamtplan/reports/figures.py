"""Figures of a report: the headline indicators with the city's line; the first one that districts have, also as map."""

from collections.abc import Iterable, Sequence
from typing import Any

from gesamtplan.indicators.models import Indicator, IndicatorValue
from gesamtplan.indicators.states import unit_words
from gesamtplan.reports import pictures
from gesamtplan.reports.words import day_words, decimals_of, value_words
from gesamtplan.territory.states import AreaKind

YEARS_SHOWN = 8
Values = Sequence[IndicatorValue]


def figure_sections(language: str) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Sections and their pictures by name. An indicator without a value of the city is left out."""
    indicators = list(Indicator.objects.filter(is_headline=True))
    values = _values(indicators)
    sections: list[dict[str, Any]] = []
    drawn: dict[str, str] = {}
    for position, indicator in enumerate(indicators, start=1):
        city = [v for v in values[AreaKind.CITY] if v.indicator_id == indicator.pk and v.value is not None]
        if not city:
            continue
        section = _figure(indicator, city, f"line-{position}")
        points = [(v.year, float(v.value or 0)) for v in city]
        drawn[section["picture"]] = pictures.line(points, section["unit"], language)
        districts = _in_year(values[AreaKind.DISTRICT], indicator, city[-1].year)
        if districts and "map" not in drawn:
            drawn["map"] = pictures.district_map(_features(districts), section["unit"], language)
            section |= {"map": "map", "map_year": str(city[-1].year), "districts": _table(districts)}
        sections.append(section)
    return sections, drawn


def _values(indicators: Iterable[Indicator]) -> dict[str, list[IndicatorValue]]:
    """Current values of city and districts, by kind of area; oldest year first."""
    kinds = (AreaKind.CITY, AreaKind.DISTRICT)
    rows = IndicatorValue.objects.current().filter(indicator__in=list(indicators), area__kind__in=kinds)
    found: dict[str, list[IndicatorValue]] = {kind: [] for kind in kinds}
    for row in rows.select_related("area", "delivery").order_by("year", "area__code"):
        found[row.area.kind].append(row)
    return found


def _in_year(values: Values, indicator: Indicator, year: int) -> list[IndicatorValue]:
    return [v for v in values if v.indicator_id == indicator.pk and v.year == year]


def _figure(indicator: Indicator, city: Values, picture: str) -> dict[str, Any]:
    latest, unit = city[-1], unit_words(indicator.unit)
    decimals = decimals_of(v.value for v in city)
    return {
        "title": str(indicator),
        "definition": indicator.definition,
        "unit": unit,
        "source": _origin(latest),
        "picture": picture,
        "rows": [{"year": str(v.year), "value": value_words(v.value, decimals)} for v in city[-YEARS_SHOWN:]],
        "latest": f"{latest.year}: {value_words(latest.value, decimals)} {unit}".strip(),
        "map": "",
        "map_year": "",
        "districts": [],
    }


def _origin(value: IndicatorValue) -> str:
    """Publisher, title, month and licence of the delivery."""
    delivery = value.delivery
    return f"{delivery.publisher}, {delivery.title}, {day_words(delivery.as_of, 'month')}, {delivery.licence}"


def _table(values: Values) -> list[dict[str, str]]:
    decimals = decimals_of(v.value for v in values)
    return [{"area": f"{_number(v)} {v.area.name}", "value": value_words(v.value, decimals)} for v in values]


def _number(value: IndicatorValue) -> str:
    """The district's number as on the map."""
    return value.area.code.rsplit("-", 1)[-1]


def _features(values: Values) -> list[pictures.District]:
    return [
        pictures.District(_number(v), None if v.value is None else float(v.value), v.area.geometry)
        for v in values
        if v.area.geometry
    ]
