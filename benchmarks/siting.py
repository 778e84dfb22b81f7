"""Where the next ten offers help most, on 15,000 cells that are all candidates; and against the proof on a small city.

`python -m benchmarks.siting [--json]`: seconds of the whole way from unmet need to the answer, what is surely covered of
the best possible choice (from the bound), and the ratio to the mixed integer program on a city that it can still solve.
"""

import json
import statistics
import sys
import time
from typing import Any

import numpy as np
from scipy.spatial import cKDTree

from gesamtplan.engine.pairs import Pairs
from gesamtplan.engine.siting import Candidates, best_sites, next_sites

LIMIT, COUNT, RUNS = 15.0, 10, 7


def city(cells: int, radius: float, places: float) -> tuple[Any, Candidates]:
    """Unmet need of cells around a centre, every cell a candidate site."""
    random = np.random.default_rng(2)
    homes = cKDTree(random.normal(0, 5, (cells, 2)))
    near = homes.sparse_distance_matrix(homes, radius, output_type="coo_matrix")
    pairs = Pairs.from_triples(near.row, near.col, near.data / radius * LIMIT, offers=cells, cells=cells)
    names = tuple(f"c{row:05}" for row in range(cells))
    return random.gamma(0.7, 6.0, cells), Candidates(names, np.full(cells, places), pairs, LIMIT)


def measured(cells: int, radius: float, places: float) -> dict[str, Any]:
    """Median CPU milliseconds (one thread), bound and what is surely covered."""
    unmet, candidates = city(cells, radius, places)
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        answer = next_sites(unmet, candidates, COUNT)
        times.append(time.process_time() - start)
    return {
        "cells": cells,
        "pairs": len(candidates.pairs),
        "places": "unlimited" if np.isinf(places) else places,
        "ms": round(1000 * statistics.median(times), 1),
        "target_ms": 50,
        "covered": round(answer.covered, 2),
        "bound": round(answer.bound, 2),
        "at_least": round(answer.at_least, 4),
    }


def against_proof(places: float) -> dict[str, Any]:
    """The same question to both on 150 cells."""
    unmet, candidates = city(150, 1.5, places)
    start = time.process_time()
    answer = next_sites(unmet, candidates, COUNT)
    ours = time.process_time() - start
    start = time.process_time()
    best = best_sites(unmet, candidates, COUNT)
    theirs = time.process_time() - start
    return {
        "pairs": len(candidates.pairs),
        "greedy_ms": round(1000 * ours, 1),
        "proof_ms": round(1000 * theirs, 1),
        "ratio": round(theirs / ours, 1),
        "of_the_best": round(answer.covered / best.covered, 4),
        "bound_over_best": round(answer.bound / best.covered, 4),
    }


def main() -> None:
    """Measure and print JSON, or the same line by line."""
    result = {
        "unlimited": measured(15_000, 0.7, np.inf),
        "limited": measured(15_000, 0.7, 500.0),
        "unlimited_against_proof": against_proof(np.inf),
        "limited_against_proof": against_proof(25.0),
    }
    if "--json" in sys.argv:
        print(json.dumps(result, indent=1))
        return
    for name, value in result.items():
        print(name, value)


if __name__ == "__main__":
    main()
