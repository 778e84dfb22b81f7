"""The directory at N offers: queries and CPU of reading it, of "May I go there?" for each, of sorting.

    python -m benchmarks.offers [--json] [--sizes 139 501 2000 5000]

Works on an instance of its own that is thrown away at the end. The offers are made up (`benchmarks.generate_offers`): each with
four to seven criteria, one to three lines of figures (a third of them fresh), a site, a weekly time. CPU is the process time, median of 9
after 2 to warm up; milliseconds cannot be compared between machines, the growth from size to size can.
"""

import argparse
import contextlib
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

SIZES = (139, 501, 2000, 5000)
RUNS, WARM = 9, 2
TODAY = date(2026, 11, 23)
COLUMNS = ("offers", "queries", "read_ms", "decide_ms", "sort_ms", "open_now_ms", "page_ms", "all_ms")


def prepare(home: Path) -> None:
    """Munich in this folder."""
    os.environ |= {"GESAMTPLAN_HOME": str(home), "GESAMTPLAN_STATIC": str(home / "static")}
    from gesamtplan.config import cli, instance

    instance.require_writable_home(home)
    cli.prepare(home)
    instance.load_demo(fresh=False, say=print)


def measure(size: int) -> dict[str, Any]:
    """One row of the table: the directory grown to that many offers."""
    from datetime import UTC, datetime

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from benchmarks.generate_offers import offers_with_all
    from gesamtplan.engine.eligibility import Decider, Person
    from gesamtplan.engine.entitlement import load_rules
    from gesamtplan.offers.models import Offer
    from gesamtplan.offers.opening import open_at
    from gesamtplan.offers.queries import Wanted, directory, offers_in_order

    offers_with_all(size - Offer.objects.count(), TODAY)
    person = Person(
        status="duldung-discretionary", arrived=date(2026, 10, 1), age=30, sex="female", language_level="A1"
    )
    moment = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    with CaptureQueriesContext(connection) as caught:
        rows = directory(Wanted(), TODAY)
        queries = len(caught)
    if len(rows) != size:
        raise SystemExit(
            f"The directory shows {len(rows)} offers, {size} were made. Look at `generate_offers`."
        )

    def decide() -> list[Any]:
        decider = Decider(load_rules(), person, TODAY)
        return [(decider.answer(row.conditions), row.pk) for row in rows]

    def sort(found: list[Any]) -> list[int]:
        return [pk for _answer, pk in sorted(found, key=lambda pair: (pair[0].sooner, pair[1]))]

    decided = decide()
    steps: dict[str, Callable[[], object]] = {
        "read_ms": lambda: directory(Wanted(), TODAY),
        "decide_ms": decide,
        "sort_ms": lambda: sort(decided),
        "open_now_ms": lambda: [any(open_at(table, moment) for _, table in row.times) for row in rows],
        "page_ms": lambda: offers_in_order(sort(decided)[:20]),
    }
    took = {name: _cpu(step) for name, step in steps.items()}
    return {"offers": size, "queries": queries, **took, "all_ms": round(sum(took.values()), 1)}


def _cpu(step: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS + WARM):
        start = time.process_time()
        step()
        times.append(1000 * (time.process_time() - start))
    return round(statistics.median(times[WARM:]), 1)


def main() -> None:
    """Measure, print, leave nothing behind."""
    parser = argparse.ArgumentParser(description="The directory at growing size.")
    parser.add_argument("--json", action="store_true", help="numbers as JSON on standard output")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=list(SIZES), help="numbers of offers, ascending"
    )
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(sys.stderr):
        prepare(Path(folder))
        rows = [measure(size) for size in chosen.sizes]
    lines = [COLUMNS, ["---"] * len(COLUMNS), *([str(row[key]) for key in COLUMNS] for row in rows)]
    print(
        "\n".join(f"| {' | '.join(line)} |" for line in lines), file=sys.stderr if chosen.json else sys.stdout
    )
    if chosen.json:
        print(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
