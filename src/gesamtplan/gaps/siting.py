"""Where the next offers would help most: existing ones fixed, every cell a candidate, one usual size."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from gesamtplan.engine.pairs import Pairs
from gesamtplan.engine.siting import Candidates, next_sites
from gesamtplan.gaps.cells import pairs_between
from gesamtplan.gaps.inputs.topics import Size, YearInputs

if TYPE_CHECKING:
    from gesamtplan.gaps.analysis import GroupResult

COUNT = 10


def siting(inputs: YearInputs, results: "Sequence[GroupResult]") -> list[dict[str, Any]]:
    """For each kind of places with a usual size: the next sites, what each adds, and what no choice can exceed."""
    if inputs.minutes is None:
        return []
    numbers = range(len(inputs.places))
    near = pairs_between(inputs, numbers, numbers)
    kinds = dict.fromkeys(norm.supply for norm in inputs.norms.values())
    return [_next(inputs, results, kind, inputs.sizes[kind], near) for kind in kinds if kind in inputs.sizes]


def _next(
    inputs: YearInputs, results: "Sequence[GroupResult]", kind: str, size: Size, near: Pairs
) -> dict[str, Any]:
    served = [result for result in results if inputs.norms[result.group].supply == kind]
    unmet = np.sum([result.by_cell["best_unmet"] for result in served], axis=0)
    sites = tuple(place.code for place in inputs.places)
    candidates = Candidates(sites, np.full(len(sites), size.places), near, float(size.minutes))
    answer = next_sites(unmet, candidates, COUNT)
    totals = np.cumsum([site.adds for site in answer.sites])
    return {
        "supply": kind,
        "groups": [result.group for result in served],
        "size": size.places,
        "minutes": size.minutes,
        "unmet": answer.unmet,
        "covered": answer.covered,
        "bound": answer.bound,
        "at_least": answer.at_least,
        "steps": [
            {"area": site.site, "gain": site.adds, "near": site.near, "total": float(total)}
            for site, total in zip(answer.sites, totals, strict=True)
        ],
    }
