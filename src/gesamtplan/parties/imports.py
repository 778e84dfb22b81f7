"""Reads the city's list of organizations."""

from pathlib import Path

from gesamtplan.core.entries import Entry, Shape, read_entries
from gesamtplan.core.imports import ImportReport

ORGANIZATION = Shape(
    "organization",
    required=("code", "name", "kind"),
    optional=("short_name", "parent", "is_department", "in_project", "sources", "url"),
    texts=("role", "note"),
)


def read_organizations(path: Path) -> tuple[list[Entry], ImportReport]:
    """Entries of `organizations:`, then of `named_elsewhere:` (payers, providers and partners that other files name)."""
    entries, report = read_entries(path, "organizations", ORGANIZATION)
    more, second = read_entries(path, "named_elsewhere", ORGANIZATION)
    report.read += second.read
    report.refused += second.refused
    return entries + more, report
