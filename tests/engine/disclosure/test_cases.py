"""The planners' cases, one test each."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gesamtplan.engine.disclosure import State, load_rules, protect, shown_access, shown_unmet
from gesamtplan.engine.norm_files import read_norms

FOLDER = Path(__file__).parent / "cases"
RULES = load_rules()


def cases(name: str) -> list[Any]:
    found: list[dict[str, Any]] = read_norms(name, (FOLDER / name).read_bytes())
    return [pytest.param(case, id=case.pop("name")) for case in found]


@pytest.mark.parametrize("case", cases("counts.yaml"))
def test_count_is_shown_as_expected(case: dict[str, Any]) -> None:
    rules = RULES.with_threshold(case["threshold"]) if "threshold" in case else RULES
    found = protect(case["people"], case["key"], rules)
    assert (int(found.people) if found.shown else None) == case["shown"]


@pytest.mark.parametrize("case", cases("figures.yaml"))
def test_figure_is_shown_as_expected(case: dict[str, Any]) -> None:
    show, value = (shown_access, case["access"]) if "access" in case else (shown_unmet, case["unmet"])
    found = show(np.array([value]), np.array([case["need"]]), RULES)
    assert State(found.state[0]).name.lower() == case.get("state", "shown")
    if "class" in case:
        assert RULES.access_per_100[found.values[0]] == case["class"]
    else:
        assert found.values[0] == case.get("rounded", -1)
