"""Recurring times of the standard as timetables. Pure. What our rules have no words for gives None and stays in the record."""

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from gesamtplan.offers.hsds.values import day
from gesamtplan.offers.opening import BadScheduleError, Timetable, check

EVER = date(2000, 1, 3)  # a Monday: first day of a weekly rule that names none
HERE = (None, 1, 2)  # hours before UTC in Germany; None: not told
TEXTS, NUMBERS = ("byday", "bymonthday", "wkst"), ("interval", "count")
BEYOND = ("byweekno", "byyearday")
RULE = re.compile(r"\s*RRULE:(?P<rule>\S+)")  # as our own API writes what the standard cannot
NOT_ON = re.compile(r"not on (\d{4}-\d{2}-\d{2})")


def timetable(data: Mapping[str, Any]) -> Timetable | None:
    """The time of a schedule; None where it is not told as a whole, or not in our time."""
    starts, ends = _clock(data.get("opens_at")), _clock(data.get("closes_at"))
    first = day(data.get("dtstart")) or day(data.get("valid_from"))
    rule = _rule(data)
    if starts is None or ends is None or rule is None or data.get("timezone") not in HERE:
        return None
    if first is None and (not rule or data.get("interval") not in {None, 1}):
        return None
    days = frozenset(map(date.fromisoformat, NOT_ON.findall(str(data.get("notes") or ""))))
    table = Timetable(rule, first or EVER, starts, ends, day(data.get("valid_to")), exceptions=days)
    try:
        check(table)
    except BadScheduleError:
        return None
    return table


def note(data: Mapping[str, Any]) -> str:
    """What is said of it beside the rule."""
    return RULE.sub("", str(data.get("description") or "")).strip()


def _clock(value: Any) -> time | None:
    """09:00, 09:00:00 or 09:00+01:00."""
    try:
        found = time.fromisoformat(str(value).strip())
    except ValueError:
        return None
    offset = found.utcoffset()
    there = None if offset is None else offset / timedelta(hours=1)
    return found.replace(tzinfo=None, second=0, microsecond=0) if there in HERE else None


def _rule(data: Mapping[str, Any]) -> str | None:
    """Text of the rule; empty: once. None: it cannot be told."""
    if own := RULE.search(str(data.get("description") or "")):
        return own["rule"]
    freq = data.get("freq")
    if any(data.get(name) for name in BEYOND) or (data.get("until") and data.get("count")):
        return None
    if not freq:
        return "" if data.get("count") == 1 else None
    parts = [f"FREQ={str(freq).upper()}"]
    parts += [
        f"{name.upper()}={int(data[name])}" for name in NUMBERS if isinstance(data.get(name), int | float)
    ]
    parts += [
        f"{name.upper()}={str(data[name]).upper().replace(' ', '')}" for name in TEXTS if data.get(name)
    ]
    until = day(data.get("until"))
    return ";".join([*parts, f"UNTIL={until:%Y%m%d}"] if until else parts)
