"""Money of measures, line by line, because amounts of different years do not add up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gesamtplan.funding.models import BudgetLine
from gesamtplan.funding.queries import budget_lines


def lines_of(measures: Iterable[int]) -> dict[int, list[BudgetLine]]:
    """Budget lines by key of the measure; three queries, whatever the number of measures."""
    found = defaultdict(list)
    for line in budget_lines(sort="measure").filter(measure__in=list(measures)):
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
    lines = list(budget_lines())
    known = [line for line in lines if line.amount is not None]
    latest = sorted(known, key=lambda line: (line.period_from or date.min, line.amount or 0), reverse=True)
    return Known(
        measures=measures,
        with_amount=len({line.measure_id for line in known}),
        with_payer=len({line.measure_id for line in lines if line.source_id}),
        latest=latest[:show],
    )
