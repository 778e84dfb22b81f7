"""Reads and stores the sources themselves."""

from collections.abc import Sequence
from pathlib import Path

from gesamtplan.core.entries import LINE, Entry, load
from gesamtplan.core.imports import ImportReport
from gesamtplan.core.models import Source


def read_sources(path: Path) -> tuple[list[Entry], ImportReport]:
    """Entries of `sources:`, a mapping from code to title, url, kind, date."""
    report, entries = ImportReport(path.name), []
    for code, entry in (load(path).get("sources") or {}).items():
        if code == LINE:
            continue
        report.read += 1
        if not entry.get("url") or not entry.get("title"):
            report.refuse(
                entry.get(LINE, 0), "url", code, "has no address or no title.", "Add `url` and `title`."
            )
        else:
            entries.append(Entry(entry.get(LINE, 0), {"code": code, **entry}))
    return entries, report


def store_sources(*, entries: Sequence[Entry], report: ImportReport) -> None:
    """Put every source in place."""
    from gesamtplan.core.operations import put  # noqa: PLC0415 - operations may use this module's neighbours

    for entry in entries:
        values = {
            "title": entry.text("title"),
            "url": entry.get("url"),
            "kind": entry.get("kind", ""),
            "date": entry.get("date", ""),
            "partisan": bool(entry.get("partisan", False)),
        }
        put(Source, key={"code": entry.get("code")}, values=values, report=report)
