"""The planners' cases, one test each."""

from typing import Any

import pytest

from tests.engine.allocation.case_files import all_cases, found

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case_comes_out_as_expected(case: dict[str, Any]) -> None:
    assert found(case) == case["expect"]


def test_cases_have_names_of_their_own() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) == len(set(names)) >= 16
