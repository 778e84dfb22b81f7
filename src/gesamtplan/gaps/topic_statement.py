"""What a needs analysis says of one topic: its groups, assumptions and facts."""

from collections.abc import Sequence
from typing import Any

from gesamtplan.gaps.analysis import Analysis
from gesamtplan.gaps.control_sums import control_sums
from gesamtplan.gaps.models import AnalysisTopic, Assumption

Data = dict[str, Any]


def topic_statement(topic: AnalysisTopic, found: Sequence[Analysis]) -> Data:
    """One topic over all its years; what they share is read from the first."""
    first = found[0].inputs
    facts = {fact["key"]: fact for one in found for fact in one.inputs.facts}
    return {
        "code": topic.code,
        "title": topic.title,
        "field": topic.field_of_action.code,
        "question": topic.question,
        "carries": topic.carries,
        "cannot_carry": topic.cannot_carry,
        "people_unit": topic.people_unit,
        "places_unit": topic.places_unit,
        "groups": [{"code": g.code, "name": g.name, "short": g.short} for g in first.groups],
        "years": [one.inputs.year for one in found],
        "minutes": first.minutes,
        "assumptions": [_assumption(one) for one in first.assumptions],
        "facts": [facts[key] for key in sorted(facts)],
        "sums": [control_sums(one.inputs, one.rows) for one in found],
        "siting": list(found[-1].siting),
    }


def _assumption(one: Assumption) -> Data:
    return {
        "code": one.code,
        "version": one.version,
        "role": one.role,
        "groups": one.groups,
        "supply": one.supply,
        "statement": one.statement,
        "value": None if one.value is None else float(one.value),
        "unit": one.unit,
        "refers_to": one.refers_to,
        "certainty": one.certainty,
        "valid_from": one.valid_from.isoformat() if one.valid_from else None,
        "reason": one.reason,
        "sources": [source.code for source in one.sources.all()],
    }
