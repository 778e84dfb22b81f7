"""The order of a list of gaps: where most is missing stands first."""

from collections import defaultdict
from collections.abc import Sequence

from gesamtplan.gaps.analysis import Row


def ranks(rows: Sequence[Row]) -> list[int | None]:
    """1 for the largest unmet need within a group, level and year; equal figures share a rank; None if unknown."""
    known = defaultdict(list)
    for row in rows:
        if row.figures["unmet"] is not None:
            known[_rivals(row)].append(row.figures["unmet"])
    ordered = {key: sorted(values, reverse=True) for key, values in known.items()}
    return [
        None if row.figures["unmet"] is None else ordered[_rivals(row)].index(row.figures["unmet"]) + 1
        for row in rows
    ]


def _rivals(row: Row) -> tuple[str, str, int]:
    return row.group, row.level, row.year
