"""Indicators and their values, and single figures found in public sources."""

from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from gesamtplan.api.addresses import api_address, page_address
from gesamtplan.api.listing import Page, Paging, Reading, answers, found_or_404, item_of, narrowed, page_of
from gesamtplan.api.shapes import Asked, Code, Day, PartialDate, SourceRef, Words, partial_date
from gesamtplan.indicators.models import Indicator, IndicatorValue, ReportedFigure
from gesamtplan.indicators.queries import indicators, reported_figures
from gesamtplan.territory.states import AreaKind

router = Router(tags=["Areas and figures"])


class IndicatorOut(Schema):
    """A figure with all that is needed to read it. Sources: `data_source`, and the delivery of each value."""

    code: str
    title: Words
    breakdown: Words | None
    theme: str
    definition: str = Field(description="as published, in German")
    unit: str | None
    numerator: str | None
    denominator: str | None
    reference_period: str | None
    data_source: str | None
    scope: str | None
    direction: str | None = Field(description="up or down: how it should move; null: it only describes")
    break_years: list[int] = Field(description="years from which values cannot be compared with earlier ones")
    fields: list[str] = Field(description="codes of fields of action")
    values: str = Field(description="address of its values")
    url: str
    page: str | None = Field(description="page for people")

    @staticmethod
    def resolve_unit(row: Indicator) -> str | None:
        return row.unit or None

    @staticmethod
    def resolve_numerator(row: Indicator) -> str | None:
        return row.numerator or None

    @staticmethod
    def resolve_denominator(row: Indicator) -> str | None:
        return row.denominator or None

    @staticmethod
    def resolve_reference_period(row: Indicator) -> str | None:
        return row.reference_period or None

    @staticmethod
    def resolve_data_source(row: Indicator) -> str | None:
        return row.data_source or None

    @staticmethod
    def resolve_scope(row: Indicator) -> str | None:
        return row.scope or None

    @staticmethod
    def resolve_direction(row: Indicator) -> str | None:
        return row.direction or None

    @staticmethod
    def resolve_fields(row: Indicator) -> list[str]:
        return [field.code for field in row.fields_of_action.all()]

    @staticmethod
    def resolve_values(row: Indicator) -> str:
        return api_address("indicators", row.code) + "/values"

    @staticmethod
    def resolve_url(row: Indicator) -> str:
        return api_address("indicators", row.code)

    @staticmethod
    def resolve_page(row: Indicator) -> str | None:
        return page_address("web:figure", row.code)


class DeliveryOut(Schema):
    """The file a value came in."""

    title: str
    publisher: str
    licence: str
    as_of: Day


class ValueOut(Schema):
    """One figure of one area in one year. Null is unknown or withheld by the office, never zero."""

    indicator: str
    area: str = Field(description="code of the area")
    area_name: str
    area_kind: AreaKind
    year: int
    value: float | None
    numerator: float | None
    denominator: float | None
    bases: list[Any] = Field(description="the counts behind it, in the order of the delivery")
    is_current: bool = Field(description="false: revised by a later delivery")
    delivery: DeliveryOut

    @staticmethod
    def resolve_indicator(row: IndicatorValue) -> str:
        return row.indicator.code

    @staticmethod
    def resolve_area(row: IndicatorValue) -> str:
        return row.area.code

    @staticmethod
    def resolve_area_name(row: IndicatorValue) -> str:
        return row.area.name

    @staticmethod
    def resolve_area_kind(row: IndicatorValue) -> str:
        return row.area.kind


class IndicatorQuery(Paging):
    """Indicators."""

    theme: Asked | None = None
    field: Asked | None = Field(None, description="code of a field of action")
    with_values: bool = Field(False, description="only those of which values are loaded")
    q: Asked | None = Field(None, description="words in code, title, breakdown, definition")
    order: Literal["code", "-code", "theme", "-theme", "title", "-title"] = "code"


Year = Field(None, ge=0, le=3000)


class OneSeriesQuery(Paging):
    """Values of one indicator."""

    area: Asked | None = Field(None, description="code of an area")
    kind: AreaKind | None = Field(None, description="kind of area")
    year_from: int | None = Year
    year_to: int | None = Year
    revised: bool = Field(False, description="true: also values that a later delivery replaced")
    order: Literal["year", "-year", "value", "-value", "area", "-area"] = "year"


class ValueQuery(OneSeriesQuery):
    """Values of all indicators."""

    indicator: Asked | None = Field(None, description="code of an indicator")


