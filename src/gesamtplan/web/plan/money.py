"""Money of measures, line by line, because amounts of different years do not add up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from gesamtplan.funding.models import BudgetLine
from gesamtplan.funding.queries import budget_lines, latest_amounts, measures_known, thin


def lines_of(measures: Iterable[int]) -> dict[int, list[BudgetLine]]:
    """Budget lines by key of the measure, with all that a row shows."""
    return _by_measure(budget_lines(sort="measure").filter(measure__in=list(measures)))


def amounts_of(measures: Iterable[int]) -> dict[int, list[BudgetLine]]:
    """The same for a list that shows their amounts only; one query."""
    return _by_measure(thin(budget_lines(sort="measure").filter(measure__in=list(measures))))


def _by_measure(lines: Iterable[BudgetLine]) -> dict[int, list[BudgetLine]]:
    found = defaultdict(list)
    for line in lines:
        found[line.measure_id].append(line)
    return dict(found)


@dataclass(frozen=True)
class Known:
    """How much is known of the money: counts of measures, and the latest amounts."""

    measures: int
    with_amount: int
    with_payer: int
    latest: list[BudgetLine]

    @property
    def without_amount(self) -> int:
        """Measures whose cost no public source tells."""
        return self.measures - self.with_amount


def what_is_known(measures: int, show: int = 3) -> Known:
    """Over all lines of public measures, out of so many `measures`."""
    with_amount, with_payer = measures_known()
    return Known(measures, with_amount, with_payer, list(latest_amounts()[:show]))
