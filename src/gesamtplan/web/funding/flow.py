"""The flow picture: who pays (left) for which field (middle) by which budget line (right).

Each band is one budget line and as thick as its amount; bands are laid side by side and never added up to a figure,
because the lines of one year may overlap. Lengths are in units of the picture's view box.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from gesamtplan.funding.models import BudgetLine
from gesamtplan.funding.queries import payer_level
from gesamtplan.offers.states import FundingLevel
from gesamtplan.web.funding.rows import amount_text, field_word, level_word

PAYER_X, FIELD_X, LINE_X, NODE = 150, 400, 690, 12
MOST = 40
TOP, THICKNESS, THINNEST, SLOT, GAP = 52, 260.0, 2.0, 30.0, 34.0


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


def drawn(lines: Iterable[BudgetLine]) -> list[BudgetLine]:
    """The lines that picture and text have room for: MOST with the largest amounts, MOST without a known one."""
    known: list[BudgetLine] = []
    missing: list[BudgetLine] = []
    for line in lines:
        (missing if line.amount is None else known).append(line)
    return sorted(known, key=lambda line: line.amount or 0, reverse=True)[:MOST] + missing[:MOST]


def flow(lines: Sequence[BudgetLine]) -> Flow:
    """The picture of the lines that begin in one year."""
    levels = [*FundingLevel.values, "unknown"]
    shown = sorted(
        (line for line in lines if line.amount is not None),
        key=lambda line: (levels.index(payer_level(line)), field_word(line), -(line.amount or 0)),
    )
    total = float(sum(line.amount or 0 for line in shown)) or 1.0
    thick = [max(THINNEST, THICKNESS * float(line.amount or 0) / total) for line in shown]
    slots = _stack([max(height, SLOT - 8) for height in thick], 8)
    lefts, payers = _column(shown, thick, payer_level, lambda key: str(level_word(key)))
    middles, fields = _column(shown, thick, field_word, str)
    bands = [
        _band(line, thick[place], lefts[place], middles[place], slots[place])
        for place, line in enumerate(shown)
    ]
    ends = [node.y + node.height for node in (*payers, *fields)] + [band.y + band.height for band in bands]
    missing = [line for line in lines if line.amount is None]
    return Flow(payers, fields, bands, missing, max(ends, default=TOP) + 16)


def _stack(heights: Sequence[float], gap: float) -> list[float]:
    """Upper edges of blocks that stand below each other."""
    edges, y = [], float(TOP)
    for height in heights:
        edges.append(y)
        y += height + gap
    return edges


def _column(
    lines: Sequence[BudgetLine],
    thick: Sequence[float],
    key: Callable[[BudgetLine], str],
    word: Callable[[str], str],
) -> tuple[list[float], list[Node]]:
    """Nodes of one column, and for every line the upper edge of its band at its node."""
    keys = [key(line) for line in lines]
    names = list(dict.fromkeys(keys))
    sums = dict.fromkeys(names, 0.0)
    for name, height in zip(keys, thick, strict=True):
        sums[name] += height
    tops = dict(zip(names, _stack([sums[name] for name in names], GAP), strict=True))
    nodes = [Node(word(name), f"payer-{name}", tops[name], sums[name]) for name in names]
    edges, free = [], dict(tops)
    for name, height in zip(keys, thick, strict=True):
        edges.append(free[name])
        free[name] += height
    return edges, nodes


def _band(line: BudgetLine, height: float, left: float, middle: float, slot: float) -> Band:
    label = f"{line.measure.code} · {amount_text(line)}"
    right = slot + (max(height, SLOT - 8) - height) / 2
    paths = (
        _ribbon(PAYER_X + NODE, left, FIELD_X, middle, height),
        _ribbon(FIELD_X + NODE, middle, LINE_X, right, height),
    )
    return Band(line, label, f"payer-{payer_level(line)}", paths, right, height)


def _ribbon(x1: float, y1: float, x2: float, y2: float, height: float) -> str:
    """A band of even height that swings from one node to the next."""
    bend = (x1 + x2) / 2
    upper = f"M{x1:.1f} {y1:.1f} C{bend:.1f} {y1:.1f} {bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    lower = f"C{bend:.1f} {y2 + height:.1f} {bend:.1f} {y1 + height:.1f} {x1:.1f} {y1 + height:.1f}"
    return f"{upper} V{y2 + height:.1f} {lower} Z"
