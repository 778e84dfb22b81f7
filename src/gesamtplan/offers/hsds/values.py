"""Reads single values of other systems' objects; what is not as it should be is None, never a guess. Pure."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gesamtplan.core.fields import LocalizedText

HIGHEST = 10**7


def text(value: Any, language: str) -> LocalizedText | None:
    """A text of record in the language of the file."""
    return LocalizedText({language: value.strip()}) if isinstance(value, str) and value.strip() else None


def dicts(value: Any) -> list[Mapping[str, Any]]:
    """Objects of a list, without whatever else stands in it."""
    return [part for part in value if isinstance(part, Mapping)] if isinstance(value, list) else []


def mapping(value: Any) -> Mapping[str, Any]:
    """The object; empty where it is none."""
    return value if isinstance(value, Mapping) else {}


def day(value: Any) -> date | None:
    """A day as 2026-03-01, or the day of a time."""
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def whole(value: Any) -> int | None:
    """A number of persons or places."""
    is_one = isinstance(value, int | float) and not isinstance(value, bool) and value == int(value)
    return int(value) if is_one and 0 <= value < 2**31 else None


def amount(value: Any) -> Decimal | None:
    """Of euros."""
    is_one = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < HIGHEST
    return Decimal(str(value)).quantize(Decimal("0.01")) if is_one else None


def texts(parts: list[Mapping[str, Any]], name: str) -> Iterator[str]:
    """What is said under this name, each once."""
    yield from dict.fromkeys(str(part[name]).strip() for part in parts if str(part.get(name) or "").strip())
