"""The parts of the flow picture: nodes, bands, and the columns in which they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from gesamtplan.funding.models import BudgetLine

PAYER_X, FIELD_X, LINE_X, NODE = 150, 400, 690, 12


@dataclass(frozen=True)
class Node:
    """A payer's level or a field of action; a block that bands leave or reach."""

    label: str
    css_class: str
    y: float
    height: float

    @property
    def middle(self) -> float:
        """Height of the label."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Band:
    """One budget line from payer over field to its amount; `paths` are two SVG ribbons."""

    line: BudgetLine
    label: str
    css_class: str
    paths: tuple[str, str]
    y: float
    height: float

    @property
    def middle(self) -> float:
        """Height of the label."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Flow:
    """The whole picture; `without_amount` are lines that it cannot show."""

    payers: Sequence[Node]
    fields: Sequence[Node]
    bands: Sequence[Band]
    without_amount: Sequence[BudgetLine]
    height: float
    payer_x: int = PAYER_X
    field_x: int = FIELD_X
    line_x: int = LINE_X
    label_x: int = LINE_X + NODE + 8
    node: int = NODE
    width: int = 960
