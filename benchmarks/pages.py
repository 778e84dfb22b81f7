"""Pages and API with 500 needs, 500 measures and 5,000 offers: queries, CPU per request, requests per second.

    python -m benchmarks.pages [--json]

CPU is the process time of one request inside this process (median of 9 after 2 to warm up); requests per second come from the
production server with two workers, asked by eight threads of this process on the same machine, so they are a lower bound.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

PATHS = (
    "/", "/plan/", "/plan/needs/", "/plan/measures/", "/plan/needs/N18/", "/plan/open-topics/", "/day-one/", "/money/", "/figures/",
    "/figures/bevoelkerung.nichtdeutsche.insgesamt/", "/council/resolutions/", "/offers/", "/api/v1/needs?limit=50",
    "/api/v1/measures?limit=50", "/api/v1/offers?limit=50", "/api/v1/day-one?on=2025-12-02",
    "/api/v1/entitlement?kind=work&status=gestattung&on=2024-03-01&months=7",
)  # fmt: skip
RUNS, WARM, LOAD = 9, 2, 120


def prepare(home: Path) -> None:
    """Munich, grown."""
    os.environ |= {"GESAMTPLAN_HOME": str(home), "GESAMTPLAN_STATIC": str(home / "static")}
    from gesamtplan.config import cli, instance

    instance.require_writable_home(home)
    cli.prepare(home)
    instance.load_demo(fresh=False, say=print)
    from django.utils import timezone

    from benchmarks.generate import grow

    grow(500, 500, 5000, timezone.now())


def in_process(path: str) -> dict[str, Any]:
    """Queries, CPU and size of one request."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, cpu = Client(headers={"host": "localhost"}), []
    for _ in range(WARM):
        client.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
        size = len(answer.getvalue())
    for _ in range(RUNS):
        start = time.process_time()
        client.get(path).getvalue()
        cpu.append(time.process_time() - start)
    return {
        "path": path,
        "status": answer.status_code,
        "queries": len(queries),
        "cpu_ms": round(1000 * statistics.median(cpu), 1),
        "kB": size // 1000,
    }


def under_load(base: str, path: str) -> dict[str, float]:
    """Requests per second and median answer time with eight askers."""

    def ask(_: int) -> float:
        start = time.perf_counter()
        with urllib.request.urlopen(base + path) as answer:  # noqa: S310 - our own server
            answer.read()
        return time.perf_counter() - start

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(16)))
        start = time.perf_counter()
        times = list(pool.map(ask, range(LOAD)))
    return {
        "per_s": round(LOAD / (time.perf_counter() - start), 1),
        "p50_ms": round(1000 * statistics.median(times), 1),
    }


def main() -> None:
    """Measure all paths and print a table, or JSON."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        rows = [in_process(path) for path in PATHS]
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [
            sys.executable,
            "-c",
            "from gesamtplan.config.cli import main; main()",
            "serve",
            "--port",
            str(port),
            "--home",
            folder,
        ]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:  # noqa: S603 - our own command
            base = f"http://127.0.0.1:{port}"
            for _ in range(100):
                try:
                    urllib.request.urlopen(f"{base}/health")  # noqa: S310 - our own server
                    break
                except OSError:
                    time.sleep(0.2)
            rows = [row | under_load(base, row["path"]) for row in rows]
            server.terminate()
    if "--json" in sys.argv:
        print(json.dumps(rows, indent=1))
        return
    print(
        "| path | status | queries | CPU ms | kB | requests/s | p50 ms |\n| --- | --- | --- | --- | --- | --- | --- |"
    )
    for row in rows:
        print(
            "| "
            + " | ".join(
                str(row[key]) for key in ("path", "status", "queries", "cpu_ms", "kB", "per_s", "p50_ms")
            )
            + " |"
        )


if __name__ == "__main__":
    main()
