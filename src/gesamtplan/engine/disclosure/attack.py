"""The attacker: reads all published tables, knows the rules, and even knows which cells are empty.

For each cell that is not shown: is there more than one number of people that would explain everything published?
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from gesamtplan.engine.disclosure.cube import Table
from gesamtplan.engine.disclosure.protect import Protected
from gesamtplan.engine.disclosure.rules import Rules

Floats = npt.NDArray[np.float64]
Span = tuple[Floats, Floats]
Seen = tuple[Table, Protected]
"""A table as it is and as it is published."""


def spans(protected: Protected, rules: Rules) -> Span:
    """Least and greatest true count that each published cell allows, flat.

    Shown: at least the threshold, and no further away than the largest noise. Not shown: from 0 up to the
    largest count that the noise can bring below the threshold.
    """
    shown, people = protected.shown.ravel(), protected.people.ravel()
    low = np.where(shown, np.maximum(people - rules.largest, rules.threshold), 0)
    high = np.where(shown, people + rules.largest, rules.threshold - 1 + rules.largest)
    return low.astype(np.float64), high.astype(np.float64)


def singled_out(tables: Sequence[Seen], finest: Table, rules: Rules) -> Iterator[tuple[int, int]]:
    """(number of the table, flat cell) of each cell not shown whose count follows from what is published.

    `finest`: the cube itself, published or not; its cells are looked for as number -1. Which cells come out
    depends on the published tables only, so refusing a publication that singles out tells nothing by itself.
    Three steps, from fast to exact: a person more or less in one finest cell; a person moved between two; a search
    through all cubes. The first that finds another explanation settles the cell.
    """
    play = _play(tables, finest, rules)
    one = play.more.all(axis=0) | play.less.all(axis=0)
    for number, table, shown in _targets(tables, finest):
        settled = np.zeros(table.people.size, bool)
        np.logical_or.at(settled, table.member, one)
        for cell in np.flatnonzero((table.people.ravel() > 0) & ~shown & ~settled):
            part = table.member == cell
            if not _by_moving(part, play) and _only_value(part, tables, finest, rules):
                yield number, int(cell)


@dataclass(frozen=True, eq=False)
class _Play:
    """bool[tables, finest cells]: the table's cell could hold one `more`, one `less`; `member` as in the tables.

    A finest cell with people keeps at least one: that somebody is there counts as known to the attacker.
    """

    member: npt.NDArray[np.int64]
    more: npt.NDArray[np.bool_]
    less: npt.NDArray[np.bool_]


def _play(tables: Sequence[Seen], finest: Table, rules: Rules) -> _Play:
    people = finest.people.ravel()
    members, more, less = [np.arange(people.size)], [people > 0], [people > 1]
    for table, protected in tables:
        low, high = spans(protected, rules)
        members.append(table.member)
        more.append((table.people.ravel() < high)[table.member])
        less.append((table.people.ravel() > low)[table.member])
    return _Play(np.array(members), np.array(more), np.array(less))


def _targets(tables: Sequence[Seen], finest: Table) -> Iterator[tuple[int, Table, npt.NDArray[np.bool_]]]:
    """The cells to look for: (number, table, where they are shown anyway)."""
    shown = np.zeros(finest.people.size, bool)
    for number, (table, protected) in enumerate(tables):
        yield number, table, protected.shown.ravel()
        if np.array_equal(table.member, finest.member):
            shown |= protected.shown.ravel()
    yield -1, finest, shown


def _by_moving(part: npt.NDArray[np.bool_], play: _Play) -> bool:
    """Whether one person could as well have moved between a cell of the part and a cell outside it."""
    for cell in np.flatnonzero(part):
        same = play.member == play.member[:, cell, None]
        into = same | (play.more[:, cell, None] & play.less)
        out = same | (play.less[:, cell, None] & play.more)
        if ((into.all(axis=0) | out.all(axis=0)) & ~part).any():
            return True
    return False


def _only_value(part: npt.NDArray[np.bool_], tables: Sequence[Seen], finest: Table, rules: Rules) -> bool:
    """Whether the sum over a part of the finest cells is the same in every cube that explains the tables."""
    people = finest.people.ravel()
    limits = [spans(protected, rules) for _, protected in tables]
    low, high = (np.concatenate([span[k] for span in limits]) for k in (0, 1))
    published = LinearConstraint(vstack([_sums(table) for table, _ in tables], format="csr"), low, high)
    bounds = Bounds((people > 0).astype(float), np.where(people > 0, np.inf, 0.0))
    truth, target = float(people[part].sum()), csr_array(part.astype(np.float64)[None])
    for least, most in ((truth + 1, np.inf), (1.0, truth - 1)):
        another = LinearConstraint(target, least, most)
        if least <= most and _solvable([published, another], bounds, people.size):
            return False
    return True


def _solvable(constraints: list[LinearConstraint], bounds: Bounds, cells: int) -> bool:
    whole = np.ones(cells, np.int64)
    return bool(milp(np.zeros(cells), constraints=constraints, bounds=bounds, integrality=whole).success)


def _sums(table: Table) -> csr_array:
    cells = len(table.member)
    return csr_array((np.ones(cells), (table.member, np.arange(cells))), shape=(table.people.size, cells))
