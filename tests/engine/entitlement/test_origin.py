"""Nothing of the delivered rules was lost on the way into the norms."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from gesamtplan.engine.entitlement import EndMeaning, Rule, StartMeaning, load_rules

DELIVERED = Path(__file__).parents[4] / "shared" / "data" / "munich" / "plan.yaml"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DELIVERED.exists(), reason="the delivered data are not on this machine"),
]


@pytest.fixture(scope="module")
def plan() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(DELIVERED.read_text())
    return loaded


def _plain(value: object) -> object:
    return value if isinstance(value, int | list) else str(value)


def test_every_delivered_rule_is_kept_word_for_word(plan: dict[str, Any]) -> None:
    kept = {rule.origin["delivered"]: rule for rule in load_rules().rules}
    assert sorted(kept) == list(range(1, 50))
    for rule in load_rules().rules:
        delivered = plan["entitlement_rules"][rule.origin["delivered"] - 1]
        wanted = {key: _plain(value) for key, value in delivered.items()}
        assert {key: _plain(value) for key, value in rule.origin.items() if key != "delivered"} == wanted


def test_sources_are_those_delivered(plan: dict[str, Any]) -> None:
    for rule in load_rules().rules:
        assert [source.id for source in rule.sources] == rule.origin["source"]
        for source in rule.sources:
            assert plan["sources"][source.id] == {"url": source.url, "title": source.title}


def _doubts(rule: Rule) -> bool:
    """Whoever made the rule less sure or divided it has said how it was read."""
    return rule.reading is not None


def test_doubt_is_kept_in_the_rule_itself() -> None:
    order = ["low", "medium", "high"]
    for rule in load_rules().rules:
        assert order.index(rule.certainty) <= order.index(rule.origin["certainty"])
        assert rule.certainty == rule.origin["certainty"] or _doubts(rule)
        assert ("note" not in rule.origin) or rule.note or _doubts(rule)
        assert (rule.origin["to"] == "unknown") is (rule.span.end_meaning is EndMeaning.UNKNOWN)
        assert (rule.origin["to"] == "open") is (rule.span.end_meaning is EndMeaning.OPEN)
        before = str(rule.origin["from"]).startswith("before")
        assert before is (rule.span.start_meaning is StartMeaning.IN_FORCE_BY)
        assert not rule.inferred or _doubts(rule)
