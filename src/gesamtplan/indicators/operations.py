"""Writes of this room: deliveries of figures, with revisions; single reported figures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar

from gesamtplan.core.entries import Entry, clean, partial_date, text
from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.imports import ImportReport
from gesamtplan.core.models import Source
from gesamtplan.core.operations import by_code, choose, cite, put
from gesamtplan.core.search_index.operations import reindex
from gesamtplan.indicators.imports import IndicatorRow, ValueRow
from gesamtplan.indicators.models import Delivery, Indicator, IndicatorValue, ReportedFigure
from gesamtplan.indicators.search import figure_documents, indicator_documents
from gesamtplan.plan.models import FieldOfAction
from gesamtplan.territory.models import Area
from gesamtplan.territory.states import AreaKind

Item = TypeVar("Item")
Key = tuple[int, int, int]
CHUNK = 2000


def store_definitions(*, rows: Sequence[IndicatorRow], report: ImportReport) -> dict[str, Indicator]:
    """Put every definition in place; texts that a delivery lacks (English titles) stay as they are."""
    known, fields = by_code(Indicator), by_code(FieldOfAction)
    for row in rows:
        old = known.get(row.code)
        values: dict[str, Any] = {
            "title": _merged(old.title if old else None, row.title, row.title_en),
            "breakdown": _merged(old.breakdown if old else None, row.breakdown, row.breakdown_en),
            "theme": row.theme or "",
            "definition": row.what_is_counted or "",
            "unit": row.unit or "",
            "numerator": row.numerator or "",
            "denominator": row.denominator or "",
            "reference_period": row.reference_period or "",
            "data_source": row.data_source or "",
            "scope": row.scope or "",
            "break_years": list(row.break_years),
        }
        if row.direction:
            values["direction"] = row.direction
        known[row.code] = put(Indicator, key={"code": row.code}, values=values, report=report)
        field = fields.get(row.field or "")
        if field is not None:
            known[row.code].fields_of_action.set([field])
    reindex(kind="indicator", documents=indicator_documents())
    return known


def _merged(old: LocalizedText | None, german: str | None, english: str | None) -> LocalizedText | None:
    """The German text as delivered with the English one that is known."""
    if not german:
        return None
    known = english or (old.get("en") if old else None)
    return LocalizedText(de=german, en=known) if known else LocalizedText(de=german)


def open_delivery(*, title: str, publisher: str, licence: str, as_of: date, digest: str) -> Delivery:
    """The delivery with this content, made once."""
    values = {"title": title, "publisher": publisher, "licence": licence, "as_of": as_of}
    return Delivery.objects.get_or_create(digest=digest, defaults=values)[0]


def store_values(
    *,
    rows: Sequence[ValueRow],
    delivery: Delivery,
    report: ImportReport,
    advance: Callable[[int, int], None],
) -> None:
    """Add what is new; where a figure differs the old one stays readable as a revision."""
    indicators, areas = by_code(Indicator), _areas()
    current = _current({row.indicator_code for row in rows}, indicators)
    done, total = 0, len(rows)
    for chunk in _chunks(rows):
        fresh, revised = [], []
        for row in chunk:
            value = _value(row, indicators, areas, delivery)
            if value is None:
                report.refuse(0, "area", row.area_code, "is no area of this city.", "Load the areas first.")
                continue
            old = current.get((value.indicator_id, value.area_id, value.year))
            if old is not None and _same(old, value):
                report.unchanged += 1
                continue
            value.is_current = old is None or old.delivery.as_of <= delivery.as_of
            fresh.append(value)
            if old is not None and value.is_current:
                revised.append(old.pk)
        IndicatorValue.objects.filter(pk__in=revised).update(is_current=False)
        IndicatorValue.objects.bulk_create(fresh, batch_size=500)
        report.created += len(fresh) - len(revised)
        report.changed += len(revised)
        done += len(chunk)
        advance(done, total)


def _areas() -> dict[str, Area]:
    areas = by_code(Area)
    city = next((area for area in areas.values() if area.kind == AreaKind.CITY), None)
    return areas | ({"city": city} if city else {})


def _current(codes: set[str], indicators: dict[str, Indicator]) -> dict[Key, IndicatorValue]:
    ids = [indicators[code].pk for code in codes if code in indicators]
    values = IndicatorValue.objects.current().filter(indicator__in=ids).select_related("delivery")
    return {(v.indicator_id, v.area_id, v.year): v for v in values}


def _value(
    row: ValueRow, indicators: dict[str, Indicator], areas: dict[str, Area], delivery: Delivery
) -> IndicatorValue | None:
    area = areas.get(row.area_code)
    if area is None or row.indicator_code not in indicators:
        return None
    return IndicatorValue(
        indicator=indicators[row.indicator_code],
        area=area,
        year=row.year,
        value=_rounded(row.value),
        numerator=_rounded(row.numerator),
        denominator=_rounded(row.denominator),
        bases=[[name, None if number is None else str(number)] for name, number in row.bases],
        delivery=delivery,
    )


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.0001"))


def _same(old: IndicatorValue, new: IndicatorValue) -> bool:
    return (old.value, old.numerator, old.denominator) == (new.value, new.numerator, new.denominator)


def _chunks(rows: Sequence[Item]) -> Iterator[list[Item]]:
    walk = iter(rows)
    while chunk := list(islice(walk, CHUNK)):
        yield chunk


def store_reported_figures(
    *, entries: Sequence[Entry], names: Mapping[str, Any], report: ImportReport
) -> None:
    """Single figures from public sources. `names` has the words for groups, units and parts, by code."""
    sources, areas = by_code(Source), by_code(Area)
    for entry in entries:
        on, precision = partial_date(entry.get("date"), entry.get("date_precision"))
        start, period_precision = partial_date(entry.get("period_from"), entry.get("period_precision"))
        number, parts = entry.get("value"), entry.get("parts", {})
        values = {
            "group": entry.get("group"),
            "group_name": text(names["groups"][entry.get("group")]),
            "title": entry.text("title"),
            "value": None if number is None else Decimal(str(number)),
            "unit": entry.get("unit"),
            "unit_name": text(names["units"][entry.get("unit")]),
            "precision": entry.get("precision", "exact"),
            "date": on,
            "date_precision": precision if on else "",
            "date_text": entry.text("date_text"),
            "period_from": start,
            "period_to": partial_date(entry.get("period_to"))[0],
            "period_precision": entry.get("period_precision", period_precision if start else ""),
            "is_derived": bool(entry.get("derived", False)),
            "parts": [
                {"code": code, "name": clean(names["part_labels"][code]), "value": value}
                for code, value in parts.items()
            ],
            "note": entry.text("note"),
            "area": choose(areas, entry.get("area"), column="area", entry=entry, report=report),
        }
        row = put(ReportedFigure, key={"code": entry.get("code")}, values=values, report=report)
        cite(row, entry.get("sources", []), by_code=sources, entry=entry, report=report)
    reindex(kind="figure", documents=figure_documents())
