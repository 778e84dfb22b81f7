"""The flow picture: who pays (left) for which field (middle) by which budget line (right).

Each band is one budget line and as thick as its amount; bands are laid side by side and never added up to a figure,
because the lines of one year may overlap. Lengths are in units of the picture's view box.
"""

from collections.abc import Iterable, Sequence

from gesamtplan.funding.models import BudgetLine
from gesamtplan.funding.queries import payer_level
from gesamtplan.offers.states import FundingLevel
from gesamtplan.web.funding.flow_layout import SLOT, THICKNESS, THINNEST, TOP, band_of, column_of, stacked
from gesamtplan.web.funding.flow_parts import Flow
from gesamtplan.web.funding.words import field_word, level_word

MOST = 40


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
    slots = stacked([max(height, SLOT - 8) for height in thick], 8)
    lefts, payers = column_of(shown, thick, payer_level, lambda key: str(level_word(key)))
    middles, fields = column_of(shown, thick, field_word, str)
    bands = [
        band_of(line, thick[place], lefts[place], middles[place], slots[place])
        for place, line in enumerate(shown)
    ]
    ends = [node.y + node.height for node in (*payers, *fields)] + [band.y + band.height for band in bands]
    missing = [line for line in lines if line.amount is None]
    return Flow(payers, fields, bands, missing, max(ends, default=TOP) + 16)
