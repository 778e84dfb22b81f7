"""Reads what a city analyses: topics, groups, and the assumptions that say which figure stands for what."""

from pathlib import Path

from gesamtplan.core.entries import Entry, Shape, read_entries
from gesamtplan.core.imports import ImportReport

TOPIC = Shape(
    "topic",
    required=("code", "field", "cells", "years", "groups", "assumptions"),
    optional=("groups_overlap",),
    texts=("title", "question", "carries", "cannot_carry", "people_unit", "places_unit"),
)


def read_topics(path: Path) -> tuple[list[Entry], ImportReport]:
    """Entries of `topics:`; a city without the file has no needs analysis yet."""
    if not path.exists():
        return [], ImportReport(path.name)
    return read_entries(path, "topics", TOPIC)
