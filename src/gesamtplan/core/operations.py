"""Writes that every import repeats: put a row in place, and count what that changed."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models

from gesamtplan.core.entries import Entry
from gesamtplan.core.imports import ImportReport
from gesamtplan.core.models import Source, Sourced

Row = TypeVar("Row", bound=models.Model)


def put(model: type[Row], *, key: Mapping[str, Any], values: Mapping[str, Any], report: ImportReport) -> Row:
    """Create the row with this key, or change only what differs; running twice changes nothing."""
    row = model._default_manager.filter(**key).first()
    if row is None:
        report.created += 1
        return model._default_manager.create(**key, **values)
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    if different:
        row.save(update_fields=list(different))
        report.changed += 1
    else:
        report.unchanged += 1
    return row


def cite(
    row: Sourced, codes: Iterable[str], *, by_code: Mapping[str, Source], entry: Entry, report: ImportReport
) -> None:
    """Link a row to its sources; a code that no source has is refused."""
    found = []
    for code in codes:
        if code in by_code:
            found.append(by_code[code])
        else:
            report.refuse(
                entry.row, "sources", code, "is not in the list of sources.", "Add it to sources.yaml."
            )
    row.sources.set(found)


def choose(
    by_code: Mapping[str, Row], code: str | None, *, column: str, entry: Entry, report: ImportReport
) -> Row | None:
    """The row that a code names; None where nothing is named, a refusal where the code is unknown."""
    if code is None:
        return None
    if code not in by_code:
        report.refuse(
            entry.row,
            column,
            code,
            "names nothing that is known.",
            "Correct the code, or add the entry it names.",
        )
    return by_code.get(code)


def by_code(model: type[Row]) -> dict[str, Row]:
    """All rows of a model by their code, in one query."""
    return {row.code: row for row in model._default_manager.all()}  # type: ignore[attr-defined]
