"""A rule that is wrong is refused with a message that names file, rule, fault and remedy."""

from collections.abc import Mapping

import pytest

from gesamtplan.engine.entitlement import RuleFileError, RuleSet, Source, check_rules, load_rules
from gesamtplan.engine.entitlement.reading import read_rules
from gesamtplan.engine.norm_files import NormFileError

SOURCES: Mapping[str, Source] = {"L01": Source("L01", "a page", "https://example.org")}
RULE = """
- id: X1
  kind: work
  statuses: [gestattung]
  from: 2020-01-01
  to: open
  verdict: no
  level: federal
  certainty: high
  sources: [L01]
  basis: {de: Gesetz, en: law}
  origin: {status: as delivered}
"""


def read(text: str) -> RuleSet:
    return RuleSet.build(read_rules("work.yaml", text.encode(), SOURCES), load_rules().norms)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("to: open", "too: open", "field `to` is missing"),
        ("to: open", "to: open\n  colour: red", "unknown field colour"),
        ("sources: [L01]", "sources: []", "no source is named"),
        ("sources: [L01]", "sources: [L99]", "unknown L99"),
        ("to: open", "to: 2019-12-31", "`from` 2020-01-01 is after `to` 2019-12-31"),
        ("to: open", "to: soon", "no day"),
        ("verdict: no", "verdict: maybe", "`verdict` is 'maybe'"),
        ("verdict: no", "verdict: unknown", "`verdict` is 'unknown'"),
        ("[gestattung]", "[gestattung, duldug]", "unknown duldug"),
        ("kind: work", "kind: labour", "`kind` is 'labour'"),
        ("{de: Gesetz, en: law}", "{de: Gesetz}", "both languages"),
        ("to: open", "to: open\n  when: {in-reception: perhaps}", "{condition: true"),
        ("to: open", "to: open\n  when: {in-recption: true}", "unknown in-recption"),
        ("to: open", "to: open\n  after_months: 0", "from 1 on"),
        ("to: open", "to: open\n  after_months: 6\n  until_months: 6", "not after"),
        ("to: open", "to: open\n  provided: [obliged]", "verdict no"),
        ("to: open", "to: open\n  known_until: 2021-01-01", "end is known"),
        ("to: open", "to: open\n  overrides: [X2]", "names X2"),
        ("to: open", "to: open\n  requires: {kind: work, verdict: [no]}", "leads back to work"),
        ("from: 2020-01-01", "from_meaning: starts", "does not fit"),
    ],
)
def test_wrong_rule_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(RuleFileError) as error:
        read(RULE.replace(old, new))
    assert all(part in str(error.value) for part in ("work.yaml", "X1", said))


def test_id_used_twice_is_refused() -> None:
    with pytest.raises(RuleFileError, match="X1: id is also used"):
        read(RULE + RULE)


@pytest.mark.parametrize("text", ["- id: [", RULE + "  kind: school\n"], ids=["broken", "key twice"])
def test_broken_yaml_is_refused(text: str) -> None:
    with pytest.raises(NormFileError, match=r"work\.yaml is not valid YAML"):
        read(text)


def test_contradiction_is_reported_once_with_a_remedy() -> None:
    other = RULE.replace("X1", "X2").replace("verdict: no", "verdict: by-right")
    (problem,) = check_rules(read(RULE + other))
    assert (problem.code, problem.rules) == ("conflict", ("X1", "X2"))
    assert "overrides" in problem.message


def test_override_settles_a_contradiction_and_what_never_decides_is_reported() -> None:
    other = RULE.replace("X1", "X2").replace("verdict: no", "verdict: by-right\n  overrides: [X1]")
    assert [(problem.code, problem.rules) for problem in check_rules(read(RULE + other))] == [
        ("never-decides", ("X1",))
    ]


def test_narrower_rule_prevails_without_override() -> None:
    narrower = RULE.replace("X1", "X2").replace(
        "verdict: no", "verdict: by-right\n  when: {in-reception: true}"
    )
    assert check_rules(read(RULE + narrower)) == []


def test_shipped_rules_fit_together() -> None:
    assert check_rules(load_rules()) == []
