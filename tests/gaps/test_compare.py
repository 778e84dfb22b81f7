"""Two analyses: what changed and why."""

from dataclasses import replace
from typing import Any

from gesamtplan.gaps.compare import Cause, Row, Side, compare

FIGURES = {"people": 100.0, "need": 50.0, "places": 20.0, "claims": 20.0, "unmet": 30.0, "best_unmet": 30.0}
ROW = Row("care", "small", "01", 2024, FIGURES, "complete", (), {})


def _answer(verdict: str, *rules: str) -> dict[str, Any]:
    return {"verdict": verdict, "certainty": "high", "rules": [{"id": rule} for rule in rules]}


def _side(*rows: Row, value: float = 1.0, version: int = 1, facts: dict[str, float] | None = None) -> Side:
    topic = {
        "code": "care",
        "assumptions": [{"code": "norm", "version": version, "value": value}],
        "facts": [{"key": key, "value": number} for key, number in (facts or {}).items()],
    }
    return Side([topic], rows, "norms 1")


def test_the_same_analysis_differs_in_nothing() -> None:
    found = compare(_side(ROW), _side(ROW))
    assert (found.rows, found.causes, found.unchanged) == ((), (), 1)


def test_rounding_of_sums_is_no_change() -> None:
    other = replace(ROW, figures=FIGURES | {"unmet": 30.0 + 1e-9})
    assert compare(_side(ROW), _side(other)).rows == ()


def test_a_changed_figure_is_named_with_both_values() -> None:
    other = replace(ROW, figures=FIGURES | {"people": 120.0, "unmet": 40.0})
    found = compare(_side(ROW, facts={"series:a": 100.0}), _side(other, facts={"series:a": 120.0}))
    assert found.rows[0].moved == ("people", "unmet")
    (cause,) = found.because(Cause.FIGURE)
    assert (cause.what, cause.before["value"], cause.after["value"]) == ("series:a", 100.0, 120.0)


def test_unknown_that_becomes_known_is_a_change() -> None:
    unknown = replace(ROW, figures=FIGURES | {"unmet": None})
    assert compare(_side(unknown), _side(ROW)).rows[0].moved == ("unmet",)


def test_offers_that_come_and_go_are_told_apart_from_figures() -> None:
    found = compare(_side(ROW, facts={"offer:O1": 5.0}), _side(ROW, facts={"offer:O2": 7.0}))
    changes = {change.what: (change.before, change.after) for change in found.because(Cause.OFFER)}
    assert changes["offer:O1"][1] is None
    assert changes["offer:O2"][0] is None
    assert not found.because(Cause.FIGURE)


def test_a_new_version_of_an_assumption_is_a_cause() -> None:
    (cause,) = compare(_side(ROW), _side(ROW, value=2.0, version=2)).causes
    assert (cause.cause, cause.before["version"], cause.after["version"]) == (Cause.ASSUMPTION, 1, 2)


def test_a_rule_is_told_once_for_all_areas_and_only_of_the_last_year() -> None:
    at = ("places.federal", "gestattung")
    before = [
        replace(ROW, area=area, year=year, answers={at: _answer("if-place", "E11")})
        for area in ("01", "02")
        for year in (2023, 2024)
    ]
    after = [replace(row, answers={at: _answer("no", "E24")}) if row.year == 2024 else row for row in before]
    (cause,) = compare(_side(*before), _side(*after)).because(Cause.RULE)
    assert (cause.groups, cause.before["verdict"], cause.after["verdict"]) == (("small",), "if-place", "no")


def test_rows_that_appear_or_vanish_are_changes() -> None:
    other = replace(ROW, area="02")
    found = compare(_side(ROW), _side(other))
    assert [(change.key[2], change.before is None, change.after is None) for change in found.rows] == [
        ("02", True, False),
        ("01", False, True),
    ]


def test_other_norms_of_the_engine_are_a_cause() -> None:
    found = compare(_side(ROW), replace(_side(ROW), norms_version="norms 2"))
    assert [(change.before, change.after) for change in found.because(Cause.ENGINE)] == [
        ("norms 1", "norms 2")
    ]
