"""What is said of a cell or of a file that cannot be used."""

from dataclasses import dataclass
from typing import Any


class UnfitSheetError(Exception):
    """Raised when a whole file or sheet is refused; says in the reader's language why and what to do."""


class CellFaultError(Exception):
    """Raised for a cell that cannot be used: why, and what to do."""

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(f"{why} {remedy}")
        self.why = why
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell means; `note` says what was put right for it. See `cells` for the values."""

    value: Any
    note: str = ""
