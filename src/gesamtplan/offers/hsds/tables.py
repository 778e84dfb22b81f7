"""Reads a tabular package: CSV files in a folder or ZIP, named by datapackage.json or as the standard names them."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, TextIO

from gesamtplan.offers.hsds.json_stream import UnreadableHsdsError

# object -> its file; in this order, so that whatever is pointed at comes first
TABLES = {
    "organization": "organizations.csv", "program": "programs.csv", "service": "services.csv", "location": "locations.csv",
    "service_at_location": "service_at_location.csv", "taxonomy": "taxonomies.csv", "taxonomy_term": "taxonomy_terms.csv",
    "attribute": "attributes.csv", "language": "languages.csv", "funding": "funding.csv", "cost_option": "cost_options.csv",
    "required_document": "required_documents.csv", "service_area": "service_areas.csv", "service_capacity": "service_capacities.csv",
    "schedule": "schedules.csv", "contact": "contacts.csv", "phone": "phones.csv", "address": "addresses.csv",
    "accessibility": "accessibility.csv", "url": "urls.csv", "organization_identifier": "organization_identifiers.csv",
    "metadata": "metadata.csv",
}  # fmt: skip
DESCRIPTION = "datapackage.json"
Open = Callable[[str], Any]


def read_package(path: Path) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """(object, line, row), empty cells left out. Raises UnreadableHsdsError."""
    with _opened(path) as (names, opener):
        tables = _tables(names, opener, path.name)
        if not tables:
            raise UnreadableHsdsError(
                f"{path.name} holds no table of HSDS. Put in at least {TABLES['service']}, or name the tables in {DESCRIPTION}."
            )
        for kind, name in tables.items():
            with opener(name) as binary:
                text = io.TextIOWrapper(binary, "utf-8-sig", newline="")
                yield from ((kind, line, row) for line, row in _rows(text, PurePosixPath(name).name))


@contextmanager
def _opened(path: Path) -> Iterator[tuple[list[str], Open]]:
    if path.is_dir():
        names = [str(file.relative_to(path)) for file in sorted(path.rglob("*")) if file.is_file()]
        yield names, lambda name: (path / name).open("rb")
        return
    try:
        with zipfile.ZipFile(path) as package:
            yield package.namelist(), package.open
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise UnreadableHsdsError(
            f"{path.name} cannot be unpacked: {error}. Pack it anew as plain ZIP."
        ) from error


def _tables(names: list[str], opener: Open, package: str) -> dict[str, str]:
    """Object -> name of its file in the package."""
    by_name = {PurePosixPath(name).name: name for name in names}
    files = TABLES | (_described(opener, by_name[DESCRIPTION], package) if DESCRIPTION in by_name else {})
    return {kind: by_name[files[kind]] for kind in TABLES if files[kind] in by_name}


def _described(opener: Open, name: str, package: str) -> dict[str, str]:
    try:
        with opener(name) as binary:
            resources = json.load(binary)["resources"]
        found = {str(part["name"]): PurePosixPath(str(part["path"])).name for part in resources}
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableHsdsError(
            f"{DESCRIPTION} in {package} is no description of tables: {error}. Mend it, or leave it out."
        ) from error
    plural = {PurePosixPath(file).stem: kind for kind, file in TABLES.items()}
    return {plural.get(kind, kind): file for kind, file in found.items() if plural.get(kind, kind) in TABLES}


def _rows(text: TextIO, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    reader = csv.DictReader(text, restkey="__more__")
    try:
        for row in reader:
            yield (
                reader.line_num,
                {column.strip(): value for column, value in row.items() if column and value},
            )
    except (csv.Error, UnicodeDecodeError) as error:
        raise UnreadableHsdsError(
            f"{name} cannot be read after line {reader.line_num}: {error}. Save it as CSV in UTF-8 and repeat."
        ) from error
