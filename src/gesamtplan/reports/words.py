"""Dates and numbers in words, as exact as they are known and no more."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import pgettext

from gesamtplan.core.states import DatePrecision
from gesamtplan.kern.formats import format_number, format_partial_date


def unknown() -> str:
    """The word for what no source says."""
    return pgettext("value", "unknown")


def day_words(day: date | None, precision: str | None = DatePrecision.DAY) -> str:
    """31.12.2019, Dezember 2019, 2019 or unknown."""
    return unknown() if day is None else format_partial_date(day, precision or DatePrecision.DAY)


def value_words(value: Decimal | None, decimals: int | None = None) -> str:
    """A number in the report's language; None is unknown."""
    return unknown() if value is None else format_number(value, decimals)


def decimals_of(values: Iterable[Decimal | None]) -> int:
    """Decimals that show every value in full, so that all of a series have the same."""
    known = [value.normalize().as_tuple().exponent for value in values if value is not None]
    return max((0, *(-exponent for exponent in known if isinstance(exponent, int))))
