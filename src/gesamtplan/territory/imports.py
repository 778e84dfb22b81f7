"""Reader of areas: the city's district and sub-district files, or our own file that holds all levels.

Source of the layout: city geodata of Munich (GeoJSON, WGS84, properties nr, sb, name, km2, bev2022). Both
levels come simplified each for itself and leave slivers between neighbours; here the smallest level is made
gapless and the larger ones are unions of it, so that all borders meet. Nothing is written.
"""

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry

from gesamtplan.core.imports import ImportReport

CITY, DISTRICT, SUB_DISTRICT, CELL = "city", "district", "sub-district", "cell"
KINDS = (CITY, DISTRICT, SUB_DISTRICT, CELL)
CODE_FORMATS = {
    CITY: re.compile(r"city"),
    DISTRICT: re.compile(r"\d{2}"),
    SUB_DISTRICT: re.compile(r"\d{2}\.\d{1,2}"),
    CELL: re.compile(r"\S{1,20}"),
}
DECIMALS = 5  # about one metre
GAP_WIDTH = 0.001  # degrees, about 100 m: narrower gaps come from simplification, wider ones are real
CRUMB = 0.01  # a part smaller than this share of its area is a leftover of simplification, not an exclave
AREA_TOLERANCE = 0.02
"""Simplified borders may make an area this much larger or smaller than the delivered km² (share)."""

_EARTH_AXIS_KM, _FLATTENING = 6378.137, 1 / 298.257223563
_POPULATION = re.compile(r"bev(\d{4})")


class UnreadableAreasError(Exception):
    """The file is no GeoJSON collection of areas, so no area can be judged."""

    def __init__(self, source: str, why: str) -> None:
        super().__init__(
            f"{source} cannot be read: {why} Deliver a GeoJSON FeatureCollection of polygons in WGS84."
        )


@dataclass(frozen=True)
class AreaRow:
    """One area. `geometry`: GeoJSON polygon(s), WGS84, outer rings counter-clockwise (RFC 7946).

    `centroid` is a point inside (longitude, latitude). `area_km2` is the delivered figure, else computed from
    the simplified border (`area_is_computed`). `population` is None where unknown, else of `population_date`.
    """

    kind: str
    code: str
    name: str
    parent_code: str | None
    geometry: dict[str, Any]
    centroid: tuple[float, float]
    area_km2: float
    area_is_computed: bool
    population: int | None = None
    population_date: date | None = None


@dataclass
class AreaReport(ImportReport):
    """The report of every import, with `notices`: what a person should know though nothing was changed."""

    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Draft:
    row: int
    kind: str
    code: str
    name: str
    parent: str | None
    shape: BaseGeometry
    km2: float | None
    population: int | None
    population_date: date | None


class _UnusableAreaError(ValueError):
    def __init__(self, column: str, value: object, why: str, remedy: str) -> None:
        super().__init__(why)
        self.column, self.value, self.why, self.remedy = column, value, why, remedy


def read_areas(
    districts: Path, subdistricts: Path | None = None, *, city_name: str = "Stadt", tolerance: float = 0.0
) -> tuple[list[AreaRow], AreaReport]:
    """Read areas, parents first, by code. `districts` may also be our own file with all levels.

    The city is the union of its districts, named `city_name`, unless the file holds it. `tolerance` (degrees;
    0.0001 is about 10 m) thins the borders without tearing neighbours apart. An unusable area is in
    the report; `UnreadableAreasError` only if a file is no collection of areas.
    """
    report = AreaReport(" + ".join(path.name for path in (districts, subdistricts) if path))
    found = [*_drafts(districts, DISTRICT, report), *_drafts(subdistricts, SUB_DISTRICT, report)]
    drafts = _with_parents(_unique(found, report), report)
    if drafts and not any(draft.kind == CITY for draft in drafts):
        drafts = _completed(_aligned(drafts, tolerance, report), city_name)
    drafts.sort(key=lambda draft: (KINDS.index(draft.kind), draft.code))
    return [_row(draft, report) for draft in drafts], report


def _drafts(path: Path | None, kind: str, report: AreaReport) -> Iterator[_Draft]:
    for number, feature in enumerate(_features(path) if path else (), start=1):
        report.read += 1
        try:
            yield _draft(number, feature, kind, report)
        except _UnusableAreaError as error:
            report.refuse(number, error.column, error.value, error.why, error.remedy)


