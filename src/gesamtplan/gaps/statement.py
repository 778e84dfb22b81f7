"""What a needs analysis says of itself, frozen with it: topics, assumptions, facts, sources, sums that must hold."""

import json
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from gesamtplan.engine.access import load_norms as access_norms
from gesamtplan.engine.digest import canonical_json
from gesamtplan.engine.entitlement import load_rules
from gesamtplan.engine.reach import load_norms as reach_norms
from gesamtplan.gaps.analysis import Analysis, Row
from gesamtplan.gaps.inputs.facts import sources_named
from gesamtplan.gaps.inputs.topics import YearInputs
from gesamtplan.gaps.models import AnalysisTopic, Assumption
from gesamtplan.territory.states import AreaKind

Data = dict[str, Any]


def engine_version() -> str:
    """Versions of everything that decides beside the inputs."""
    return (
        f"access {access_norms().version}; reach {reach_norms().version}; entitlement {load_rules().norms}"[
            :120
        ]
    )


def statement(found: Sequence[Analysis]) -> Data:
    """Everything a page needs beside the rows themselves."""
    by_topic = groupby(found, key=lambda one: one.inputs.topic)
    told = [_topic(topic, list(items)) for topic, items in by_topic]
    codes = {
        code
        for topic in told
        for item in (*topic["assumptions"], *topic["facts"])
        for code in item["sources"]
    }
    rows = [row for one in found for row in one.rows]
    return {
        "topics": told,
        "sources": sources_named(codes),
        "reasons": [{"code": code, "count": count, "of": len(rows)} for code, count in _reasons(rows)],
        "norms": json.loads(
            canonical_json({"access": access_norms().as_data, "reach": reach_norms().as_data})
        ),
    }


def _reasons(rows: Sequence[Row]) -> list[tuple[str, int]]:
    return sorted(Counter(reason for row in rows for reason in row.reasons).items())


def _topic(topic: AnalysisTopic, found: Sequence[Analysis]) -> Data:
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
        "sums": [_sums(one.inputs, one.rows) for one in found],
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


def _sums(inputs: YearInputs, rows: Sequence[Row]) -> Data:
    """What must add up: districts to the city; claims to the places that somebody can reach."""
    levels = {
        str(level): {name: _sum(rows, level, name) for name in ("people", "claims", "unmet")}
        for level in (AreaKind.CITY, AreaKind.DISTRICT)
    }
    places = [one.amount.value for one in inputs.supply if one.amount.value is not None]
    return {"year": inputs.year, "known_places": sum(places) if places else None, **levels}


def _sum(rows: Sequence[Row], level: str, name: str) -> float | None:
    values = [row.figures[name] for row in rows if row.level == level]
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None
