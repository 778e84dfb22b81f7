"""The parts of a report that show figures: day-one gaps, indicators with chart and map."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from gesamtplan.gaps.queries import Matrix, current_assessment, matrix
from gesamtplan.gaps.states import Outcome
from gesamtplan.indicators.models import Indicator, IndicatorValue
from gesamtplan.reports import pictures
from gesamtplan.reports.words import day_words, number, unknown
from gesamtplan.territory.models import Area
from gesamtplan.territory.states import AreaKind


def day_one_section(on: date, cited: set[str]) -> dict[str, Any]:
    """The matrix on the first day, without circumstances stated; empty where nothing was assessed yet."""
    assessment = current_assessment()
    if assessment is None:
        return {"kinds": [], "rows": [], "gaps": []}
    circumstances = assessment_default(assessment.explanation)
    grid = matrix(on, 0, circumstances, assessment)
    return _section(grid, cited) if grid else {"kinds": [], "rows": [], "gaps": []}


def assessment_default(explanation: dict[str, Any]) -> str:
    """The first set of circumstances is the default."""
    return str(explanation["circumstances"][0]["code"])


def _section(grid: Matrix, cited: set[str]) -> dict[str, Any]:
    kinds = {code: str(name) for code, name, _ in grid.words.kinds}
    names = {code: str(name) for code, name, _ in grid.words.statuses}
    gaps = []
    for (status, kind), cell in grid.cells.items():
        if cell.outcome == Outcome.NOBODY:
            gaps.append({"status": names[status], "kind": kinds[kind]})
        cited.update(source.code for offer in cell.offers for source in offer.sources.all())
    rows = [
        {
            "status": names[status],
            "cells": [{"outcome": cell.outcome.value, "label": str(cell.outcome.label)} for cell in cells],
        }
        for status, cells in grid.rows
    ]
    return {"kinds": [str(short) for _, _, short in grid.words.kinds], "rows": rows, "gaps": gaps}


def figure_sections(language: str) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Headline indicators with the city's line; the first one that districts have, also as map."""
    indicators = list(Indicator.objects.filter(is_headline=True))
    sections, drawn = [], {}
    values = _values(indicators)
    for position, indicator in enumerate(indicators, start=1):
        city = [v for v in values if v.indicator_id == indicator.pk and v.area.kind == AreaKind.CITY and v.value is not None]
        if not city:
            continue
        drawn[f"line-{position}"] = pictures.line([(v.year, float(v.value or 0)) for v in city], indicator.unit, language)
        sections.append(_figure(indicator, city, f"line-{position}"))
        districts = [v for v in values if v.indicator_id == indicator.pk and v.area.kind == AreaKind.DISTRICT and v.year == city[-1].year]
        if districts and "map" not in {section["map"] for section in sections}:
            drawn["map"] = pictures.district_map(_features(districts), indicator.unit, language)
            sections[-1] |= {"map": "map", "districts": _table(districts), "map_year": str(city[-1].year)}
    return sections, drawn


def _values(indicators: Iterable[Indicator]) -> list[IndicatorValue]:
    wanted = IndicatorValue.objects.current().filter(indicator__in=list(indicators), area__kind__in=[AreaKind.CITY, AreaKind.DISTRICT])
    return list(wanted.select_related("area", "delivery").order_by("year", "area__code"))


def _figure(indicator: Indicator, city: list[IndicatorValue], picture: str) -> dict[str, Any]:
    return {
        "title": str(indicator),
        "definition": indicator.definition,
        "unit": indicator.unit,
        "source": f"{city[-1].delivery.publisher}, {city[-1].delivery.title}, {day_words(city[-1].delivery.as_of, 'month')}, {city[-1].delivery.licence}",
        "picture": picture,
        "rows": [{"year": str(v.year), "value": _number(v.value)} for v in city[-8:]],
        "latest": f"{city[-1].year}: {_number(city[-1].value)} {indicator.unit}".strip(),
        "map": "",
        "map_year": "",
        "districts": [],
    }


def _table(values: list[IndicatorValue]) -> list[dict[str, str]]:
    return [{"area": f"{v.area.code} {v.area.name}", "value": _number(v.value)} for v in values]


def _number(value: Decimal | None) -> str:
    return unknown() if value is None else number(value)


def _features(values: list[IndicatorValue]) -> list[dict[str, Any]]:
    areas = Area.objects.in_bulk([v.area_id for v in values])
    return [
        {"type": "Feature", "geometry": areas[v.area_id].geometry, "properties": {"value": None if v.value is None else float(v.value)}}
        for v in values
        if areas[v.area_id].geometry
    ]
