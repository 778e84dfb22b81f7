"""The rows of a delivery of official figures: definitions and values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

CITY = "city"


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator in one breakdown, as the publisher defines it. `None` and `()` mean: not told.

    `code` is `theme.title.breakdown` in ASCII; the theme belongs to it because titles repeat between themes
    ("Altersgruppen" exists in population and in child care). `break_years` are the first years of a new way
    of counting. `relation` names how the value follows from the bases (see `delivery_checks.RELATIONS`).
    The last block is ours, not the publisher's: translation, field of action, direction wanted, source.
    """

    code: str
    title: str
    breakdown: str
    theme: str | None = None
    what_is_counted: str | None = None
    unit: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    reference_period: str | None = None
    data_source: str | None = None
    scope: str | None = None
    break_years: tuple[int, ...] = ()
    base_names: tuple[str, ...] = ()
    relation: str | None = None
    title_en: str | None = None
    breakdown_en: str | None = None
    field: str | None = None
    direction: str | None = None
    source: str | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One figure: indicator × area ("city" or the two digits of the district) × year.

    `value` is the delivered one and is never replaced by a computed one; `None` is unknown, never 0.
    `numerator` and `denominator` are absolute numbers (persons, households, person-years), known only where
    the indicator's relation is certain. `bases` are the delivered base values in their order.
    """

    indicator_code: str
    area_code: str
    year: int
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    bases: tuple[tuple[str, Decimal | None], ...] = ()
