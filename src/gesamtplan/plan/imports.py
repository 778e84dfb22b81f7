"""Reads the city's plan, fields of action, needs and measures."""

from pathlib import Path

from gesamtplan.core.entries import Entry, Shape, read_entries
from gesamtplan.core.imports import ImportReport

FIELD = Shape(
    "field",
    required=("code", "number", "title", "short_title"),
    optional=("cross_cutting", "subtopics", "lead", "sources"),
)
NEED = Shape(
    "need",
    required=("code", "title", "origin"),
    optional=(
        "fields", "all_fields", "term", "lead", "lead_inferred", "origin_delivered", "state", "state_delivered",
        "open_at_end", "status_date", "status_date_precision", "evidence_dates", "confidence", "resolutions", "motions",
        "related_motions", "earlier_mentions", "target_groups", "sources",
    ),
    texts=("description", "lead_text", "status_text"),
)  # fmt: skip
MEASURE = Shape(
    "measure",
    required=("code", "title"),
    optional=(
        "fields", "all_fields", "needs", "lead", "target_groups", "state_date", "state_date_precision", "start",
        "start_precision", "end", "end_precision", "state", "budget",
        "sources", "partners", "facts",
    ),
    texts=("description", "period_text", "state_basis"),
)  # fmt: skip
TOPIC = Shape(
    "open topic",
    required=("need",),
    optional=(
        "department",
        "department_inferred",
        "opened_on",
        "opened_on_precision",
        "next_report_due",
        "cadence_months",
        "sources",
    ),
    texts=("note", "department_text"),
)


def read_fields(path: Path) -> tuple[list[Entry], ImportReport]:
    """Entries of `fields:`."""
    return read_entries(path, "fields", FIELD)


def read_needs(path: Path) -> tuple[list[Entry], ImportReport]:
    """Entries of `needs:`."""
    return read_entries(path, "needs", NEED)


def read_target_groups(path: Path) -> tuple[list[Entry], ImportReport]:
    """Entries of `target_groups:`."""
    return read_entries(path, "target_groups", Shape("target group", required=("code", "name")))


def read_open_topics(path: Path) -> tuple[list[Entry], ImportReport]:
    """Entries of `open_topics:`."""
    return read_entries(path, "open_topics", TOPIC)


def read_measures(path: Path) -> tuple[list[Entry], ImportReport]:
    """Entries of `measures:`."""
    return read_entries(path, "measures", MEASURE)
