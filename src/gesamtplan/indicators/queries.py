"""Reads figures: definitions with their latest value, and one figure with all its years and areas."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from gesamtplan.core.search import words_found
from gesamtplan.indicators.models import Delivery, Indicator, IndicatorTarget, IndicatorValue, ReportedFigure
from gesamtplan.territory.models import Area
from gesamtplan.territory.queries import areas_of_figures
from gesamtplan.territory.states import AreaKind

TITLES = ("title__de", "title__en", "breakdown__de", "breakdown__en", "code", "definition")


@dataclass(frozen=True)
class Point:
    """Value of one area in one year, with the counts behind it; None is unknown."""

    year: int
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    delivery_id: int


@dataclass(frozen=True)
class FigureRow:
    """A definition with what is loaded of it for the whole city; `series` is by year, oldest first."""

    indicator: Indicator
    series: tuple[Point, ...]

    @property
    def latest(self) -> Point | None:
        """The newest known value of the city."""
        return next((point for point in reversed(self.series) if point.value is not None), None)


@dataclass(frozen=True)
class Revision:
    """An older value that a later delivery replaced, beside the one that stands today."""

    area: Area
    year: int
    before: Decimal | None
    now: Decimal | None
    delivery: Delivery


@dataclass(frozen=True)
class Figure:
    """One indicator, readable to the ground. `points` is by area id and year; `areas` has the city first."""

    indicator: Indicator
    areas: Sequence[Area]
    years: Sequence[int]
    points: Mapping[tuple[int, int], Point]
    deliveries: Mapping[int, Delivery]
    revisions: Sequence[Revision]
    siblings: Sequence[Indicator]
    targets: Sequence[IndicatorTarget]

    @property
    def city(self) -> Area | None:
        """The whole city, if it is among the areas."""
        return next((area for area in self.areas if area.kind == AreaKind.CITY), None)

    @property
    def districts(self) -> list[Area]:
        """Areas of the map."""
        return [area for area in self.areas if area.kind == AreaKind.DISTRICT]

    def series(self, area: Area) -> list[Point | None]:
        """The area's points in the order of `years`; None where nothing is loaded."""
        return [self.points.get((area.pk, year)) for year in self.years]

    def values_in(self, year: int) -> dict[int, Decimal | None]:
        """Value by area id in one year, districts only."""
        points = {area.pk: self.points.get((area.pk, year)) for area in self.districts}
        return {key: point.value if point else None for key, point in points.items()}


def indicators(
    q: str = "", theme: str = "", field_code: str = "", only_values: bool = False
) -> QuerySet[Indicator]:
    """Definitions that fit the filter, with their fields of action."""
    found = Indicator.objects.filter(words_found(q, TITLES))
    if theme:
        found = found.filter(theme=theme)
    if field_code:
        found = found.filter(fields_of_action__code=field_code)
    if only_values:
        found = found.filter(Exists(IndicatorValue.objects.filter(indicator=OuterRef("pk"))))
    return found.distinct().prefetch_related("fields_of_action")


def loaded(found: QuerySet[Indicator]) -> int:
    """How many of the definitions have values."""
    return found.filter(Exists(IndicatorValue.objects.filter(indicator=OuterRef("pk")))).count()


def with_city_series(found: Iterable[Indicator]) -> list[FigureRow]:
    """The definitions in their order, each with the city's values of all years."""
    shown = list(found)
    values = (
        IndicatorValue.objects.current()
        .filter(indicator__in=shown, area__kind=AreaKind.CITY)
        .order_by("year")
    )
    series: dict[int, list[Point]] = defaultdict(list)
    columns = ("indicator_id", "year", "value", "numerator", "denominator", "delivery_id")
    for key, *rest in values.values_list(*columns):
        series[key].append(Point(*rest))
    return [FigureRow(indicator, tuple(series[indicator.pk])) for indicator in shown]


def themes() -> list[tuple[str, int]]:
    """Themes with the number of their definitions."""
    return list(Indicator.objects.order_by("theme").values_list("theme").annotate(n=Count("pk")))


def figure(code: str) -> Figure:
    """One indicator with all that is loaded of it; raises Indicator.DoesNotExist."""
    targets = IndicatorTarget.objects.prefetch_related("sources")
    chosen = Indicator.objects.prefetch_related("fields_of_action", Prefetch("targets", targets)).get(
        code=code
    )
    areas = list(areas_of_figures())
    points = _current_points(chosen)
    known = {area for area, _ in points}
    shown = [area for area in areas if area.pk in known]
    return Figure(
        indicator=chosen,
        areas=shown,
        years=sorted({year for _, year in points}),
        points=points,
        deliveries=Delivery.objects.filter(values__indicator=chosen).distinct().in_bulk(),
        revisions=_revisions(chosen, shown, points),
        siblings=_siblings(chosen),
        targets=list(chosen.targets.all()),
    )


def _current_points(indicator: Indicator) -> dict[tuple[int, int], Point]:
    columns = ("area_id", "year", "value", "numerator", "denominator", "delivery_id")
    rows = (
        indicator.values.current()
        .filter(area__kind__in=[AreaKind.CITY, AreaKind.DISTRICT])
        .values_list(*columns)
    )
    return {(area, year): Point(year, *rest) for area, year, *rest in rows}


def _siblings(indicator: Indicator) -> list[Indicator]:
    """Other breakdowns of the same title."""
    same = Indicator.objects.filter(theme=indicator.theme, title__de=indicator.title.get("de"))
    return list(same.exclude(pk=indicator.pk).order_by("code"))


def _revisions(
    indicator: Indicator, areas: Iterable[Area], points: Mapping[tuple[int, int], Point]
) -> list[Revision]:
    by_id = {area.pk: area for area in areas}
    older = indicator.values.filter(is_current=False, area__in=by_id).select_related("delivery")
    rows = older.order_by("-year", "area__code", "delivery__as_of")
    return [
        Revision(
            by_id[row.area_id], row.year, row.value, _value(points.get((row.area_id, row.year))), row.delivery
        )
        for row in rows
    ]


def _value(point: Point | None) -> Decimal | None:
    return point.value if point else None


def reported_figures(q: str = "", group: str = "") -> QuerySet[ReportedFigure]:
    """Single figures of public sources, with their sources."""
    found = ReportedFigure.objects.filter(
        words_found(q, ("title__de", "title__en", "note__de", "note__en", "code"))
    )
    if group:
        found = found.filter(group=group)
    return found.select_related("area").defer("area__geometry").prefetch_related("sources")


def reported_groups() -> list[tuple[str, Any, int]]:
    """Groups of single figures: code, name, number."""
    rows = ReportedFigure.objects.order_by("group").values_list("group", "group_name")
    counted = Counter(code for code, _ in rows)
    return [(code, name, counted[code]) for code, name in dict(rows).items()]
