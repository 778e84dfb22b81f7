"""Reads the city's payers; budget lines stand with their measures."""

from pathlib import Path

from gesamtplan.core.entries import Entry, Shape, read_entries
from gesamtplan.core.imports import ImportReport

FUNDING_SOURCE = Shape(
    "funding source",
    required=("code", "name", "level"),
    optional=("organization", "is_duty", "legal_basis", "sources"),
    texts=("note",),
)


def read_funding_sources(path: Path) -> tuple[list[Entry], ImportReport]:
    """Entries of `funding_sources:`."""
    return read_entries(path, "funding_sources", FUNDING_SOURCE)
