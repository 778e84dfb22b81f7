"""The directory at N offers in seven languages: pages, search and API, the steps of the finder, and each under load.

    python -m benchmarks.offers [--json] [--sizes 139 501 2000 5000] [--seconds 2]

Works on an instance of its own that is thrown away at the end. The offers are made up (`benchmarks.generate_offers`): each with
four to seven criteria, one to three lines of figures (a third of them fresh), a site, a weekly time, and texts in five languages
beside German and English. CPU is the process time inside this process, median of 9 after 2 to warm up. Requests per second come
from the production server with two workers, asked by eight threads on the same machine, so they are a lower bound. `x_bare`
compares the CPU with the imprint, a page without any list, in the same run: that can be compared between machines.
"""

import argparse
import contextlib
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.pages import BARE, Headers, in_process, load, server, table, under_load

SIZES = (139, 501, 2000, 5000)
RUNS, WARM = 9, 2
TODAY = date(2026, 11, 23)
LIST, STREAM = "/api/v1/offers?limit=50", "/api/v1/offers.ndjson"
ADDRESSES = (
    BARE, "/offers/", "/offers/?status=duldung-discretionary&kind=language&since=2026-10-01", "/offers/GA00100/",
    "/search/?q=Angebot", LIST, "/api/hsds/v3/services?per_page=50", STREAM,
)  # fmt: skip
AGAIN = (LIST, "/api/hsds/v3/services?per_page=50", STREAM)
COLUMNS = (
    "offers",
    "what",
    "status",
    "queries",
    "cpu_ms",
    "x_bare",
    "kB",
    "kB_gzip",
    "per_s",
    "p50_ms",
    "p95_ms",
)
Row = dict[str, Any]


def grow(size: int) -> None:
    """The directory grown to that many offers, found by the search."""
    from benchmarks.generate_offers import offers_with_all
    from gesamtplan.offers.models import Offer
    from gesamtplan.offers.queries import Wanted, directory
    from gesamtplan.offers.search import index_offers

    offers_with_all(size - Offer.objects.count(), TODAY)
    index_offers()
    shown = len(directory(Wanted(), TODAY))
    if shown != size:
        raise SystemExit(f"The directory shows {shown} offers, {size} were made. Look at `generate_offers`.")


def steps() -> list[Row]:
    """What the finder does, one step after another."""
    from datetime import UTC, datetime

    from gesamtplan.engine.eligibility import Decider, Person
    from gesamtplan.engine.entitlement import load_rules
    from gesamtplan.offers.opening import open_at
    from gesamtplan.offers.queries import Wanted, directory, forget_directory, offers_in_order

    moment = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    who = Person(
        status="duldung-discretionary", arrived=date(2026, 10, 1), age=30, sex="female", language_level="A1"
    )
    rows = directory(Wanted(), TODAY)

    def cold() -> object:
        forget_directory()
        return directory(Wanted(), TODAY)

    def decide() -> list[Any]:
        decider = Decider(load_rules(), who, TODAY)
        return [(decider.answer(row.conditions), row.pk) for row in rows]

    def sort() -> list[int]:
        return [pk for _answer, pk in sorted(decided, key=lambda pair: (pair[0].sooner, pair[1]))]

    decided = decide()
    named: dict[str, Callable[[], object]] = {
        "step: directory read cold": cold,
        "step: directory read warm": lambda: directory(Wanted(), TODAY),
        "step: decide each": decide,
        "step: sort": sort,
        "step: open now, each": lambda: [
            any(open_at(table, moment) for _, table in row.times) for row in rows
        ],
        "step: texts of 20 offers": lambda: offers_in_order(sort()[:20]),
    }
    return [_step(name, step) for name, step in named.items()]


def _step(name: str, step: Callable[[], object]) -> Row:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        step()
        queries = len(caught)
    times = []
    for _ in range(RUNS + WARM):
        start = time.process_time()
        step()
        times.append(1000 * (time.process_time() - start))
    return {"what": name, "queries": queries, "cpu_ms": round(statistics.median(times[WARM:]), 1)}


def _etag(path: str, base: str) -> Headers:
    """Of the answer as somebody got it before from that host."""
    from django.test import Client

    host = base.removeprefix("http://")
    return {"If-None-Match": Client(headers={"host": host}).get(path).headers["ETag"]}


def measure(size: int, home: Path, seconds: float) -> list[Row]:
    """All rows of one size."""
    grow(size)
    rows = [in_process(path) | {"what": path} for path in ADDRESSES]
    bare = rows[0]["cpu_ms"]
    again = [in_process(path, _etag(path, "localhost")) | {"what": f"{path}, unchanged"} for path in AGAIN]
    with server(home) as base:
        loaded = [under_load(base + path, seconds) for path in ADDRESSES]
        loaded += [under_load(base + path, seconds, _etag(path, base)) for path in AGAIN]
    asked = [row | told for row, told in zip([*rows, *again], loaded, strict=True)]
    return [{"offers": size, "x_bare": round(row["cpu_ms"] / bare, 1), **row} for row in [*asked, *steps()]]


def main() -> None:
    """Measure, print, leave nothing behind."""
    parser = argparse.ArgumentParser(description="The directory at growing size.")
    parser.add_argument("--json", action="store_true", help="numbers as JSON on standard output")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=list(SIZES), help="numbers of offers, ascending, from 139 on"
    )
    parser.add_argument("--seconds", type=float, default=2.0, help="how long each address is asked for")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(sys.stderr):
        load(Path(folder))
        rows = [row for size in chosen.sizes for row in measure(size, Path(folder), chosen.seconds)]
    print(table(rows, COLUMNS), file=sys.stderr if chosen.json else sys.stdout)
    if chosen.json:
        print(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
