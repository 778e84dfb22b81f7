"""Numbers that others printed first: every method comes out as in the paper or program named in cases.yaml."""

from typing import Any

import numpy as np
import pytest

from gesamtplan.engine.access import Method, access
from tests.engine.access.cases import all_cases, inputs_of

CASES = all_cases()
CHECKS = [
    pytest.param(case, what, method, id=f"{case['name']} / {method}")
    for case in CASES
    for what in ("access", "claims")
    for method in case.get(what, {})
]


@pytest.mark.parametrize(("case", "what", "method"), CHECKS)
def test_case_gives_the_published_numbers(case: dict[str, Any], what: str, method: str) -> None:
    result = access(inputs_of(case), Method(method))
    figures = {"access": result.access, "claims": result.claims}[what]
    expected = case[what][method]
    assert np.abs(figures[:, 0, 0] - expected).max() <= 0.5 * 10.0 ** -case["digits"] * (1 + 1e-9)


def test_cases_cover_every_method_that_needs_pairs() -> None:
    covered = {method for case in CASES for what in ("access", "claims") for method in case.get(what, {})}
    assert covered == {method.value for method in Method} - {"provision"}


def test_cases_name_their_source() -> None:
    assert all(case["source"] for case in CASES)
    assert len({case["name"] for case in CASES}) == len(CASES)
