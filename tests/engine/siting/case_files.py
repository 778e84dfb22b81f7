"""Reading the planners' cases and holding a result against what a case expects."""

from pathlib import Path
from typing import Any

from gesamtplan.engine.norm_files import read_norms
from gesamtplan.engine.pairs import Pairs
from gesamtplan.engine.siting import Candidates, best_sites, next_sites

FOLDER = Path(__file__).parent / "cases"
FIELDS = {"name", "unmet", "sites", "limit", "count", "expect"}


def all_cases() -> list[dict[str, Any]]:
    cases = [
        case for file in sorted(FOLDER.glob("*.yaml")) for case in read_norms(file.name, file.read_bytes())
    ]
    for case in cases:
        assert set(case) <= FIELDS, f"{case.get('name')}: unknown field {set(case) - FIELDS}"
    return cases


def candidates(case: dict[str, Any]) -> Candidates:
    areas, sites = list(case["unmet"]), case["sites"]
    ways = [
        (number, areas.index(area), minutes)
        for number, site in enumerate(sites.values())
        for area, minutes in site["minutes"].items()
    ]
    pairs = Pairs.from_triples(*zip(*ways, strict=True), offers=len(sites), cells=len(areas))
    places = [float(site.get("places", "inf")) for site in sites.values()]
    return Candidates(tuple(sites), places, pairs, case["limit"])


def found(case: dict[str, Any]) -> dict[str, Any]:
    """What the engine says to everything that the case expects."""
    unmet, where = list(case["unmet"].values()), candidates(case)
    answer = next_sites(unmet, where, case["count"])
    return {
        "sites": [site.site for site in answer.sites],
        "adds": [site.adds for site in answer.sites],
        "covered": answer.covered,
        "bound": answer.bound,
        "best": best_sites(unmet, where, case["count"]).covered,
    }
