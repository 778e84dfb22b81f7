"""When an offer is open: recurrence rules of iCalendar (RFC 5545), read by a library, told in local time.

Pure: no database, no clock. A rule speaks of days; start and end are times on the wall, so that a course at
18:00 stays at 18:00 when the clocks change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrule, rrulestr

DAY = timedelta(days=1)
HORIZON = timedelta(days=5 * 366)  # nobody plans further; a rule without a day within it never happens
LONGEST, MOST = 200, 2000
_OF_ALL = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH"})
PARTS = {
    "DAILY": _OF_ALL,
    "WEEKLY": _OF_ALL | {"BYDAY"},
    "MONTHLY": _OF_ALL | {"BYDAY", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": _OF_ALL | {"BYDAY", "BYMONTHDAY", "BYSETPOS"},
}
_STEP = {"DAILY": 1, "WEEKLY": 7}


class BadScheduleError(ValueError):
    """Raised for a schedule that cannot be: says which part, why, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """One recurring time.

    `rule`: RRULE text without its name, e.g. "FREQ=WEEKLY;BYDAY=MO,WE"; empty = once, on `first_day`. `starts`
    and `ends` are local times; an end that is not after the start lies on the next day. `last_day` None is open.
    """

    rule: str
    first_day: date
    starts: time
    ends: time
    last_day: date | None = None
    zone: str = "Europe/Berlin"
    exceptions: frozenset[date] = frozenset()


