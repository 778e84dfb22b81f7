"""Sums that must hold: districts add up to the city, claims to the places within reach."""

from collections.abc import Sequence
from typing import Any

from gesamtplan.gaps.analysis import Row
from gesamtplan.gaps.inputs.topics import YearInputs
from gesamtplan.territory.states import AreaKind

Data = dict[str, Any]


def control_sums(inputs: YearInputs, rows: Sequence[Row]) -> Data:
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
