"""Access against PySAL `access` on the same made-up city, each in a process of its own, in one run.

    python -m benchmarks.access --size S|M|L [--json] [--skip-peer]

S 2,000 cells × 500 offers × 0.2 M pairs, M 15,000 × 3,000 × 5 M, L 100,000 × 20,000 × 49 M.
Cold: from arrays of pairs in memory to the figures, all checks included. Warm: again, with the pairs laid out (other
method, other people or places). The peer's time is its call alone, without building its tables. "Read" is one sum over
the laid-out pairs (12 bytes each), "stored" one over the pairs as delivered (6 bytes each). Before each part another process
fills as much memory as the part needs and leaves it: a virtual machine's first touch of memory can take a second for
400 MB, which says nothing about either program (`touch_s`, given per part).
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from scipy.spatial import cKDTree

from benchmarks.bandwidth import best, gigabytes_per_second, read_seconds
from gesamtplan.engine.access import (
    AccessInputs,
    ClassTable,
    Decay,
    Demand,
    Method,
    Pairs,
    Prepared,
    Supply,
    compute,
    prepare,
    what_if,
)

SIZES = {"S": (2_000, 500, 200_000), "M": (15_000, 3_000, 5_000_000), "L": (100_000, 20_000, 49_000_000)}
BANDS = [(10.0, 1.0), (20.0, 0.68), (30.0, 0.22)]
GROUPS, FIELDS, CLASSES = 24, 8, 40
BYTES_PER_PAIR = {"peer": 200, "triples": 70}  # what a part holds at most; 40 for the others
RUNS = 9


def generate(size: str, folder: Path) -> None:
    """A square city: cells on a grid, offers anywhere, each reached by its nearest cells within 30 minutes."""
    cells, offers, pairs = SIZES[size]
    rng, side = np.random.default_rng(20), int(np.ceil(cells**0.5))
    place = np.stack(np.divmod(np.arange(cells), side), axis=1) + rng.uniform(-0.3, 0.3, (cells, 2))
    tree, each = cKDTree(place), pairs // offers
    columns = []
    for part in np.array_split(rng.uniform(0, side, (offers, 2)), max(1, offers // 500)):
        far, near = tree.query(part, k=each, workers=-1)
        order = np.argsort(near, axis=1)
        tenths = np.rint(far / far[:, -1:] * 300).astype(np.uint16)
        columns.append(
            (np.take_along_axis(near, order, 1).astype(np.int32), np.take_along_axis(tenths, order, 1))
        )
    np.savez(
        folder / "city.npz",
        indptr=np.arange(offers + 1, dtype=np.int64) * each,
        cells=np.concatenate([near for near, _ in columns]).ravel(),
        tenths=np.concatenate([tenths for _, tenths in columns]).ravel(),
        people=rng.integers(0, 400, cells).astype(float),
        places=rng.integers(5, 120, offers).astype(float),
    )


def peak_gb() -> float:
    """Most memory this process has held, in 10^9 bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


def load(folder: Path) -> dict[str, Any]:
    with np.load(folder / "city.npz") as stored:
        return dict(stored)


def pairs_from(city: dict[str, Any]) -> Pairs:
    return Pairs(city["indptr"], city["cells"], city["tenths"], len(city["people"]))


def laid_out(prepared: Prepared) -> list[Any]:
    """The arrays that one analysis reads."""
    return [array for block in prepared.blocks for array in (block.weights.data, block.weights.indices)]


def measure_ours(folder: Path) -> dict[str, Any]:
    """One E2SFCA, one field and one group."""
    city, threads = load(folder), len(os.sched_getaffinity(0))
    start = time.perf_counter()
    inputs = AccessInputs.plain(city["people"], city["places"], pairs_from(city), Decay.bands(BANDS))
    prepared = prepare(inputs)
    result = compute(prepared, Method.E2SFCA)
    cold = time.perf_counter() - start
    start = time.perf_counter()
    digest = result.inputs_digest
    found = {
        "cold_s": cold,
        "digest_s": time.perf_counter() - start,
        "warm_s": best(lambda: compute(prepared, Method.E2SFCA), RUNS),
        "warm_one_thread_s": best(lambda: compute(prepared, Method.E2SFCA, 1), RUNS),
        "bfca_warm_s": best(lambda: compute(prepared, Method.BFCA), 3),
        "peak_GB": peak_gb(),
        "read_s": read_seconds(laid_out(prepared), threads),
        "read_one_thread_s": read_seconds(laid_out(prepared)),
        "stored_read_one_thread_s": read_seconds([city["cells"], city["tenths"]]),
        "GB_per_s": gigabytes_per_second(512, threads),
        "what_if_us": _what_if(result, inputs),
        "inputs_digest": digest,
    }
    np.save(folder / "ours.npy", result.access[:, 0, 0])
    return found


