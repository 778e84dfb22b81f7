"""Pages and API with 500 needs, 500 measures and 5,000 offers: queries, CPU, bytes, requests per second.

    python -m benchmarks.pages [--json] [--seconds 2]

Works on an instance of its own that is thrown away at the end. CPU is the process time of one request inside this process
(median of 9 after 2 to warm up); requests per second come from the production server with two workers, asked for a fixed time
by eight threads of this process on the same machine, so they are a lower bound. `× bare` compares the CPU with the imprint,
a page without any list, in the same run: that ratio can be compared between machines, the milliseconds cannot.
With --json the table goes to standard error, the numbers to standard output.
"""

import argparse
import contextlib
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

BARE = "/imprint/"
PATHS = (
    "/health", BARE, "/", "/plan/", "/plan/needs/", "/plan/needs/?view=board", "/plan/measures/",
    "/plan/measures/?view=timeline", "/plan/needs/N18/", "/plan/open-topics/", "/money/", "/figures/",
    "/figures/bevoelkerung.nichtdeutsche.insgesamt/", "/council/resolutions/", "/offers/", "/day-one/",
    "/api/v1/needs?limit=50", "/api/v1/measures?limit=50", "/api/v1/offers?limit=50",
    "/api/v1/day-one?on=2025-12-02", "/api/v1/entitlement?kind=work&status=gestattung&on=2024-03-01&months=7",
)  # fmt: skip
UNDER_LOAD = (
    "/health", BARE, "/", "/plan/needs/", "/plan/measures/", "/money/", "/offers/", "/day-one/",
    "/api/v1/needs?limit=50", "/api/v1/offers?limit=50",
)  # fmt: skip
RUNS, WARM, ASKERS = 9, 2, 8
Headers = Mapping[str, str]
NO_HEADERS: Headers = {}
COLUMNS = ("path", "status", "queries", "cpu_ms", "x_bare", "kB", "kB_gzip", "per_s", "p50_ms", "p95_ms")


def load(home: Path) -> None:
    """Munich in this folder."""
    os.environ |= {"GESAMTPLAN_HOME": str(home), "GESAMTPLAN_STATIC": str(home / "static")}
    from gesamtplan.config import cli, instance

    instance.require_writable_home(home)
    cli.prepare(home)
    instance.load_demo(fresh=False, say=print)


def prepare(home: Path) -> None:
    """Munich, grown, in this folder."""
    load(home)
    from django.utils import timezone

    from benchmarks.generate import grow

    grow(500, 500, 5000, timezone.now())


def in_process(path: str, headers: Headers = NO_HEADERS) -> dict[str, Any]:
    """Queries, CPU and size of one request."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost", **headers})
    for _ in range(WARM):
        client.get(path).getvalue()
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(path)
        size = len(answer.getvalue())  # of a stream, which asks while it is read
        queries = len(caught)  # the next request empties the log
    return {
        "path": path,
        "status": answer.status_code,
        "queries": queries,
        "cpu_ms": round(statistics.median(_cpu(client, path) for _ in range(RUNS)), 1),
        "kB": round(size / 1000, 1),
        "kB_gzip": round(len(client.get(path, headers={"accept-encoding": "gzip"}).getvalue()) / 1000, 1),
    }


def _cpu(client: Any, path: str) -> float:
    start = time.process_time()
    client.get(path).getvalue()
    return 1000 * (time.process_time() - start)


@contextlib.contextmanager
def server(home: Path) -> Iterator[str]:
    """The production server with two workers; gives its address, and ends it with all its children."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gesamtplan.config.cli",
        "serve",
        "--port",
        str(port),
        "--home",
        str(home),
    ]
    environment = os.environ | {"GESAMTPLAN_WORKERS": "2"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as running:  # noqa: S603 - ours
        try:
            _wait(f"http://127.0.0.1:{port}/health", running)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            try:
                running.wait(10)
            except subprocess.TimeoutExpired:
                running.kill()


def _wait(address: str, running: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own server
            return
        if running.poll() is not None:
            break
        time.sleep(0.2)
    raise SystemExit(f"The server did not answer at {address}. Try: gesamtplan serve --home FOLDER")


def under_load(address: str, seconds: float, headers: Headers = NO_HEADERS) -> dict[str, float]:
    """Requests per second and answer times while eight ask at once for that long."""
    _ask(address, headers, time.perf_counter() + 0.3)  # wakes the workers
    start = time.perf_counter()
    with ThreadPoolExecutor(ASKERS) as pool:
        asked = list(pool.map(lambda _: _ask(address, headers, start + seconds), range(ASKERS)))
    took, times = time.perf_counter() - start, sorted(one for some in asked for one in some)
    return {
        "per_s": round(len(times) / took, 1),
        "p50_ms": round(1000 * statistics.median(times), 1),
        "p95_ms": round(1000 * times[int(0.95 * (len(times) - 1))], 1),
    }


def _ask(address: str, headers: Headers, until: float) -> list[float]:
    """Seconds that each answer took; at least one. Unchanged (304) is an answer, too."""
    times: list[float] = []
    request = urllib.request.Request(address, headers=dict(headers))  # noqa: S310 - our own server
    while not times or time.perf_counter() < until:
        start = time.perf_counter()
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310 - as above
                answer.read()
        except urllib.error.HTTPError as problem:
            if problem.code != 304:
                raise
        times.append(time.perf_counter() - start)
    return times


def measure(home: Path, seconds: float) -> list[dict[str, Any]]:
    """All numbers, one row per path."""
    prepare(home)
    rows = [in_process(path) for path in PATHS]
    bare = next(row["cpu_ms"] for row in rows if row["path"] == BARE)
    with server(home) as base:
        loaded = {path: under_load(base + path, seconds) for path in UNDER_LOAD}
    return [row | {"x_bare": round(row["cpu_ms"] / bare, 1)} | loaded.get(row["path"], {}) for row in rows]


def table(rows: list[dict[str, Any]], columns: tuple[str, ...] = COLUMNS) -> str:
    """The rows as Markdown; an empty cell was not measured."""
    lines = [columns, ["---"] * len(columns), *([str(row.get(key, "")) for key in columns] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Measure, print, leave nothing behind."""
    parser = argparse.ArgumentParser(description="Speed of pages and API on a grown instance.")
    parser.add_argument("--json", action="store_true", help="numbers as JSON on standard output")
    parser.add_argument("--seconds", type=float, default=2.0, help="how long each path is asked for")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(sys.stderr):
        rows = measure(Path(folder), chosen.seconds)
    print(table(rows), file=sys.stderr if chosen.json else sys.stdout)
    if chosen.json:
        print(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