@router.get("/indicators", summary="Indicators", **answers(Page[IndicatorOut]))
def list_indicators(request: HttpRequest, query: Query[IndicatorQuery]) -> HttpResponse:
    """Definitions of indicators."""
    rows = indicators(query.q or "", query.theme or "", query.field or "", query.with_values)
    return page_of(request, rows, query, IndicatorOut, {"title": "title__de"})


@router.get("/indicators/{code}", summary="One indicator", **answers(IndicatorOut, 404))
def one_indicator(request: HttpRequest, code: Code, query: Query[Reading]) -> HttpResponse:
    """A definition by its code."""
    return item_of(request, found_or_404(indicators(), "indicator", "indicators", code), query, IndicatorOut)


@router.get("/indicators/{code}/values", summary="Values of one indicator", **answers(Page[ValueOut], 404))
def series(request: HttpRequest, code: Code, query: Query[OneSeriesQuery]) -> HttpResponse:
    """Values by area and year."""
    indicator = found_or_404(Indicator.objects.all(), "indicator", "indicators", code)
    rows = value_rows(query).filter(indicator=indicator)
    return page_of(request, rows, query, ValueOut, {"area": "area__code"})


@router.get("/indicator-values", summary="Values of indicators", **answers(Page[ValueOut]))
def list_values(request: HttpRequest, query: Query[ValueQuery]) -> HttpResponse:
    """Values by indicator, area and year."""
    rows = value_rows(query)
    if query.indicator is not None:
        rows = rows.filter(indicator__code=query.indicator)
    return page_of(request, rows, query, ValueOut, {"area": "area__code"})


def value_rows(query: OneSeriesQuery) -> QuerySet[IndicatorValue]:
    """Values that fit the filter, with everything an item shows."""
    known = IndicatorValue.objects.all() if query.revised else IndicatorValue.objects.current()
    rows = narrowed(
        known,
        area__code=query.area,
        area__kind=query.kind,
        year__gte=query.year_from,
        year__lte=query.year_to,
    )
    return rows.select_related("indicator", "area", "delivery").defer(
        "area__geometry", "indicator__definition"
    )


class FigureOut(Schema):
    """A single figure found in a public source, without a series."""

    code: str
    group: str
    group_name: Words
    title: Words
    value: float | None = Field(description="null is unknown")
    unit: str
    unit_name: Words
    precision: str = Field(description="how the source words it, e.g. exact or about")
    date: PartialDate | None
    period_from: PartialDate | None
    period_to: PartialDate | None
    date_text: Words | None = Field(description="the date in the source's own words")
    is_derived: bool = Field(description="computed from the parts, not printed in the source")
    parts: list[Any] = Field(description="list of {name, value}: further numbers of the same statement")
    note: Words | None
    area: str | None = Field(description="code of the area")
    sources: list[SourceRef]
    url: str

    @staticmethod
    def resolve_date(row: ReportedFigure) -> PartialDate | None:
        return partial_date(row.date, row.date_precision)

    @staticmethod
    def resolve_period_from(row: ReportedFigure) -> PartialDate | None:
        return partial_date(row.period_from, row.period_precision)

    @staticmethod
    def resolve_period_to(row: ReportedFigure) -> PartialDate | None:
        return partial_date(row.period_to, row.period_precision)

    @staticmethod
    def resolve_area(row: ReportedFigure) -> str | None:
        return row.area.code if row.area else None

    @staticmethod
    def resolve_url(row: ReportedFigure) -> str:
        return api_address("figures", row.code)


class FigureQuery(Paging):
    """Single figures."""

    group: Asked | None = None
    q: Asked | None = Field(None, description="words in code, title, note")
    order: Literal["code", "-code", "group", "-group", "date", "-date", "value", "-value"] = "code"


@router.get("/figures", summary="Single figures", **answers(Page[FigureOut]))
def list_figures(request: HttpRequest, query: Query[FigureQuery]) -> HttpResponse:
    """Figures reported by public sources."""
    return page_of(request, reported_figures(query.q or "", query.group or ""), query, FigureOut)


@router.get("/figures/{code}", summary="One figure", **answers(FigureOut, 404))
def one_figure(request: HttpRequest, code: Code, query: Query[Reading]) -> HttpResponse:
    """A single figure by its code."""
    return item_of(request, found_or_404(reported_figures(), "figure", "figures", code), query, FigureOut)
