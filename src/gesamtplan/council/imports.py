"""Reads the city's lists of committees and motions."""

from pathlib import Path

from gesamtplan.core.entries import Entry, Shape, read_entries
from gesamtplan.core.imports import ImportReport

COMMITTEE = Shape(
    "committee",
    required=("code", "name", "kind"),
    optional=("parent", "facts", "sources", "lead", "organization"),
    texts=("role", "note"),
)
MOTION = Shape(
    "motion",
    required=("code", "movers", "subject", "state"),
    optional=(
        "reference",
        "date",
        "precision",
        "date_precision",
        "treated_in",
        "needs",
        "related_needs",
        "sources",
    ),
    texts=("number_note", "reference_note", "note"),
)


def read_committees(path: Path) -> tuple[list[Entry], ImportReport]:
    """Bodies of the project (`committees:`)."""
    return read_entries(path, "committees", COMMITTEE)


def read_named_committees(path: Path) -> tuple[list[Entry], ImportReport]:
    """Bodies only named as the place of a vote (`named_in_resolutions:`)."""
    return read_entries(path, "named_in_resolutions", COMMITTEE)


def read_motions(path: Path) -> tuple[list[Entry], ImportReport]:
    """Entries of `motions:`."""
    return read_entries(path, "motions", MOTION)
