"""Writes of this room."""

from collections.abc import Sequence

from gesamtplan.core.imports import ImportReport
from gesamtplan.core.models import Source
from gesamtplan.core.operations import by_code, put
from gesamtplan.territory.imports import AreaRow
from gesamtplan.territory.models import Area


def store_areas(*, rows: Sequence[AreaRow], source: Source | None, report: ImportReport) -> None:
    """Put every area in place; rows come with parents first."""
    known = by_code(Area)
    for row in rows:
        values = {
            "kind": row.kind,
            "name": row.name,
            "parent": known.get(row.parent_code or ""),
            "geometry": row.geometry,
            "longitude": row.centroid[0],
            "latitude": row.centroid[1],
            "area_km2": row.area_km2,
            "population": row.population,
            "population_on": row.population_date,
        }
        known[row.code] = put(Area, key={"code": row.code}, values=values, report=report)
        if source is not None:
            known[row.code].sources.set([source])
