"""The planners' cases, one test each."""

from typing import Any

import pytest

from gesamtplan.engine.eligibility import May
from tests.engine.eligibility.case_files import READ, all_cases, answer

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case_comes_out_as_expected(case: dict[str, Any]) -> None:
    found = answer(case)
    assert {key: READ[key](found) for key in case["expect"]} == case["expect"]


def test_cases_reach_every_answer() -> None:
    assert {case["expect"]["may"] for case in CASES} == set(May)


def test_cases_have_names_of_their_own() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) == len(set(names))