def check(table: Timetable) -> None:
    """Raises BadScheduleError if the timetable cannot be read or names no day within five years of its start."""
    parts = _parts(table.rule)
    try:
        ZoneInfo(table.zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise BadScheduleError(f"{table.zone!r} is no time zone. Write e.g. Europe/Berlin.") from error
    if table.last_day and table.last_day < table.first_day:
        raise BadScheduleError(
            f"The schedule ends ({table.last_day}) before it begins ({table.first_day}). Change the days over."
        )
    try:
        found = next(_days(table, parts, table.first_day, table.first_day + HORIZON), None)
    except ValueError as error:
        raise BadScheduleError(
            f"{table.rule!r} is no recurrence: {error}. Write e.g. FREQ=WEEKLY;BYDAY=MO,WE."
        ) from error
    if found is None:
        raise BadScheduleError(
            f"{table.rule!r} names no day from {table.first_day} on. Check weekday, month and end."
        )


def open_at(table: Timetable, moment: datetime) -> bool:
    """Whether it is open at that moment (aware); the start belongs to it, the end does not."""
    today = moment.astimezone(ZoneInfo(table.zone)).date()
    now = moment.astimezone(UTC)
    return any(_happens_on(table, day) and _within(table, day, now) for day in (today - DAY, today))


def next_openings(table: Timetable, moment: datetime, number: int = 3) -> list[tuple[datetime, datetime]]:
    """The next times that are not over at that moment, as (begin, end) in the zone of the timetable."""
    today = moment.astimezone(ZoneInfo(table.zone)).date()
    days = _days(table, _parts(table.rule), today - DAY, today + HORIZON)
    spans = (_span(table, day) for day in days)
    return list(islice((span for span in spans if span[1] > moment.astimezone(UTC)), number))


def _within(table: Timetable, day: date, now: datetime) -> bool:
    begin, end = _span(table, day)
    return begin.astimezone(UTC) <= now < end.astimezone(UTC)


def _span(table: Timetable, day: date) -> tuple[datetime, datetime]:
    """A time that the clock skips in spring is told as the clock then shows it."""
    zone = ZoneInfo(table.zone)
    last = day if table.ends > table.starts else day + DAY
    begin, end = datetime.combine(day, table.starts, zone), datetime.combine(last, table.ends, zone)
    return begin.astimezone(UTC).astimezone(zone), end.astimezone(UTC).astimezone(zone)


def _happens_on(table: Timetable, day: date) -> bool:
    if day < table.first_day or (table.last_day and day > table.last_day) or day in table.exceptions:
        return False
    return _is_a_day(table.rule, _anchor(_parts(table.rule), table.first_day, day), day)


@lru_cache(maxsize=8192)
def _is_a_day(rule: str, first: date, day: date) -> bool:
    """Many offers share a weekly rule: each is worked out once a day."""
    moment = datetime.combine(day, time.min)
    return bool(_recurrence(_parts(rule), first, day).between(moment, moment, inc=True))


def _days(table: Timetable, parts: dict[str, str], start: date, end: date) -> Iterator[date]:
    last = min(end, table.last_day or end)
    first = _anchor(parts, table.first_day, start)
    for moment in _recurrence(parts, first, last):
        day = moment.date()
        if max(start, table.first_day) <= day <= last and day not in table.exceptions:
            yield day


def _recurrence(parts: dict[str, str], first: date, last: date) -> rrule:
    """Days only, without zone; `until` keeps the library from walking to the year 9999."""
    until = min(last, date.fromisoformat(parts["UNTIL"])) if "UNTIL" in parts else last
    text = ";".join(f"{key}={value}" for key, value in parts.items() if key not in {"UNTIL", "COUNT"})
    counted = {"count": int(parts["COUNT"])} if "COUNT" in parts else {}
    found: rrule = rrulestr(text, dtstart=datetime.combine(first, time.min))
    if not counted:
        return found.replace(until=datetime.combine(until, time.min))
    return found.replace(**counted)


def _anchor(parts: dict[str, str], first: date, day: date) -> date:
    """A later first day that gives the same days: a rule of years ago need not be walked from its start."""
    step = _STEP.get(parts["FREQ"], 0) * int(parts.get("INTERVAL", "1"))
    if not step or "COUNT" in parts or day <= first:
        return first
    return first + timedelta(days=max(0, (day - first).days // step - 1) * step)


@lru_cache(maxsize=1024)
def _parts(rule: str) -> dict[str, str]:
    """Name -> value; the parts that this frequency allows. Raises BadScheduleError."""
    text = rule.strip().upper().removeprefix("RRULE:") or "FREQ=DAILY;COUNT=1"
    if len(text) > LONGEST:
        raise BadScheduleError(
            f"The rule has {len(text)} characters, at most {LONGEST}. Use several schedules."
        )
    pairs = [part.partition("=") for part in text.split(";") if part]
    parts = {name.strip(): value.strip() for name, _, value in pairs}
    allowed = PARTS.get(parts.get("FREQ", ""))
    if allowed is None:
        raise BadScheduleError(f"{rule!r} has no frequency that is known. Begin with FREQ={'/'.join(PARTS)}.")
    wrong = sorted(set(parts) - allowed)
    if wrong or len(parts) < len(pairs):
        raise BadScheduleError(
            f"{rule!r}: {', '.join(wrong) or 'a part'} cannot stand in a rule with FREQ={parts['FREQ']}, or stands twice. "
            f"Known there: {', '.join(sorted(allowed))}."
        )
    return _checked(rule, parts)


def _checked(rule: str, parts: dict[str, str]) -> dict[str, str]:
    for name in ("INTERVAL", "COUNT"):
        if name in parts and not (parts[name].isdecimal() and 1 <= int(parts[name]) <= MOST):
            raise BadScheduleError(
                f"{rule!r}: {name} is {parts[name]!r}. Write a whole number from 1 to {MOST}."
            )
    if "UNTIL" in parts:
        day = parts["UNTIL"][:8]
        try:
            parts["UNTIL"] = datetime.strptime(day, "%Y%m%d").date().isoformat()  # noqa: DTZ007 - a day has no zone
        except ValueError as error:
            raise BadScheduleError(
                f"{rule!r}: UNTIL is {parts['UNTIL']!r}. Write a day as 20261231."
            ) from error
    return parts
