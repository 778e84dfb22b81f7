"""Recurring times as the standard has them: parts of an iCalendar rule, weekly or monthly."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from gesamtplan.api.hsds.context import Context, known
from gesamtplan.offers.models import Schedule

FREQUENCIES = frozenset({"WEEKLY", "MONTHLY"})
NUMBERS = ("INTERVAL", "COUNT")
TEXTS = ("BYDAY", "BYMONTHDAY", "WKST")


def schedule(row: Schedule, context: Context, key: str) -> dict[str, Any]:
    """One recurring time. A rule the standard has no words for stands in the description."""
    parts = dict(
        part.split("=", 1) for part in row.rule.upper().removeprefix("RRULE:").split(";") if "=" in part
    )
    fits = not row.rule or parts.get("FREQ") in FREQUENCIES
    said = context.text(row.note) or ""
    return known(
        id=context.ids.of("schedule", key),
        valid_from=row.valid_from.isoformat(),
        valid_to=row.valid_to.isoformat() if row.valid_to else None,
        dtstart=row.valid_from.isoformat(),
        timezone=_offset(row),
        opens_at=f"{row.starts_at:%H:%M}",
        closes_at=f"{row.ends_at:%H:%M}",
        description=said if fits else f"{said} RRULE:{row.rule}".strip(),
        notes="; ".join(f"not on {day}" for day in row.exceptions),
        **(_rule(parts) if fits else {}),
    )


def _rule(parts: dict[str, str]) -> dict[str, Any]:
    """A single day has no rule: it is valid on that day only."""
    found: dict[str, Any] = {name.lower(): int(parts[name]) for name in NUMBERS if name in parts}
    found |= {name.lower(): parts[name] for name in TEXTS if name in parts}
    if "UNTIL" in parts:
        found["until"] = dt.datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date().isoformat()  # noqa: DTZ007 - a day has no zone
    return found | ({"freq": parts["FREQ"]} if "FREQ" in parts else {"count": 1})


def _offset(row: Schedule) -> float:
    """Hours before UTC on the first day; the standard knows no zones."""
    moment = dt.datetime.combine(row.valid_from, row.starts_at, ZoneInfo(row.timezone))
    return (moment.utcoffset() or dt.timedelta()).total_seconds() / 3600
