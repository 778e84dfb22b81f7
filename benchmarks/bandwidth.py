"""How fast this machine reads memory: the limit that no analysis of the pairs can pass.

    python -m benchmarks.bandwidth [--megabytes 512] [--json]

Whole numbers are summed, eight bytes at a time, best of several runs; with several threads each reads its own part.
"""

import argparse
import json
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt

RUNS = 9


def best(work: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds of the fastest of several runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def read_seconds(arrays: Sequence[npt.NDArray[Any]], threads: int = 1) -> float:
    """Seconds to read all of the arrays once."""
    parts = [part for array in arrays for part in np.array_split(_as_words(array), threads)]
    if threads == 1:
        return best(lambda: [part.sum() for part in parts])
    with ThreadPoolExecutor(threads) as pool:
        return best(lambda: list(pool.map(np.sum, parts)))


def _as_words(array: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    flat = array.reshape(-1).view(np.uint8)
    return flat[: len(flat) // 8 * 8].view(np.int64)


def gigabytes_per_second(megabytes: int, threads: int) -> float:
    """Bandwidth of reading, in 10^9 bytes a second."""
    array = np.ones(megabytes * 10**6 // 8, np.int64)
    return array.nbytes / read_seconds([array], threads) / 1e9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=512)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = {
        f"threads_{threads}": round(gigabytes_per_second(given.megabytes, threads), 1)
        for threads in sorted({1, len(os.sched_getaffinity(0))})
    }
    print(json.dumps({"megabytes": given.megabytes, "GB_per_s": found}) if given.json else found)


if __name__ == "__main__":
    main()
