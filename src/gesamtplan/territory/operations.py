"""Writes of this room."""

from collections.abc import Sequence

from gesamtplan.core.imports import ImportReport
from gesamtplan.core.models import Source
from gesamtplan.core.operations import by_code, put
from gesamtplan.territory.imports import AreaRow
from gesamtplan.territory.models import Area, Street
from gesamtplan.territory.names import folded
from gesamtplan.territory.streets import StreetRow


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


def store_streets(*, rows: Sequence[StreetRow], report: ImportReport) -> None:
    """The city's list as it now is: the list is taken whole, and a street that it no longer names is gone."""
    areas = by_code(Area)
    streets: dict[tuple[str, str | None], Street] = {}
    for row in rows:
        if row.area is not None and row.area not in areas:
            report.refuse(
                row.row, "area", row.area, "is no area of the city.", "Use a code such as 05 or 05.1."
            )
            continue
        area = areas.get(row.area or "")
        street = Street(
            name=row.name, folded=folded(row.name), area=area, longitude=row.longitude, latitude=row.latitude
        )
        if (street.folded, row.area) in streets:
            report.repair(row.row, "name", row.name, "", "It stands twice in this area; the first is taken.")
        streets.setdefault((street.folded, row.area), street)
    Street.objects.all().delete()
    Street.objects.bulk_create(streets.values(), batch_size=1000)
    report.created += len(streets)
