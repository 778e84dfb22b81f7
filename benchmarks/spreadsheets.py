"""The round trip of a large directory: export, upload, preview, take over, undo.

    python -m benchmarks.spreadsheets [--offers 10000] [--json]

Works on an instance of its own in a temporary folder. Every offer gets another number of places, every tenth another
title, every twentieth a new street; 100 rows are new. Seconds on the clock and of CPU, queries, and the most memory so far (MiB).
"""

import argparse
import contextlib
import io
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.offers import prepare


def step(name: str, work: Callable[[], Any], told: dict[str, dict[str, float]]) -> Any:
    """Does the work and notes what it took."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        began, worked = time.perf_counter(), time.process_time()
        result = work()
        seconds, cpu = time.perf_counter() - began, time.process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told[name] = {
        "seconds": round(seconds, 2),
        "cpu": round(cpu, 2),
        "queries": len(queries),
        "mib": round(memory),
    }
    return result


def edited(data: bytes) -> bytes:
    """Cells changed as a person might, only more of them."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, at["Plätze"]).value = row % 90 + 1
        sheet.cell(row, at["Plätze Stand"]).value = "2026-11-30"
        if row % 10 == 0:
            sheet.cell(row, at["Titel (Deutsch)"]).value = f"Anderer Titel {row}"
        if row % 20 == 0:
            sheet.cell(row, at["Straße und Hausnummer"]).value = f"Neue Straße {row}"
    for number in range(100):
        new = {"Kennung": f"NEW{number}", "Titel (Deutsch)": f"Neu {number}", "Art": "information"}
        sheet.append({at[head]: value for head, value in new.items()})
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def measure(offers: int) -> dict[str, dict[str, float]]:
    """All steps in their order."""
    from datetime import UTC, date, datetime, timedelta

    from benchmarks.generate_offers import offers_with_all
    from gesamtplan.offers.operations.sheets.runs import take_back, take_over
    from gesamtplan.offers.operations.sheets.uploads import upload_sheet
    from gesamtplan.offers.queries.sheet_imports import forget_plan, plan_of
    from gesamtplan.offers.queries.spreadsheets import current_offers, vocabulary
    from gesamtplan.offers.sheets.export import write_offers

    now, told = datetime(2026, 11, 30, 9, tzinfo=UTC), {}
    offers_with_all(offers, date(2026, 11, 1))
    out = io.BytesIO()

    def export() -> None:
        rows = current_offers()
        write_offers(out, rows.values(), vocabulary(rows.values()), "de")

    step("export", export, told)
    told["export"]["MB"] = round(len(out.getvalue()) / 1e6, 1)
    data = edited(out.getvalue())
    keep = {"chunks": [data], "file_name": "large.xlsx", "author": None, "now": now}
    found = step("upload", lambda: upload_sheet(**keep), told)
    plan = step("preview", lambda: plan_of(found, None, now.date()), told)
    step("preview again", lambda: plan_of(found, None, now.date()), told)
    told["preview"]["rows"] = plan.counts
    forget_plan()
    confirmed = {"seen": plan.fingerprint, "seen_at": now, "without_refused": False, "author": None}
    step("take over", lambda: take_over(found=found, now=now, at_once=True, **confirmed), told)
    later = now + timedelta(hours=1)
    step("undo", lambda: take_back(found=found, author=None, now=later), told)
    return told


def main() -> None:
    """One table, or JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--offers", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(sys.stderr):
        prepare(Path(folder))
        told = measure(given.offers)
    for name, numbers in told.items():
        print(f"{name:<14}", numbers) if not given.json else None
    if given.json:
        print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
