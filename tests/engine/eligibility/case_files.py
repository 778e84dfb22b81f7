"""Reading the planners' cases and putting the question of each."""

from datetime import date
from pathlib import Path
from typing import Any

from gesamtplan.engine.eligibility import Answer, OfferConditions, Person, Places, condition_of, may_go
from gesamtplan.engine.entitlement import load_rules
from gesamtplan.engine.norm_files import read_norms

FOLDER = Path(__file__).parent / "cases"
FIELDS = {"name", "on", "person", "offer", "expect"}
SETS = ("family", "languages")


def all_cases() -> list[dict[str, Any]]:
    """Cases of all files; a misspelt field is a fault of the case."""
    files = sorted(FOLDER.glob("*.yaml"))
    cases = [case for file in files for case in read_norms(file.name, file.read_bytes())]
    for case in cases:
        assert set(case) <= FIELDS, f"{case.get('name')}: unknown field {set(case) - FIELDS}"
    return cases


def answer(case: dict[str, Any]) -> Answer:
    """What the engine says to the case."""
    on: date = case["on"]
    return may_go(load_rules(), person(case.get("person", {})), offer(case.get("offer", {})), on)


def person(told: dict[str, Any]) -> Person:
    """`family` and `languages` as lists, `circumstances` as {code: true or false}."""
    sets = {name: frozenset(told[name]) for name in SETS if name in told}
    return Person(**{**told, **sets, "circumstances": tuple(told.get("circumstances", {}).items())})


def offer(told: dict[str, Any]) -> OfferConditions:
    """`asks`: criterion -> none-required, or values; `unasked`: these criteria are none-required."""
    asks = dict.fromkeys(told.get("unasked", []), "none-required") | told.get("asks", {})
    return OfferConditions(
        conditions=tuple(_condition(*item) for item in asks.items()),
        kinds=tuple(told.get("kinds", [])),
        voluntary=told.get("voluntary", False),
        places=Places(told.get("places", "unknown")),
        first_day=told.get("from"),
        last_day=told.get("to"),
    )


def _condition(criterion: str, said: Any) -> Any:
    return (
        condition_of(criterion, said) if isinstance(said, str) else condition_of(criterion, "required", said)
    )


READ = {
    "may": lambda it: it.verdict.value,
    "so_far": lambda it: it.so_far.value,
    "after_months": lambda it: it.after_months,
    "opens_on": lambda it: it.opens_on,
    "because": lambda it: [reason.about for reason in it.reasons],
    "rule": lambda it: next((reason.rule for reason in it.reasons if reason.rule), None),
    "ask": lambda it: sorted(f"{one.about}: {one.whose.value}" for one in it.not_known),
}
