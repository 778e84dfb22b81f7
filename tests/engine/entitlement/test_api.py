"""The public face: codes, errors, plain data, words in both languages."""

import json
from datetime import date
from enum import StrEnum

import pytest

from gesamtplan.engine.entitlement import (
    CONDITIONS,
    KINDS,
    STATUSES,
    Caveat,
    Certainty,
    Completeness,
    ContradictionError,
    Level,
    MonthsError,
    Outcome,
    UnknownCodeError,
    Verdict,
    change_dates,
    entitle,
    labels,
    load_rules,
    month_steps,
    parse_conditions,
)
from gesamtplan.engine.entitlement.answer_codes import Phrase

RULES = load_rules()


def test_conditions_are_parsed_as_true_false_and_not_known() -> None:
    assert parse_conditions(" !in-reception, near-labour-market ") == {
        "in-reception": False,
        "near-labour-market": True,
    }
    assert parse_conditions("") == {}


def test_unknown_condition_names_the_valid_ones() -> None:
    with pytest.raises(UnknownCodeError, match=r"'in-recption'.*in-reception.*near-labour-market"):
        parse_conditions("in-recption")


def test_condition_stated_both_ways_is_refused() -> None:
    with pytest.raises(ContradictionError, match="obliged"):
        parse_conditions("obliged, !obliged")


@pytest.mark.parametrize(
    ("status", "kind", "said"),
    [("p26", "work", "residence status 'p26'"), ("p24", "play", "kind of offer 'play'")],
)
def test_unknown_code_is_refused(status: str, kind: str, said: str) -> None:
    with pytest.raises(UnknownCodeError, match=said):
        entitle(RULES, status, kind, date(2025, 12, 2))


@pytest.mark.parametrize("months", [-1, 2.5, True])
def test_impossible_months_are_refused(months: object) -> None:
    with pytest.raises(MonthsError, match="whole number"):
        entitle(RULES, "p24", "work", date(2025, 12, 2), months)  # type: ignore[arg-type]


def test_condition_value_that_is_no_truth_value_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="condition obliged: 'yes'"):
        entitle(RULES, "p24", "work", date(2025, 12, 2), 0, {"obliged": "yes"})  # type: ignore[dict-item]


def test_condition_that_is_none_is_not_known() -> None:
    on = date(2024, 3, 1)
    assert entitle(RULES, "gestattung", "work", on, 5, {"in-reception": None}) == entitle(
        RULES, "gestattung", "work", on, 5
    )


def test_every_code_has_words_of_its_own() -> None:
    groups: list[type[StrEnum]] = [Verdict, Certainty, Level, Caveat, Outcome, Completeness, Phrase]
    assert len(labels()) == sum(len(group) for group in groups)


def test_vocabulary_is_complete() -> None:
    assert (len(STATUSES), len(KINDS)) == (14, 10)
    used = {code for rule in RULES.rules for code in (*(code for code, _ in rule.when), *rule.provided)}
    assert used == set(CONDITIONS)


def test_answer_is_plain_data_with_both_languages() -> None:
    answer = entitle(RULES, "gestattung", "work", date(2024, 3, 1), 5, {"in-reception": False})
    data = json.loads(json.dumps(answer.as_data()))
    assert data["verdict"] == {
        "code": "at-discretion",
        "name": {"de": "nach Ermessen", "en": "at discretion"},
        "short": {"de": "Ermessen", "en": "discretion"},
    }
    assert data["rule"]["sources"][0]["url"].startswith("https://")
    assert data["later"][0]["after_months"] == 6
    assert data["explanation"]
    assert data["inputs_digest"] == answer.inputs_digest
    assert data["norms_version"].startswith("2026-")


def test_summary_tells_the_whole_answer_in_one_sentence() -> None:
    answer = entitle(RULES, "gestattung", "work", date(2024, 3, 1), 5, {"in-reception": False})
    assert answer.summary.en == (
        "at discretion since month 3; after 6 months: by right; but if from a safe country of origin → no"
    )
    assert answer.summary.de == (
        "nach Ermessen seit Monat 3; nach 6 Monaten: Anspruch; "
        "anders, falls gilt: aus einem sicheren Herkunftsstaat → nein"
    )


def test_every_answer_has_a_summary() -> None:
    for status in STATUSES:
        for kind in KINDS:
            answer = entitle(RULES, status, kind, date(2025, 12, 2))
            assert "{" not in answer.summary.de + answer.summary.en


def test_change_dates_of_the_municipal_course_follow_the_federal_one() -> None:
    assert date(2025, 12, 1) in change_dates(RULES, "municipal-german-course", "gestattung")
    assert change_dates(RULES, "work", "gestattung") == [
        date(2015, 10, 1),
        date(2019, 8, 21),
        date(2023, 1, 1),
        date(2024, 1, 1),
        date(2024, 2, 27),
    ]


def test_month_steps_are_those_of_the_rules() -> None:
    assert month_steps(RULES) == [3, 6, 9, 15, 18, 36, 48]


def test_contradiction_in_the_explanation_is_told_as_data() -> None:
    answer = entitle(RULES, "duldung-own-fault", "work", date(2025, 12, 2), 60)
    outcomes = {item.rule.id: (item.outcome, item.by) for item in answer.explanation}
    assert outcomes == {
        "E35": (Outcome.BEATEN, ("E36",)),
        "E36": (Outcome.DECIDED, ()),
        "E37": (Outcome.BEATEN, ("E36",)),
    }


def test_conflict_is_never_answered_by_chance() -> None:
    rule = RULES.rule("E49")
    other = type(rule)(
        **{name: getattr(rule, name) for name in rule.__slots__} | {"id": "X1", "verdict": Verdict.BY_RIGHT}
    )
    rules = type(RULES).build([*RULES.rules, other], RULES.norms)
    answer = entitle(rules, "gestattung", "social-housing", date(2025, 12, 2))
    assert (answer.verdict, answer.completeness) == (Verdict.UNKNOWN, Completeness.FAILED)
    assert Caveat.CONFLICT in answer.caveats
