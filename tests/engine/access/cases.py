"""Reading the planners' cases: from a table of minutes to the inputs of an analysis."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from gesamtplan.engine.access import AccessInputs, Decay, Pairs
from gesamtplan.engine.norm_files import read_norms

FILE = Path(__file__).with_name("cases.yaml")
FIELDS = {"name", "source", "people", "places", "minutes", "decay", "digits", "access", "claims"}
DECAYS: dict[str, Callable[[Any], Decay]] = {
    "step": lambda given: Decay.step(given["limit"]),
    "bands": Decay.bands,
    "exponential": lambda given: Decay.exponential(given["rate"], given["limit"]),
    "inverse": lambda given: Decay.from_function(lambda t: 1 / t if t >= 1 else 1.0, given["limit"]),
}


def all_cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = read_norms(FILE.name, FILE.read_bytes())
    for case in cases:
        assert set(case) <= FIELDS, f"{case.get('name')}: unknown field {set(case) - FIELDS}"
    return cases


def inputs_of(case: dict[str, Any]) -> AccessInputs:
    rows = [
        (offer, cell, minutes)
        for cell, line in enumerate(case["minutes"])
        for offer, minutes in enumerate(line)
        if minutes != "far"
    ]
    offer, cell, minutes = zip(*rows, strict=True)
    pairs = Pairs.from_triples(offer, cell, minutes, offers=len(case["places"]), cells=len(case["people"]))
    ((kind, given),) = case["decay"].items()
    return AccessInputs.plain(np.array(case["people"]), np.array(case["places"]), pairs, DECAYS[kind](given))
