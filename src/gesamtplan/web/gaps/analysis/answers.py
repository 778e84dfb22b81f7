"""What the entitlement rules say of a group, as stored with the analysis."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gesamtplan.core.fields import LocalizedText
from gesamtplan.gaps.queries.analysis import Topic
from gesamtplan.web.gaps.analysis.cited_rules import RuleShown, kind_name, rule_shown, status_name
from gesamtplan.web.gaps.analysis.words import VERDICTS


@dataclass(frozen=True)
class Answer:
    """May people of a status use a kind of places? `places`: what is said of these places."""

    places: LocalizedText
    status: LocalizedText
    kind: LocalizedText
    on: date
    verdict: object
    admitted: bool
    rules: list[RuleShown]


def answers(topic: Topic, supplies: Iterable[Mapping[str, Any]]) -> Iterator[Answer]:
    """Each answer once, in the order of the places."""
    seen: set[tuple[str, str]] = set()
    for supply in supplies:
        for answer in supply["answers"]:
            key = (supply["assumption"], answer["status"])
            if key not in seen:
                seen.add(key)
                yield _answer(topic, supply, answer)


def _answer(topic: Topic, supply: Mapping[str, Any], answer: Mapping[str, Any]) -> Answer:
    return Answer(
        places=LocalizedText(topic.assumptions[supply["assumption"]]["statement"]),
        status=status_name(answer["status"]),
        kind=kind_name(answer["kind"]),
        on=date.fromisoformat(answer["on"]),
        verdict=VERDICTS.get(answer["verdict"], answer["verdict"]),
        admitted=bool(supply["admitted"]),
        rules=[rule_shown(rule) for rule in answer["rules"]],
    )
