"""A rule of entitlement with what it rests on, and the names of the statuses and kinds that rules speak of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gesamtplan.core.fields import LocalizedText
from gesamtplan.engine.entitlement import KINDS, STATUSES
from gesamtplan.gaps.queries.analysis import Cited


@dataclass(frozen=True)
class RuleShown:
    """A rule with its legal basis, how surely it is documented, and its sources."""

    code: str
    basis: LocalizedText
    certainty: LocalizedText
    sources: list[Cited]


def rule_shown(rule: Mapping[str, Any]) -> RuleShown:
    """A rule as stored with an answer."""
    sources = [
        Cited(LocalizedText({"de": one["title"]}), one["url"], "", partisan=False) for one in rule["sources"]
    ]
    return RuleShown(
        rule["id"], LocalizedText(rule["basis"] or {}), LocalizedText(rule["certainty"]["name"]), sources
    )


def status_name(code: str) -> LocalizedText:
    """A residence status in words; a code that is no more is shown as it is."""
    return LocalizedText(STATUSES[code].name.as_data() if code in STATUSES else {"de": code})


def kind_name(code: str) -> LocalizedText:
    """A kind of the entitlement rules in words."""
    return LocalizedText(KINDS[code].name.as_data() if code in KINDS else {"de": code})