def _features(path: Path) -> list[Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableAreasError(path.name, f"It is no JSON file ({error}).") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise UnreadableAreasError(path.name, 'It has no list "features".')
    return features


def _draft(number: int, feature: Any, default_kind: str, report: AreaReport) -> _Draft:
    told = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(told, dict):
        raise _UnusableAreaError(
            "properties", feature, "The area has no properties.", "Add at least code and name."
        )
    kind = told.get("kind", default_kind)
    if kind not in KINDS:
        raise _UnusableAreaError(
            "kind", kind, "This kind of area is unknown.", f"Use one of: {', '.join(KINDS)}."
        )
    code, name = _code(number, told, kind, report), str(told.get("name") or "").strip()
    if not name:
        raise _UnusableAreaError("name", code, "The area has no name.", "Name it.")
    parent = told.get("parent", told.get("sb")) or (CITY if kind == DISTRICT else None)
    population, on = _population(told)
    km2 = None if told.get("area_is_computed") else told.get("area_km2", told.get("km2"))
    return _Draft(number, kind, code, name, parent, _shape(number, feature, report), km2, population, on)


def _code(number: int, told: Mapping[str, Any], kind: str, report: AreaReport) -> str:
    """Codes are text: 1.1 as a number could be "01.1" or "01.10". A whole number only lacks its zero."""
    code = told.get("code", told.get("nr"))
    if kind == DISTRICT and isinstance(code, int):
        report.repair(number, "code", code, f"{code:02d}", "The code was a number without its leading zero.")
        code = f"{code:02d}"
    if not isinstance(code, str) or not CODE_FORMATS[kind].fullmatch(code):
        remedy = 'Write districts as text "01", sub-districts as text "01.1".'
        raise _UnusableAreaError("code", code, f"This is no code of a {kind}.", remedy)
    return code


def _population(told: Mapping[str, Any]) -> tuple[int | None, date | None]:
    """Residents and their date: our own pair of properties, or "bev2022", which is of 31 December 2022."""
    if told.get("population") is not None:
        on = told.get("population_date")
        return int(told["population"]), date.fromisoformat(on) if on else None
    for name, value in told.items():
        if (year := _POPULATION.fullmatch(name)) and value is not None:
            return int(value), date(int(year[1]), 12, 31)
    return None, None


def _shape(number: int, feature: Mapping[str, Any], report: AreaReport) -> BaseGeometry:
    remedy = "Deliver a polygon in WGS84 (longitude, latitude)."
    try:
        found = shape(feature["geometry"])
    except (KeyError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError) as error:
        raise _UnusableAreaError("geometry", "", "The border is missing or damaged.", remedy) from error
    if not found.is_valid:
        why = shapely.is_valid_reason(found)
        report.repair(number, "geometry", "invalid", "valid", f"The border was repaired: {why}.")
        found = _polygons(shapely.make_valid(found))
    west, south, east, north = found.bounds if not found.is_empty else (999.0,) * 4
    if not isinstance(found, Polygon | MultiPolygon) or max(-west, east) > 180 or max(-south, north) > 90:
        raise _UnusableAreaError("geometry", found.geom_type, "The border is no polygon in degrees.", remedy)
    return found


def _polygons(found: BaseGeometry) -> BaseGeometry:
    """Only the areal parts: a repair may leave lines and points behind."""
    return shapely.union_all([part for part in shapely.get_parts(found) if part.area])


def _unique(drafts: Sequence[_Draft], report: AreaReport) -> list[_Draft]:
    found: dict[str, _Draft] = {}
    for draft in drafts:
        if draft.code in found:
            why = f"Area {found[draft.code].row} has the same code."
            report.refuse(draft.row, "code", draft.code, why, "Give each area a code of its own.")
        else:
            found[draft.code] = draft
    return list(found.values())


def _with_parents(drafts: list[_Draft], report: AreaReport) -> list[_Draft]:
    codes = {draft.code for draft in drafts} | {CITY}
    kept = []
    for draft in drafts:
        begins_wrong = draft.kind == SUB_DISTRICT and draft.code.partition(".")[0] != draft.parent
        if draft.kind != CITY and (draft.parent not in codes or begins_wrong):
            why = f"Area {draft.code} names a parent that does not exist or does not fit its code."
            report.refuse(draft.row, "parent", draft.parent, why, "Name the area in which it lies.")
        else:
            kept.append(draft)
    return kept


def _aligned(drafts: list[_Draft], tolerance: float, report: AreaReport) -> list[_Draft]:
    """Close gaps and overlaps of the smallest level; a larger area becomes the union of its parts."""
    parts = defaultdict(list)
    for draft in drafts:
        parts[draft.parent].append(draft.code)
    leaves = [draft for draft in drafts if draft.code not in parts]
    whole = [_without_crumbs(draft, report) for draft in leaves]
    cleaned = shapely.coverage_clean(whole, gap_width=GAP_WIDTH)  # type: ignore[attr-defined]  # newer than the stubs
    if tolerance:
        cleaned = shapely.coverage_simplify(cleaned, tolerance)
    shapes = {draft.code: _rounded(new) for draft, new in zip(leaves, cleaned, strict=True)}
    for draft in drafts:
        if draft.code in parts:
            shapes[draft.code] = shapely.union_all([shapes[code] for code in parts[draft.code]])
            report.repair(
                draft.row, "geometry", draft.code, draft.code, "The border is that of its parts together."
            )
    return [replace(draft, shape=shapes[draft.code]) for draft in drafts if _has_room(draft, shapes, report)]


def _has_room(draft: _Draft, shapes: Mapping[str, BaseGeometry], report: AreaReport) -> bool:
    if not shapes[draft.code].is_empty:
        return True
    why = f"Area {draft.code} lies wholly under its neighbours."
    report.refuse(draft.row, "geometry", draft.code, why, "Deliver areas that do not overlap.")
    return False


def _without_crumbs(draft: _Draft, report: AreaReport) -> BaseGeometry:
    parts = shapely.get_parts(draft.shape)
    large = [part for part in parts if part.area > CRUMB * draft.shape.area]
    if len(large) == len(parts):
        return draft.shape
    why = "Tiny separate parts of the border, left by simplification, were dropped."
    report.repair(draft.row, "geometry", f"{len(parts)} parts", f"{len(large)} parts", f"{draft.code}: {why}")
    return shapely.union_all(large)


def _completed(drafts: list[_Draft], city_name: str) -> list[_Draft]:
    """Add the city, and the population of those whose parts all have one of the same date."""
    districts = [_with_population(d, drafts) for d in drafts if d.kind == DISTRICT]
    border = shapely.union_all([district.shape for district in districts])
    km2s = [district.km2 for district in districts]
    km2 = sum(k for k in km2s if k is not None) if None not in km2s else None
    city = _Draft(0, CITY, CITY, city_name, None, border, km2, None, None)
    return [_with_population(city, districts), *districts, *(d for d in drafts if d.kind != DISTRICT)]


def _with_population(whole: _Draft, drafts: Sequence[_Draft]) -> _Draft:
    parts = [draft for draft in drafts if draft.parent == whole.code]
    numbers = [part.population for part in parts if part.population is not None]
    dates = {part.population_date for part in parts}
    if whole.population is not None or not parts or len(numbers) < len(parts) or len(dates) > 1:
        return whole
    return replace(whole, population=sum(numbers), population_date=dates.pop())


def _row(draft: _Draft, report: AreaReport) -> AreaRow:
    computed = square_kilometres(draft.shape)
    if draft.km2 is not None and abs(computed - draft.km2) > AREA_TOLERANCE * draft.km2:
        report.notices.append(
            f"{draft.code} {draft.name}: {draft.km2} km² delivered, {computed:.3f} km² inside its border."
        )
    inside = draft.shape.representative_point()
    return AreaRow(
        kind=draft.kind,
        code=draft.code,
        name=draft.name,
        parent_code=draft.parent,
        geometry=_geojson(draft.shape),
        centroid=(round(inside.x, DECIMALS), round(inside.y, DECIMALS)),
        area_km2=round(computed if draft.km2 is None else draft.km2, 3),
        area_is_computed=draft.km2 is None,
        population=draft.population,
        population_date=draft.population_date,
    )


def _geojson(found: BaseGeometry) -> dict[str, Any]:
    """As lists, the form in which JSON comes back from a file or a database."""
    oriented = shapely.orient_polygons(_rounded(found), exterior_cw=False)
    result: dict[str, Any] = json.loads(json.dumps(mapping(oriented)))
    return result


def _rounded(found: BaseGeometry) -> BaseGeometry:
    """Corners that neighbours share stay shared, because each is rounded the same way."""
    rounded: BaseGeometry = shapely.transform(found, lambda points: points.round(DECIMALS))
    return rounded if rounded.is_valid else _polygons(shapely.make_valid(rounded))


def square_kilometres(found: BaseGeometry) -> float:
    """The area of a border in degrees, on the ellipsoid at its middle latitude; exact to 0.1 % for a city."""
    latitude = math.radians((found.bounds[1] + found.bounds[3]) / 2)
    eccentricity = _FLATTENING * (2 - _FLATTENING)
    flat = 1 - eccentricity * math.sin(latitude) ** 2
    along_meridian = _EARTH_AXIS_KM * (1 - eccentricity) / flat**1.5
    along_parallel = _EARTH_AXIS_KM / math.sqrt(flat) * math.cos(latitude)
    return float(found.area * math.radians(along_meridian) * math.radians(along_parallel))
