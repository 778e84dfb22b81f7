#!/usr/bin/env python3
"""Builds areas.geojson from the city's own files of districts and sub-districts.

Run from the top of the project, with the folder that holds districts.geojson and subdistricts.geojson:
    python data/munich/build_areas.py ../shared/data/munich
"""

import json
import sys
from pathlib import Path
from typing import Any

from gesamtplan.core.imports import ImportRefusedError
from gesamtplan.territory.imports import AreaRow, read_areas

TARGET = Path(__file__).parent / "areas.geojson"
THINNING = 0.00004  # degrees, about 4 m: keeps the file small
ABOUT = {
    "type": "FeatureCollection",
    "name": "Munich: city, 25 districts, 108 sub-districts",
    "source": {
        "de": "Landeshauptstadt München, Geodaten der Stadt: Stadtbezirke und Bezirksteile, vereinfacht",
        "en": "City of Munich, city geodata: districts and sub-districts, simplified",
    },
    "licence": "dl-de/by-2-0",
    "licence_url": "https://www.govdata.de/dl-de/by-2-0",
    "date": "2022-12-31",
    "date_note": "Date of the sub-districts' population; the borders as delivered carry no date.",
    "changes": "Gaps between sub-districts closed; districts and city are unions of them.",
}


def feature(row: AreaRow) -> dict[str, Any]:
    """One area as GeoJSON; unknown properties are left out."""
    properties = {
        "kind": row.kind,
        "code": row.code,
        "name": row.name,
        "parent": row.parent_code,
        "area_km2": row.area_km2,
        "area_is_computed": row.area_is_computed or None,
        "population": row.population,
        "population_date": row.population_date and row.population_date.isoformat(),
    }
    known = {name: value for name, value in properties.items() if value is not None}
    return {"type": "Feature", "id": row.code, "properties": known, "geometry": row.geometry}


def build(folder: Path, target: Path) -> None:
    """Write one area per line. Raises `ImportRefusedError` if any area cannot be used."""
    rows, report = read_areas(
        folder / "districts.geojson", folder / "subdistricts.geojson", city_name="München", tolerance=THINNING
    )
    if not report.is_clean:
        raise ImportRefusedError(report)
    head = json.dumps(ABOUT, ensure_ascii=False, indent=1).removesuffix("\n}")
    lines = (json.dumps(feature(row), ensure_ascii=False, separators=(",", ":")) for row in rows)
    target.write_text(f'{head},\n "features": [\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]), TARGET)
