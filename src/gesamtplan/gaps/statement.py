"""What a needs analysis says of itself, frozen with it: topics, sources, reasons, norms."""

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
from gesamtplan.gaps.topic_statement import topic_statement

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
    told = [topic_statement(topic, list(items)) for topic, items in by_topic]
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
