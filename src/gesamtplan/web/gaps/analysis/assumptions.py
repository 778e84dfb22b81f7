"""The assumptions of a topic as a page lists them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gesamtplan.core.fields import LocalizedText
from gesamtplan.gaps.queries.analysis import Cited, Topic
from gesamtplan.gaps.states import AssumptionRole, Certainty


@dataclass(frozen=True)
class Shown:
    """An assumption as it was when the analysis was made."""

    code: str
    role: object
    statement: LocalizedText
    value: float | None
    unit: LocalizedText
    certainty: object
    valid_from: date | None
    version: int
    reason: str
    sources: list[Cited]


def shown(topic: Topic) -> list[Shown]:
    """All of a topic, in their order."""
    return [shown_one(topic, code) for code in topic.assumptions]


def shown_one(topic: Topic, code: str) -> Shown:
    """The assumption of that code, with its sources."""
    one = topic.assumptions[code]
    return _shown(one, topic.cited(one["sources"]))


def _shown(one: Mapping[str, Any], sources: list[Cited]) -> Shown:
    return Shown(
        code=one["code"],
        role=AssumptionRole(one["role"]).label,
        statement=LocalizedText(one["statement"]),
        value=None if one["value"] is None else round(one["value"], 3),
        unit=LocalizedText(one["unit"] or {}),
        certainty=Certainty(one["certainty"]).label,
        valid_from=date.fromisoformat(one["valid_from"]) if one["valid_from"] else None,
        version=one["version"],
        reason=one.get("reason", ""),
        sources=sources,
    )
