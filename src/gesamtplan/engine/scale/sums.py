"""What an analysis asks of the pairs: sums over blocks. A block gives its pieces, and pieces are added in order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.access.blocks import serve
from gesamtplan.engine.access.inputs import Floats
from gesamtplan.engine.access.methods import Formula
from gesamtplan.engine.scale.blocks import Plan, Window
from gesamtplan.engine.scale.ordered import in_order

Tables = dict[str, Floats]


@dataclass(frozen=True, eq=False)
class Piece:
    """Added to `table`[row, start : start + len(values)]."""

    table: str
    row: int
    start: int
    values: Floats


class Question(Protocol):
    """A pure function of one block; it can be sent to other machines."""

    @property
    def shapes(self) -> dict[str, tuple[int, int]]:
        """Of each table of the answer."""

    def __call__(self, window: Window) -> tuple[Piece, ...]: ...


@dataclass(frozen=True, eq=False)
class TwoSteps:
    """Demand [1, offers] and share [classes, cells], by the function that computes in memory too."""

    competing: Floats
    places: Floats
    formula: Formula

    @property
    def shapes(self) -> dict[str, tuple[int, int]]:
        classes, cells = self.competing.shape
        return {"demand": (1, len(self.places)), "share": (classes, cells)}

    def __call__(self, window: Window) -> tuple[Piece, ...]:
        block, start = window.block, window.start
        competing = self.competing[block.klass, start : start + block.weights.shape[1]]
        demand, share = serve(block.weights, competing, self.places[block.offers], self.formula)
        first, last = block.offers[[0, -1]]
        spread = np.zeros(last - first + 1)  # offers of other classes stand between them
        spread[block.offers - first] = demand
        return Piece("demand", 0, int(first), spread), Piece("share", block.klass, start, share)


@dataclass(frozen=True, eq=False)
class Reached:
    """Σ_j w_ij [classes, cells], and the same over offers with unknown places."""

    unknown: npt.NDArray[np.bool_]
    classes: int
    cells: int

    @property
    def shapes(self) -> dict[str, tuple[int, int]]:
        return dict.fromkeys(("reach", "unknown"), (self.classes, self.cells))

    def __call__(self, window: Window) -> tuple[Piece, ...]:
        block, start = window.block, window.start
        reach = Piece("reach", block.klass, start, block.reach())
        unknown = self.unknown[block.offers]
        if not unknown.any():
            return (reach,)
        return reach, Piece("unknown", block.klass, start, block.columns @ unknown.astype(np.float64))


def add(question: Question, pieces: Iterable[Piece]) -> Tables:
    """The tables; pieces of a row come in the order of their blocks, so that every engine rounds alike."""
    tables = {name: np.zeros(shape) for name, shape in question.shapes.items()}
    for piece in pieces:
        tables[piece.table][piece.row, piece.start : piece.start + len(piece.values)] += piece.values
    return tables


def streamed(plan: Plan, question: Question, threads: int) -> Tables:
    """On this machine: a few blocks are in memory at a time."""
    answers = in_order(question, plan.windows(threads=threads), threads)
    return add(question, (piece for pieces in answers for piece in pieces))
