"""Where the nodes and bands of the flow picture lie."""

from collections.abc import Callable, Sequence

from gesamtplan.funding.models import BudgetLine
from gesamtplan.funding.queries import payer_level
from gesamtplan.web.funding.flow_parts import FIELD_X, LINE_X, NODE, PAYER_X, Band, Node
from gesamtplan.web.funding.words import amount_text

TOP, THICKNESS, THINNEST, SLOT, GAP = 52, 260.0, 2.0, 30.0, 34.0


def stacked(heights: Sequence[float], gap: float) -> list[float]:
    """Upper edges of blocks that stand below each other."""
    edges, y = [], float(TOP)
    for height in heights:
        edges.append(y)
        y += height + gap
    return edges


def column_of(
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
    tops = dict(zip(names, stacked([sums[name] for name in names], GAP), strict=True))
    nodes = [Node(word(name), f"payer-{name}", tops[name], sums[name]) for name in names]
    edges, free = [], dict(tops)
    for name, height in zip(keys, thick, strict=True):
        edges.append(free[name])
        free[name] += height
    return edges, nodes


def band_of(line: BudgetLine, height: float, left: float, middle: float, slot: float) -> Band:
    """One line from its payer at `left` over its field at `middle` to its own slot."""
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
