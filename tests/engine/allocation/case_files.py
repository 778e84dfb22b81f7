"""Reading the planners' cases and holding a result against what a case expects."""

from pathlib import Path
from typing import Any

import numpy as np

from gesamtplan.engine.access import AccessInputs, ClassTable, Decay, Demand, Pairs, Supply
from gesamtplan.engine.allocation import WhyUnmet, why_unmet
from gesamtplan.engine.norm_files import read_norms

FOLDER = Path(__file__).parent / "cases"
FIELDS = {"name", "people", "offers", "limit", "norm", "expect"}


def all_cases() -> list[dict[str, Any]]:
    cases = [
        case for file in sorted(FOLDER.glob("*.yaml")) for case in read_norms(file.name, file.read_bytes())
    ]
    for case in cases:
        assert set(case) <= FIELDS, f"{case.get('name')}: unknown field {set(case) - FIELDS}"
    return cases


def inputs(case: dict[str, Any]) -> AccessInputs:
    """One class for each offer."""
    areas, offers = list(case["people"]), case["offers"]
    groups = list(dict.fromkeys(_groups(case)))
    ways = [
        (number, areas.index(area), minutes)
        for number, offer in enumerate(offers.values())
        for area, minutes in offer["minutes"].items()
    ]
    columns = zip(*ways, strict=True) if ways else ([], [], [])
    admits = [
        [offer["for"] == "all" or group in offer["for"] for group in groups] for offer in offers.values()
    ]
    return AccessInputs(
        Demand(
            tuple(areas),
            tuple(groups),
            np.array([[row.get(g, 0) for g in groups] for row in case["people"].values()]),
        ),
        Supply(
            tuple(offers), np.array([offer["places"] for offer in offers.values()]), np.arange(len(offers))
        ),
        ClassTable(
            ("field",), np.zeros(len(offers), int), np.array(admits, bool).reshape(len(offers), len(groups))
        ),
        np.full((1, len(groups)), case.get("norm", 1.0)),
        Pairs.from_triples(*columns, offers=len(offers), cells=len(areas)),
        Decay.step(case["limit"]),
        "case",
    )


def _groups(case: dict[str, Any]) -> list[str]:
    living = [group for row in case["people"].values() for group in row]
    return living + [
        group for offer in case["offers"].values() if offer["for"] != "all" for group in offer["for"]
    ]


def found(case: dict[str, Any]) -> dict[str, Any]:
    """What the engine says to everything that the case expects."""
    why = why_unmet(inputs(case))
    return {key: _read(why, key, wanted) for key, wanted in case["expect"].items()}


def _read(why: WhyUnmet, key: str, wanted: Any) -> Any:
    if key == "served_by":
        return {name: _served(why, *name.split("/")) for name in wanted}
    totals = why.allocation.totals[0] if hasattr(why.allocation.totals[0], key) else why.totals[0]
    return round(getattr(totals, key), 6)


def _served(why: WhyUnmet, area: str, group: str) -> float:
    demand = why.allocation.inputs.demand
    return float(why.allocation.served[demand.cells.index(area), 0, demand.groups.index(group)])