def _what_if(result: Any, inputs: AccessInputs) -> float:
    """Median microseconds of the change in access by one offer with ten places more."""
    times = []
    for offer in np.random.default_rng(1).integers(0, len(inputs.supply.offers), 500):
        start = time.perf_counter()
        _ = what_if(result, int(offer), float(inputs.supply.places[offer]) + 10).share_change
        times.append(time.perf_counter() - start)
    return median(times) * 1e6


def measure_groups(folder: Path) -> dict[str, Any]:
    """24 groups × 8 fields, 40 classes of offers mixed among each other, three of five groups eligible."""
    city, rng = load(folder), np.random.default_rng(4)
    cells, offers = len(city["people"]), len(city["places"])
    names = [tuple(map(str, range(count))) for count in (cells, GROUPS, offers, FIELDS)]
    start = time.perf_counter()
    inputs = AccessInputs(
        Demand(names[0], names[1], rng.multinomial(60, np.ones(GROUPS) / GROUPS, cells).astype(float)),
        Supply(names[2], city["places"], rng.integers(0, CLASSES, offers)),
        ClassTable(names[3], np.arange(CLASSES) % FIELDS, rng.random((CLASSES, GROUPS)) < 0.6),
        rng.uniform(0.05, 0.9, (FIELDS, GROUPS)),
        pairs_from(city),
        Decay.bands(BANDS),
        "benchmark",
    )
    prepared = prepare(inputs)
    _ = prepared.competing
    build = time.perf_counter() - start
    warm = best(lambda: compute(prepared, Method.E2SFCA), RUNS)
    start = time.perf_counter()
    result = compute(prepared, Method.E2SFCA)
    _ = result.unmet.sum(), result.reason.max()
    full = time.perf_counter() - start
    return {
        "groups": GROUPS,
        "fields": FIELDS,
        "classes": CLASSES,
        "build_s": build,
        "warm_s": warm,
        "with_claims_unmet_and_reasons_s": full,
        "claims_over_places": float(result.claims.sum() / city["places"].sum()),
        "peak_GB": peak_gb(),
    }


def measure_triples(folder: Path) -> dict[str, Any]:
    """From a table of rows in any order, as a file of travel times holds them."""
    city = load(folder)
    rows = np.random.default_rng(2).permutation(len(city["cells"]))
    offer = np.repeat(np.arange(len(city["places"]), dtype=np.int32), np.diff(city["indptr"]))[rows]
    cell, minutes = city["cells"][rows], city["tenths"][rows] / 10
    start = time.perf_counter()
    pairs = Pairs.from_triples(offer, cell, minutes, offers=len(city["places"]), cells=len(city["people"]))
    return {
        "s": time.perf_counter() - start,
        "equal": pairs.digest == pairs_from(city).digest,
        "peak_GB": peak_gb(),
    }


def measure_shuffled(folder: Path) -> dict[str, Any]:
    """The same city with its cells in random order: neighbours are no longer neighbours in memory."""
    city = load(folder)
    place = np.random.default_rng(3).permutation(len(city["people"])).astype(np.int32)
    shape = (len(city["places"]), -1)
    moved = place[city["cells"]].reshape(shape)
    order = np.argsort(moved, axis=1)
    city["cells"] = np.take_along_axis(moved, order, 1).ravel()
    city["tenths"] = np.take_along_axis(city["tenths"].reshape(shape), order, 1).ravel()
    prepared = prepare(
        AccessInputs.plain(
            city["people"][np.argsort(place)], city["places"], pairs_from(city), Decay.bands(BANDS)
        )
    )
    result = compute(prepared)
    return {
        "warm_s": best(lambda: compute(prepared), RUNS),
        "equal": bool(np.allclose(result.access[place, 0, 0], np.load(folder / "ours.npy"), rtol=1e-12)),
    }


