"""The planners' cases, one test each, and what they must cover together."""

from datetime import date, timedelta
from typing import Any

import pytest

from gesamtplan.engine.entitlement import change_dates, load_rules
from tests.engine.entitlement.case_files import READ, all_cases, answer

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case_comes_out_as_expected(case: dict[str, Any]) -> None:
    found = answer(load_rules(), case)
    assert {key: READ[key](found) for key in case["expect"]} == case["expect"]


def test_cases_reach_every_rule() -> None:
    reached = {rule.id for case in CASES for rule in answer(load_rules(), case).rules}
    assert {rule.id for rule in load_rules().rules} - reached == set()


def test_cases_stand_on_both_sides_of_the_great_changes() -> None:
    asked = {case["on"] for case in CASES}
    for change in (date(2019, 8, 1), date(2022, 12, 31), date(2024, 2, 27), date(2025, 12, 1)):
        assert change in change_dates(load_rules())
        assert {change, change - timedelta(days=1)} <= asked
    assert {date(2022, 2, 28), date(2022, 3, 1)} <= asked


def test_cases_have_names_of_their_own() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) == len(set(names)) >= 80
