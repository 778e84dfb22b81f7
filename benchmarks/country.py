"""The access of a country, its travel pairs on disk, against DuckDB in the same run, each in a process of its own.

    python -m benchmarks.country --pairs 50M|100M|494M [--spark] [--shuffled] [--json]

Made up: at 494 M pairs 3.1 million inhabited cells of 100 m in settlements on a square of 600 km, offers where people
live, each reached by all cells within 13 km (30 minutes by bus); a smaller size is a smaller square. Cells and offers are
numbered from north to south; `--shuffled`: offers in any order, neighbours far apart in the files.
Time is from the folder of Parquet to the figures: opening, checking, computing. Before each part all files are read once
(`read_s`), so that no part pays for the disk alone, and some memory is filled and left (`touch_s`, see
benchmarks.access). Peak: most memory of the process; for Spark of all its processes at the same time, Java included.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.ndimage import zoom

from benchmarks.access import BANDS, peak_gb, rounded, touch
from gesamtplan.engine.access import AccessInputs, AccessResult, Decay, Pairs, access
from gesamtplan.engine.scale import access_on_spark, access_streamed, open_pairs, write_pairs

SIZES = {"10M": 10_000_000, "50M": 50_000_000, "100M": 100_000_000, "494M": 494_000_000}
FULL, CELLS, SIDE = 494_000_000, 3_100_000, 6_000
REACH, SLOWEST = 130, 300
"""Cells of 100 m within which an offer is reached, and tenths of a minute at the rim."""
IN_MEMORY = 110_000_000
"""More pairs than this are not also computed in memory."""
PART = 200

Ints = npt.NDArray[np.int32]


def generate(pairs: int, folder: Path, shuffled: bool) -> dict[str, int]:
    """people.npy, places.npy and the folder of pairs."""
    rng, scale = np.random.default_rng(494), pairs / FULL
    side, cells = int(SIDE * scale**0.5), int(CELLS * scale)
    numbers = inhabited(rng, side, cells)
    people = rng.integers(1, 90, cells).astype(float)
    at = np.flatnonzero(numbers.ravel() >= 0)[
        rng.choice(cells, cells, p=people / people.sum(), replace=False)
    ]
    sample = [len(column(numbers, int(place))[0]) for place in at[:3000]]
    at = at[: int(pairs / np.mean(sample))]
    at = at if shuffled else np.sort(at)
    places = rng.integers(5, 120, len(at)).astype(float)
    np.save(folder / "people.npy", people)
    np.save(folder / "places.npy", places)
    write_pairs(folder / "pairs", columns(numbers, at, cells))
    return {"cells": cells, "offers": len(at)}


def inhabited(rng: np.random.Generator, side: int, cells: int) -> Ints:
    """The square: number of each inhabited cell, else -1. Settlements of all sizes: three smooth random surfaces."""
    surface = np.zeros((side, side), np.float32)
    for width, height in ((400, 1.0), (80, 0.8), (12, 0.7)):
        coarse = rng.normal(size=(side // width + 2, side // width + 2)).astype(np.float32)
        surface += height * zoom(coarse, width, order=1)[:side, :side]
    highest = np.argpartition(surface.ravel(), -cells)[-cells:]
    numbers = np.full(side * side, -1, np.int32)
    numbers[np.sort(highest)] = np.arange(cells, dtype=np.int32)
    return numbers.reshape(side, side)


_across = np.arange(-REACH, REACH + 1)
MINUTES = np.rint(np.hypot(_across[:, None], _across) / REACH * SLOWEST).astype(np.uint16)


def column(numbers: Ints, place: int) -> tuple[Ints, npt.NDArray[np.uint16]]:
    """(cells, tenths) of an offer at that place of the square."""
    row, across = divmod(place, numbers.shape[1])
    top, left = max(0, REACH - row), max(0, REACH - across)
    near = numbers[max(0, row - REACH) : row + REACH + 1, max(0, across - REACH) : across + REACH + 1]
    tenths = MINUTES[top : top + near.shape[0], left : left + near.shape[1]]
    reached = (near >= 0) & (tenths <= SLOWEST)
    return near[reached], tenths[reached]


def columns(numbers: Ints, at: npt.NDArray[np.int64], cells: int) -> Iterator[Pairs]:
    for start in range(0, len(at), PART):
        found = [column(numbers, int(place)) for place in at[start : start + PART]]
        near, tenths = (np.concatenate(part) for part in zip(*found, strict=True))
        indptr = np.concatenate(([0], np.cumsum([len(cells) for cells, _ in found])))
        yield Pairs(indptr, near, tenths, cells)


def opened(folder: Path) -> AccessInputs:
    people, places = (np.load(folder / f"{name}.npy") for name in ("people", "places"))
    pairs = open_pairs(folder / "pairs", offers=len(places), cells=len(people))
    return AccessInputs.plain(people, places, pairs, Decay.bands(BANDS))


class Clock:
    """Seconds since it was made: on the wall, and of all processors in this process, which other work changes less."""

    def __init__(self) -> None:
        self.wall, self.processor = time.perf_counter(), time.process_time()

    def seconds(self) -> dict[str, float]:
        return {"s": time.perf_counter() - self.wall, "cpu_s": time.process_time() - self.processor}


def stated(result: AccessResult) -> dict[str, Any]:
    """The bytes of the figures as a digest."""
    figures = np.ascontiguousarray(result.access).tobytes() + result.demand.tobytes()
    return {"result_digest": hashlib.sha256(figures).hexdigest()}


def measure_streamed(folder: Path) -> dict[str, Any]:
    clock = Clock()
    inputs = opened(folder)
    opening = clock.seconds()["s"]
    result = access_streamed(inputs)
    answer = clock.seconds() | {"opening_s": opening, "peak_GB": peak_gb()} | stated(result)
    np.save(folder / "streamed.npy", result.access[:, 0, 0])
    start = time.perf_counter()
    answer["inputs_digest"] = result.inputs_digest
    return answer | {"pairs": len(inputs.pairs), "digest_s": time.perf_counter() - start}


def measure_memory(folder: Path) -> dict[str, Any]:
    """The same pairs, loaded; time without loading them."""
    inputs = opened(folder)
    stored = inputs.pairs
    pairs = Pairs(stored.indptr, stored.cells, stored.tenths, stored.cell_count)
    clock = Clock()
    inputs = AccessInputs.plain(inputs.demand.people[:, 0], inputs.supply.places, pairs, inputs.decay)
    result = access(inputs)
    return clock.seconds() | stated(result) | {"peak_GB": peak_gb(), "inputs_digest": result.inputs_digest}


SQL = """
WITH demand AS (
    SELECT offer, sum(weight * people) AS demand
    FROM pairs JOIN decay USING (tenths) JOIN people USING (cell) GROUP BY offer
)
SELECT cell, sum(weight * places / demand) AS access
FROM pairs JOIN decay USING (tenths) JOIN places USING (offer) JOIN demand USING (offer)
WHERE demand > 0 GROUP BY cell
"""


def measure_duckdb(folder: Path) -> dict[str, Any]:
    """engine/access/definition.sql for one group: its plainest, fastest form."""
    import duckdb

    decay = Decay.bands(BANDS).weights
    figures = {"decay": ("tenths", "weight", decay)}
    figures |= {"people": ("cell", "people", np.load(folder / "people.npy"))}
    figures |= {"places": ("offer", "places", np.load(folder / "places.npy"))}
    clock = Clock()
    with duckdb.connect(config={"threads": len(os.sched_getaffinity(0))}) as connection:
        connection.execute(f"SET temp_directory = '{folder}/spilled'")
        for name, (row, value, amounts) in figures.items():
            given = {row: np.arange(len(amounts), dtype=np.int32), value: amounts}  # noqa: F841  read by name
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")  # noqa: S608  our own names
        connection.read_parquet(f"{folder}/pairs/*.parquet").create_view("pairs")
        found = connection.execute(SQL).fetchnumpy()
    answer = clock.seconds()
    theirs, ours = np.zeros(len(figures["people"][2])), np.load(folder / "streamed.npy")
    theirs[found["cell"]] = found["access"]
    return answer | {
        "peak_GB": peak_gb(),
        "equal": bool(np.allclose(theirs, ours, rtol=1e-9, atol=0)),
        "largest_relative_difference": float((np.abs(theirs - ours) / np.maximum(ours, 1e-300)).max()),
    }


def measure_spark(folder: Path) -> dict[str, Any]:
    """local[2], twice: the first run starts its workers."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    memory = Memory()
    start = time.perf_counter()
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = (
        builder.config("spark.sql.shuffle.partitions", "8").config("spark.driver.memory", "2g").getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    starting, times = time.perf_counter() - start, []
    for _ in range(2):
        start = time.perf_counter()
        result = access_on_spark(spark, opened(folder))
        times.append(time.perf_counter() - start)
    answer = {"s": times[1], "first_s": times[0], "session_s": starting, "peak_GB": memory.stop()}
    spark.stop()
    return answer | stated(result)


class Memory(threading.Thread):
    """Looks at the memory of this process and all it started, ten times a second (Linux)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most, self.running = 0.0, True
        self.start()

    def run(self) -> None:
        while self.running:
            self.most = max(self.most, sum(map(proportional_bytes, family(os.getpid()))))
            time.sleep(0.1)

    def stop(self) -> float:
        self.running = False
        self.join()
        return self.most / 1e9


def family(process: int) -> list[int]:
    """The process and all that it started."""
    found = [process]
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [each for child in task.read_text().split() for each in family(int(child))]
        except OSError:
            continue  # it has just ended
    return found


def proportional_bytes(process: int) -> int:
    """Its memory; what several processes share is divided among them."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0  # it has just ended
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


PARTS = {
    "streamed": measure_streamed,
    "memory": measure_memory,
    "duckdb": measure_duckdb,
    "spark": measure_spark,
}


def run_part(part: str, folder: Path, pairs: int) -> dict[str, Any]:
    """In a process of its own, so that its memory is its own."""
    load, start = os.getloadavg()[0], time.perf_counter()
    stored = sum(len(path.read_bytes()) for path in (folder / "pairs").iterdir())
    before = {"load_before": load, "read_s": time.perf_counter() - start, "stored_GB": stored / 1e9}
    before["touch_s"] = touch(pairs * 4)
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "benchmarks.country",
        "--part",
        part,
        "--folder",
        str(folder),
    ]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603  our own command
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer | before