def measure_peer(folder: Path) -> dict[str, Any]:
    """PySAL `access`: its E2SFCA with the same bands, on tables that are already built."""
    import pandas as pd

    from access import Access, weights

    city = load(folder)
    rows = np.repeat(np.arange(len(city["places"])), np.diff(city["indptr"]))
    peer = Access(
        demand_df=pd.DataFrame({"geoid": np.arange(len(city["people"])), "people": city["people"]}),
        demand_index="geoid",
        demand_value="people",
        supply_df=pd.DataFrame({"geoid": np.arange(len(city["places"])), "places": city["places"]}),
        supply_index="geoid",
        supply_value="places",
        cost_df=pd.DataFrame({"origin": city["cells"], "dest": rows, "cost": city["tenths"] / 10}),
        cost_origin="origin",
        cost_dest="dest",
        cost_name="cost",
    )
    start = time.perf_counter()
    found = peer.enhanced_two_stage_fca(weight_fn=weights.step_fn(dict(BANDS)))
    seconds = time.perf_counter() - start
    theirs = found.iloc[:, -1].reindex(np.arange(len(city["people"]))).fillna(0).to_numpy()
    ours = np.load(folder / "ours.npy")
    return {
        "s": seconds,
        "peak_GB": peak_gb(),
        "largest_difference": float(np.abs(theirs - ours).max() / ours.max()),
        "equal": bool(np.allclose(theirs, ours, rtol=1e-9)),
    }


PARTS = {
    "ours": measure_ours,
    "groups": measure_groups,
    "shuffled": measure_shuffled,
    "triples": measure_triples,
    "peer": measure_peer,
}


def run_part(part: str, size: str, folder: Path) -> dict[str, Any]:
    """In a process of its own, so that its memory is its own."""
    touched = touch(SIZES[size][2] * BYTES_PER_PAIR.get(part, 40))
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "benchmarks.access",
        "--part",
        part,
        "--folder",
        str(folder),
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  our own command
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer | {"touch_s": touched}


def touch(size: int) -> float:
    """Seconds in which a process of its own fills that many bytes."""
    code = f"import numpy, time; s = time.perf_counter(); numpy.ones({size // 8}); print(time.perf_counter() - s)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    return float(done.stdout)


def summary(size: str, parts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Ratios, and how far the run is from what memory allows."""
    cells, offers, pairs = SIZES[size]
    ours, groups, peer = parts["ours"], parts["groups"], parts.get("peer")
    limit = pairs * 12 / (ours["GB_per_s"] * 1e9)
    ratios = {
        "warm_over_read": ours["warm_s"] / ours["read_s"],
        "warm_over_read_one_thread": ours["warm_s"] / ours["read_one_thread_s"],
        "warm_over_stored_read_one_thread": ours["warm_s"] / ours["stored_read_one_thread_s"],
        "groups_over_read": groups["warm_s"] / ours["read_s"],
        "groups_over_read_one_thread": groups["warm_s"] / ours["read_one_thread_s"],
        "memory_limit_s": limit,
        "warm_over_memory_limit": ours["warm_s"] / limit,
    }
    if peer:
        ratios |= {
            "peer_over_warm": peer["s"] / ours["warm_s"],
            "peer_over_cold": peer["s"] / ours["cold_s"],
            "peer_memory_over_ours": peer["peak_GB"] / ours["peak_GB"],
        }
    return {
        "size": {"name": size, "cells": cells, "offers": offers, "pairs": pairs},
        "threads": len(os.sched_getaffinity(0)),
        "load_after": os.getloadavg()[0],
        **parts,
        "ratios": ratios,
    }


def rounded(value: Any) -> Any:
    """Four digits are more than a measurement carries."""
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    return float(f"{value:.4g}") if isinstance(value, float) else value


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", choices=SIZES, default="S")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--skip-peer", action="store_true")
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.part:
        print(json.dumps(PARTS[given.part](given.folder)))
        return
    with tempfile.TemporaryDirectory() as name:
        generate(given.size, Path(name))
        wanted = [part for part in PARTS if part != "peer" or not given.skip_peer]
        found = rounded(
            summary(given.size, {part: run_part(part, given.size, Path(name)) for part in wanted})
        )
    print(json.dumps(found, indent=None if given.json else 1))


if __name__ == "__main__":
    main()
