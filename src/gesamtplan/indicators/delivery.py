"""The shape of a delivery of official figures: definitions, values and what the reader has to say of them.

The layout was learned from the "Indikatorenatlas" of Munich; nothing in here is particular to Munich.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gesamtplan.core.imports import ImportReport

CITY = "city"


class UnreadableDeliveryError(Exception):
    """The file or folder is no delivery at all (no spreadsheet, no CSV, no text), so no row can be judged."""

    def __init__(self, source: str, why: str) -> None:
        super().__init__(
            f"{source} cannot be read: {why} Deliver the statistics office's xlsx file, the portal's CSV "
            "file or a folder with definitions.csv and values-*.csv."
        )


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


@dataclass(frozen=True)
class Notice:
    """Something to know; the row was taken over. `row` counts as a person sees it, 0 means the whole file."""

    row: int
    column: str
    text: str


@dataclass(frozen=True)
class SumCheck:
    """The districts of one year do not add up to the city. `difference` is districts minus city."""

    indicator_code: str
    year: int
    base_name: str
    districts: Decimal
    city: Decimal

    @property
    def difference(self) -> Decimal:
        """Persons (or whatever the base counts) that the districts have more than the city."""
        return self.districts - self.city


@dataclass
class DeliveryReport(ImportReport):
    """The report of every import, with notices and sum checks. Neither of the two stops an import.

    `sum_checks` lists only sums that differ by more than rounding; `sums_checked` says how many were tried.
    """

    notices: list[Notice] = field(default_factory=list)
    sum_checks: list[SumCheck] = field(default_factory=list)
    sums_checked: int = 0

    def notice(self, row: int, column: str, text: str) -> None:
        """Note something that did not stop the row."""
        self.notices.append(Notice(row, column, text))


@dataclass(frozen=True)
class Delivery:
    """All that one file or folder holds. `as_of` is the month of the edition (its first day) or None."""

    definitions: tuple[IndicatorRow, ...]
    values: tuple[ValueRow, ...]
    as_of: date | None
    imprint: str | None
    report: DeliveryReport
