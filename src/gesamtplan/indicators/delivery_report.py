"""What the reader of a delivery has to say of it."""

from dataclasses import dataclass, field
from decimal import Decimal

from gesamtplan.core.imports import ImportReport


class UnreadableDeliveryError(Exception):
    """The file or folder is no delivery at all (no spreadsheet, no CSV, no text), so no row can be judged."""

    def __init__(self, source: str, why: str) -> None:
        super().__init__(
            f"{source} cannot be read: {why} Deliver the statistics office's xlsx file, the portal's CSV "
            "file or a folder with definitions.csv and values-*.csv."
        )


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