def summary(parts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Ratios, whether the bytes agree, and for a smaller run what the full one would take in proportion: too much, since
    starting up (`import pyarrow` alone takes most of a second) does not grow with the pairs."""
    ours, theirs = parts["streamed"], parts["duckdb"]
    digests = {part["result_digest"] for part in parts.values() if "result_digest" in part}
    inputs = {part["inputs_digest"] for part in parts.values() if "inputs_digest" in part}
    pairs = ours["pairs"]
    found = {
        "duckdb_over_streamed": theirs["s"] / ours["s"],
        "duckdb_over_streamed_cpu": theirs["cpu_s"] / ours["cpu_s"],
        "duckdb_memory_over_streamed": theirs["peak_GB"] / ours["peak_GB"],
        "million_pairs_per_s": pairs / ours["s"] / 1e6,
        "same_bytes": len(digests) == 1 and len(inputs) == 1,
    }
    if pairs < 0.98 * FULL:
        found["extrapolated_not_measured_s_at_494M"] = {
            name: part["s"] / pairs * FULL for name, part in parts.items()
        }
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", choices=SIZES, default="50M")
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--shuffled", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.part:
        print(json.dumps(PARTS[given.part](given.folder)))
        return
    pairs = SIZES[given.pairs]
    left_out = {"spark"} if not given.spark else set()
    left_out |= {"memory"} if pairs > IN_MEMORY else set()
    with tempfile.TemporaryDirectory() as name:
        start = time.perf_counter()
        size = generate(pairs, Path(name), given.shuffled)
        facts = size | {"shuffled": given.shuffled, "generate_s": time.perf_counter() - start}
        parts = {part: run_part(part, Path(name), pairs) for part in PARTS if part not in left_out}
    found = {"size": facts, "threads": len(os.sched_getaffinity(0)), **parts, "summary": summary(parts)}
    print(json.dumps(rounded(found), indent=None if given.json else 1))


if __name__ == "__main__":
    main()
