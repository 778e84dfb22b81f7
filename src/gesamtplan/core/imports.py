"""What every reader of an outside format says of its work: what it read, repaired and refused."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Repair:
    """A value that was put right while reading; the old value stays visible.

    `row` counts as a person sees it in the file: 1 is the first line or the first entry.
    """

    row: int
    column: str
    old: str
    new: str
    why: str


@dataclass(frozen=True)
class Refusal:
    """A row that was not taken over: what stood there, why it cannot be used, what to do."""

    row: int
    column: str
    value: str
    why: str
    remedy: str


KEPT = 10_000


@dataclass
class ImportReport:
    """Collected while a reader walks through one source; `refused` decides whether anything is written.

    What is `passed_over` is left out as well, but holds up nothing else.
    Of the repairs the first KEPT are told one by one, `repaired_more` counts the rest: a file may have any number.
    """

    source: str
    read: int = 0
    repaired: list[Repair] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    passed_over: list[Refusal] = field(default_factory=list)
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    repaired_more: int = 0

    @property
    def is_clean(self) -> bool:
        """True when no row had to be refused."""
        return not self.refused

    def refuse(self, row: int, column: str, value: object, why: str, remedy: str) -> None:
        """Note that a row cannot be taken over."""
        self.refused.append(Refusal(row, column, str(value), why, remedy))

    def pass_over(self, row: int, column: str, value: object, why: str, remedy: str) -> None:
        """Note that a row is left out while all others are taken over."""
        self.passed_over.append(Refusal(row, column, str(value), why, remedy))

    def repair(self, row: int, column: str, old: object, new: object, why: str) -> None:
        """Note that a value was put right."""
        if len(self.repaired) >= KEPT:
            self.repaired_more += 1
            return
        self.repaired.append(Repair(row, column, str(old), str(new), why))


class ImportRefusedError(Exception):
    """Raised when rows were refused, so that the transaction of the import is rolled back whole."""

    def __init__(self, report: ImportReport) -> None:
        first = report.refused[0]
        super().__init__(
            f"{report.source}: {len(report.refused)} row(s) refused, nothing was written. "
            f"First: row {first.row}, column {first.column}: {first.value!r} {first.why} {first.remedy}"
        )
        self.report = report
