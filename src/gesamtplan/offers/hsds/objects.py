"""What a file of HSDS holds, one object after another, whatever its form."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gesamtplan.offers.hsds.json_stream import JsonStream, UnreadableHsdsError
from gesamtplan.offers.hsds.tables import read_package

OF_SERVICES = frozenset(
    {"status", "organization_id", "organization", "eligibility_description", "wait_time", "cost_options", "application_process"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """One object. `row` counts as a person does: the object in a JSON file, the line in a table."""

    kind: str
    row: int
    data: Any
    table: bool = False


def read_objects(path: Path) -> Iterator[Found]:
    """Every object of a file or package. Raises UnreadableHsdsError."""
    if not path.exists():
        raise UnreadableHsdsError(f"{path} is not there. Name a JSON file, a ZIP or a folder with CSV files.")
    if path.is_dir() or path.suffix.lower() == ".zip":
        yield from (Found(kind, line, row, table=True) for kind, line, row in read_package(path))
        return
    with path.open(encoding="utf-8-sig") as file:
        for row, (kind, data) in enumerate(JsonStream(file, path.name).objects(), start=1):
            yield _opened(kind, row, data)


def _opened(kind: str, row: int, data: Any) -> Found:
    """A service_at_location that brings its service along is read as that service with its place."""
    if isinstance(data, dict) and isinstance(data.get("service"), dict) and "location" in data:
        place = {name: value for name, value in data.items() if name != "service"}
        return Found("service", row, {**data["service"], "service_at_locations": [place]})
    return Found(kind or kind_of(data), row, data)


def kind_of(data: Any) -> str:
    """What an object is that does not say it; told by the properties only that kind has."""
    if not isinstance(data, dict):
        return ""
    if "location_type" in data:
        return "location"
    if {"service_id", "location_id"} <= data.keys():
        return "service_at_location"
    if data.keys() & {"taxonomy_id", "taxonomy", "parent_id", "term_uri"}:
        return "taxonomy_term"
    return "service" if OF_SERVICES & data.keys() else "organization"
