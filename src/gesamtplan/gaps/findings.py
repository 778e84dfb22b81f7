"""What is found in a matrix as a whole: the days on which it turned, and why it is partial."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from gesamtplan.gaps.day_one import Key, Period, turns
from gesamtplan.gaps.states import AssessmentStatus

Data = dict[str, Any]
Cells = Mapping[Key, tuple[Period, ...]]


def change_list(found: Cells) -> list[Data]:
    """For each day of change, by set of circumstances: how many cells turned, how many became known."""
    turned: dict[date, Counter[str]] = defaultdict(Counter)
    learned: dict[date, Counter[str]] = defaultdict(Counter)
    for (_, _, circumstances), periods in found.items():
        for turn in turns(periods):
            (learned if turn.learned else turned)[turn.on][circumstances] += 1
    return [
        {"on": day.isoformat(), "turned": turned.get(day, {}), "learned": learned.get(day, {})}
        for day in sorted(turned.keys() | learned.keys())
    ]


def reasons(found: Cells, on: date, circumstances: str) -> list[Data]:
    """Why the assessment is partial: cells without a rule, and rules that contradict each other."""
    today = [
        period.stretches[0].answer
        for (_, _, code), periods in found.items()
        if code == circumstances
        for period in periods
        if (period.valid_from or on) <= on <= (period.valid_to or on)
    ]
    unknown = sum(answer.outcome == "unknown" for answer in today)
    failed = sum(answer.entitlement["completeness"] == "failed" for answer in today)
    return [*_reason("unknown", unknown, len(today)), *_reason("conflict", failed, len(today))]


def _reason(code: str, count: int, of: int) -> Iterable[Data]:
    return [{"code": code, "count": count, "of": of}] if count else []


def status_of(explanation: Data) -> AssessmentStatus:
    """Partial as soon as a cell is unknown or rules contradict each other."""
    return AssessmentStatus.PARTIAL if explanation["reasons"] else AssessmentStatus.COMPLETE
