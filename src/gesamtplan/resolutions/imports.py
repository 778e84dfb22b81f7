"""Reads the city's list of resolutions."""

from pathlib import Path

from gesamtplan.core.entries import Entry, Shape, read_entries
from gesamtplan.core.imports import ImportReport

RESOLUTION = Shape(
    "resolution",
    required=("code", "title"),
    optional=(
        "reference", "date", "precision", "date_precision", "committee", "department", "points", "kind", "part_of",
        "settles_motions", "needs", "related_needs", "measures", "facts", "sources",
    ),
    texts=("committee_text", "prepared_by", "vote", "note", "reference_note"),
)  # fmt: skip


def read_resolutions(path: Path) -> tuple[list[Entry], ImportReport]:
    """Entries of `resolutions:`."""
    return read_entries(path, "resolutions", RESOLUTION)
