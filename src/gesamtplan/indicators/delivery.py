"""A delivery of official figures as a whole: rows, imprint, and what the reader has to say of them.

The layout was learned from the "Indikatorenatlas" of Munich; nothing in here is particular to Munich.
"""

from dataclasses import dataclass
from datetime import date

from gesamtplan.indicators.delivery_report import DeliveryReport
from gesamtplan.indicators.delivery_rows import IndicatorRow, ValueRow


@dataclass(frozen=True)
class Delivery:
    """All that one file or folder holds. `as_of` is the month of the edition (its first day) or None."""

    definitions: tuple[IndicatorRow, ...]
    values: tuple[ValueRow, ...]
    as_of: date | None
    imprint: str | None
    report: DeliveryReport
