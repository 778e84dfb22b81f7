"""The attacker: reads all published tables, knows the rules, and even knows which cells are empty.

For each cell that is not shown: is there more than one number of people that would explain everything published?
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from gesamtplan.engine.disclosure.cube import Table
from gesamtplan.engine.disclosure.protect import Protected
from gesamtplan.engine.disclosure.rules import Rules

Floats = npt.NDArray[np.float64]
Span = tuple[Floats, Floats]


def spans(protected: Protected, rules: Rules) -> Span:
    """Least and greatest true count that each published cell allows, flat.

    Shown: at least the threshold, and no further away than the largest noise. Not shown: from 0 up to the
    largest count that the noise can bring below the threshold.
    """
    shown, people = protected.shown.ravel(), protected.people.ravel()
    low = np.where(shown, np.maximum(people - rules.largest, rules.threshold), 0)
    high = np.where(shown, people + rules.largest, rules.threshold - 1 + rules.largest)
    return low.astype(np.float64), high.astype(np.float64)


def singled_out(tables: Sequence[tuple[Table, Protected]], finest: Table, rules: Rules) -> Iterator[tuple[int, int]]:
    """(number of the table, flat cell) of each cell not shown whose count follows from what is published.

    `finest`: the cube itself, published or not; its cells are looked for as number -1. Which cells come out
    depends on the published tables only, so refusing a publication that singles out tells nothing by itself.
    A person more or less in one finest cell is tried first, which settles nearly all; the rest is solved exactly.
    """
    limits = [spans(protected, rules) for _, protected in tables]
    free = _free(tables, limits, finest)
    everything = [(-1, finest, np.zeros(finest.people.size, bool))]
    everything += [(n, table, protected.shown.ravel()) for n, (table, protected) in enumerate(tables)]
    for number, table, shown in everything:
        settled = np.zeros(table.people.size, bool)
        np.logical_or.at(settled, table.member, free)
        open_cells = (table.people.ravel() > 0) & ~shown & ~settled
        for cell in np.flatnonzero(open_cells & _hidden(table, tables)):
            if _one_value(table.member == cell, tables, limits, finest):
                yield number, int(cell)


def _hidden(table: Table, tables: Sequence[tuple[Table, Protected]]) -> npt.NDArray[np.bool_]:
    """False for cells that are shown in a published table of the same levels (the cube itself may be published)."""
    hidden = np.ones(table.people.size, bool)
    for other, protected in tables:
        if np.array_equal(other.member, table.member):
            hidden &= ~protected.shown.ravel()
    return hidden


def _free(
    tables: Sequence[tuple[Table, Protected]], limits: Sequence[Span], finest: Table
) -> npt.NDArray[np.bool_]:
    """Finest cells that could as well hold one person more, or one less but not none."""
    people = finest.people.ravel()
    more, less = people > 0, people > 1
    for (table, _), (low, high) in zip(tables, limits, strict=True):
        sums = table.people.ravel()
        more &= (sums < high)[table.member]
        less &= (sums > low)[table.member]
    return more | less


def _one_value(
    part: npt.NDArray[np.bool_], tables: Sequence[tuple[Table, Protected]], limits: Sequence[Span], finest: Table
) -> bool:
    """Whether the sum over a part of the finest cells is the same in every cube that explains the tables."""
    people = finest.people.ravel()
    matrix = vstack([_sums(table) for table, _ in tables], format="csr")
    low, high = (np.concatenate([span[k] for span in limits]) for k in (0, 1))
    truth, target = people[part].sum(), part.astype(np.float64)
    beyond = [Bounds((people > 0).astype(float), np.where(people > 0, np.inf, 0.0))]
    for sign in (1, -1):
        found = milp(-sign * target, constraints=LinearConstraint(matrix, low, high), bounds=beyond[0], integrality=1)
        if found.status == 3 or (found.success and round(-sign * found.fun) != truth):  # 3: without bound
            return False
    return True


def _sums(table: Table) -> csr_array:
    cells = len(table.member)
    return csr_array((np.ones(cells), (table.member, np.arange(cells))), shape=(table.people.size, cells))
