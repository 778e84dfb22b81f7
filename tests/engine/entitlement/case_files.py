"""Reading the planners' cases and holding an answer against what a case expects."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from gesamtplan.engine.entitlement import Alternative, Entitlement, RuleSet, entitle, parse_conditions
from gesamtplan.engine.norm_files import read_norms

FOLDER = Path(__file__).parent / "cases"
FIELDS = {"name", "status", "kind", "on", "months", "conditions", "expect"}


def all_cases() -> list[dict[str, Any]]:
    cases = [
        case for file in sorted(FOLDER.glob("*.yaml")) for case in read_norms(file.name, file.read_bytes())
    ]
    for case in cases:
        assert set(case) <= FIELDS, f"{case.get('name')}: unknown field {set(case) - FIELDS}"
    return cases


def answer(rules: RuleSet, case: dict[str, Any]) -> Entitlement:
    on: date = case["on"]
    conditions = parse_conditions(case.get("conditions", ""))
    return entitle(rules, case["status"], case["kind"], on, case.get("months"), conditions)


def _by_conditions(items: Iterable[Alternative]) -> dict[str, str]:
    return {
        ", ".join(code if value else f"!{code}" for code, value in item.conditions): item.verdict.value
        for item in items
    }


READ: dict[str, Callable[[Entitlement], object]] = {
    "verdict": lambda it: it.verdict.value,
    "rule": lambda it: it.rule.id if it.rule else None,
    "rules": lambda it: [rule.id for rule in it.rules],
    "after_months": lambda it: it.after_months,
    "since": lambda it: it.since_months,
    "later": lambda it: {step.after_months: step.verdict.value for step in it.later},
    "missing": lambda it: list(it.missing),
    "alternatives": lambda it: _by_conditions(it.alternatives),
    "exceptions": lambda it: _by_conditions(it.exceptions),
    "certainty": lambda it: it.certainty.value if it.certainty else None,
    "shown": lambda it: it.shown_certainty.value if it.shown_certainty else None,
    "caveats": lambda it: [caveat.value for caveat in it.caveats],
    "level": lambda it: it.level.value if it.level else None,
    "voluntary": lambda it: it.voluntary,
    "completeness": lambda it: it.completeness.value,
}
