"""Round numbers for axes, and short coordinates."""

import math
from collections.abc import Sequence

STEPS = (1, 2, 2.5, 5, 10)


def nice_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round values from at or below `low` to at or above `high`, about `count` of them."""
    if high <= low:
        high = low + (abs(low) or 1)
    rough = (high - low) / count
    magnitude = 10 ** math.floor(math.log10(rough))
    step = next(one * magnitude for one in STEPS if one * magnitude >= rough * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def quantile_bounds(values: Sequence[float], classes: int) -> list[float]:
    """Inner bounds that put about as many values into each class; fewer where values repeat."""
    ordered = sorted(values)
    cuts = (
        {ordered[min(len(ordered) * part // classes, len(ordered) - 1)] for part in range(1, classes)}
        if ordered
        else set()
    )
    return sorted(cut for cut in cuts if cut > ordered[0])


def short(value: float) -> str:
    """Coordinate with at most one decimal: 12.0 -> '12'."""
    return f"{value:.1f}".rstrip("0").rstrip(".")
