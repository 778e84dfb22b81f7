"""Puts right what other systems get wrong: addresses without scheme, German dates, numbers as text."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from gesamtplan.core.imports import ImportReport

UNUSABLE = "unusable"  # where values stand that could not be read, by their path
ADDRESS = re.compile(r"https?://[^\s/.]+(\.[^\s/.]+)*(:\d+)?([/?#]\S*)?", re.IGNORECASE)
BARE = re.compile(r"(//)?(?P<rest>[^\s/:@.]+(\.[^\s/:@.]+)+(:\d+)?([/?#]\S*)?)")
GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def web_address(value: object) -> str:
    """With its scheme. Raises ValueError for what is no web address."""
    text = str(value).strip()
    if ADDRESS.fullmatch(text):
        return text
    bare = BARE.fullmatch(text)
    if bare is None:
        raise ValueError("is no web address")
    return f"https://{bare['rest']}"


def day(value: object) -> str:
    """As 2026-03-01. Raises ValueError."""
    text = str(value).strip()
    if found := GERMAN_DAY.fullmatch(text):
        text = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
    try:
        return (datetime.fromisoformat(text).date() if "T" in text else date.fromisoformat(text)).isoformat()
    except ValueError as error:
        raise ValueError("is no date") from error


def number(value: object) -> float:
    """As a number, with point or decimal comma. Raises ValueError."""
    try:
        found = (
            float(value) if isinstance(value, int | float) else float(str(value).strip().replace(",", "."))
        )
        return int(found) if found == int(found) else found
    except (ValueError, OverflowError) as error:
        raise ValueError("is no number") from error


def latitude(value: object) -> float:
    """In degrees. Raises ValueError."""
    return _degrees(value, 90)


def longitude(value: object) -> float:
    """In degrees. Raises ValueError."""
    return _degrees(value, 180)


def _degrees(value: object, most: int) -> float:
    found = number(value)
    if not -most <= found <= most:
        raise ValueError(f"lies not between -{most} and {most} degrees")
    return found


WHY: Mapping[Callable[[object], Any], str] = {
    web_address: "had no scheme",
    day: "was not written as year-month-day",
    number: "was a text",
    latitude: "was a text",
    longitude: "was a text",
}
COLUMNS: Mapping[str, Callable[[object], Any]] = {
    **dict.fromkeys(("url", "uri", "website", "schedule_link", "term_uri"), web_address),
    **dict.fromkeys(("assured_date", "valid_from", "valid_to", "dtstart", "until"), day),
    **dict.fromkeys(("minimum_age", "maximum_age", "amount", "available", "maximum"), number),
    **dict.fromkeys(("interval", "count", "timezone"), number),
    "latitude": latitude,
    "longitude": longitude,
}


def cleaned(data: Mapping[str, Any], row: int, report: ImportReport) -> dict[str, Any]:
    """The object put right at every depth; what cannot be read is set aside under UNUSABLE and reported."""
    aside: dict[str, Any] = {}
    found = _walk(data, "", row, report, aside)
    return {**found, UNUSABLE: aside} if aside else dict(found)


def _walk(data: Any, path: str, row: int, report: ImportReport, aside: dict[str, Any]) -> Any:
    if isinstance(data, list):
        return [_walk(part, f"{path}[{place}]", row, report, aside) for place, part in enumerate(data)]
    if not isinstance(data, Mapping):
        return data
    kept: dict[str, Any] = {}
    for name, value in data.items():
        place = f"{path}.{name}" if path else str(name)
        if name in COLUMNS and not isinstance(value, list | Mapping):
            _put(kept, name, place, value, row, report, aside)
        else:
            kept[name] = _walk(value, place, row, report, aside)
    return kept


def _put(
    kept: dict[str, Any],
    name: str,
    place: str,
    value: Any,
    row: int,
    report: ImportReport,
    aside: dict[str, Any],
) -> None:
    """Null and empty mean not known; they are left out."""
    if value in (None, ""):
        return
    read = COLUMNS[name]
    try:
        kept[name] = read(value)
    except ValueError as error:
        aside[place] = value
        report.repair(row, place, value, "", f"{error}; set aside, not shown")
        return
    if kept[name] != value:
        report.repair(row, place, value, kept[name], WHY[read])
