"""Writes of this room."""

from collections.abc import Sequence

from gesamtplan.core.entries import Entry, partial_date
from gesamtplan.core.imports import ImportReport
from gesamtplan.core.models import Source
from gesamtplan.core.operations import by_code, cite, put
from gesamtplan.core.search_index.operations import reindex
from gesamtplan.council.models import Committee, Motion
from gesamtplan.council.search import committee_documents, motion_documents


def store_committees(*, entries: Sequence[Entry], is_project_body: bool, report: ImportReport) -> None:
    """Put every committee in place."""
    sources = by_code(Source)
    for entry in entries:
        values = {
            "name": entry.text("name"),
            "kind": entry.get("kind"),
            "role": entry.text("role"),
            "facts": entry.get("facts", {}),
            "is_project_body": is_project_body,
        }
        row = put(Committee, key={"code": entry.get("code")}, values=values, report=report)
        cite(row, entry.get("sources", []), by_code=sources, entry=entry, report=report)
    reindex(kind="committee", documents=committee_documents())


def store_motions(*, entries: Sequence[Entry], report: ImportReport) -> None:
    """Put every motion in place; the resolution that settles it is linked in the room above."""
    sources = by_code(Source)
    for entry in entries:
        date, precision = partial_date(
            entry.get("date"), entry.get("precision") or entry.get("date_precision")
        )
        values = {
            "reference": entry.get("reference", ""),
            "reference_note": entry.text("number_note") or entry.text("reference_note"),
            "date": date,
            "date_precision": precision,
            "movers": entry.get("movers"),
            "subject": entry.text("subject"),
            "state": entry.get("state"),
            "treatment": _treatment(entry),
        }
        row = put(Motion, key={"code": entry.get("code")}, values=values, report=report)
        cite(row, entry.get("sources", []), by_code=sources, entry=entry, report=report)
    reindex(kind="motion", documents=motion_documents())


def _treatment(entry: Entry) -> object:
    """What the source says of its treatment, in words."""
    treated = entry.get("treated_in", {})
    return Entry(entry.row, treated).text("text") if treated else None
