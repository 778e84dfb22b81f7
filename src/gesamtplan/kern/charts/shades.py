"""Values as shades of a map: classes from light to dark, and the key to them."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from gesamtplan.kern.charts.scale import quantile_bounds
from gesamtplan.kern.charts.shares import Segment
from gesamtplan.kern.formats import format_number

CLASSES = 5


@dataclass(frozen=True)
class Shades:
    """Up to five classes; `limits` are the inner bounds. `unit` and `decimals`: how a value is said."""

    limits: Sequence[float]
    unit: str = ""
    decimals: int | None = None

    @classmethod
    def of(cls, values: Sequence[float | None], unit: str = "", decimals: int | None = None) -> "Shades":
        """About as many values in each class."""
        return cls(quantile_bounds([value for value in values if value is not None], CLASSES), unit, decimals)

    def css_class(self, value: float | None) -> str:
        """Class that carries the shade; None is hatched."""
        if value is None:
            return "map-unknown"
        return f"map-class-{self._shade(sum(value >= limit for limit in self.limits))}"

    def said(self, value: float | None) -> str:
        """The value with its unit, in words where it is not known."""
        if value is None:
            return pgettext("value", "unknown")
        return f"{format_number(value, self.decimals)}\u00a0{self.unit}".rstrip("\u00a0")

    def legend(self, values: Sequence[float | None]) -> list[Segment]:
        """One entry per class with how many values fall into it, and one for those not known."""
        known = [value for value in values if value is not None]
        edges = [min(known), *self.limits, max(known)] if known else []
        counts = Counter(self.css_class(value) for value in known)
        entries = [
            self._entry(number, low, high, counts)
            for number, (low, high) in enumerate(itertools.pairwise(edges))
        ]
        if missing := len(values) - len(known):
            entries.append(Segment(pgettext("value", "unknown"), missing, "map-unknown"))
        return entries

    def _entry(self, number: int, low: float, high: float, counts: Counter[str]) -> Segment:
        name = f"map-class-{self._shade(number)}"
        first = format_number(low, self.decimals)
        label = (
            self.said(high) if first == format_number(high, self.decimals) else f"{first} – {self.said(high)}"
        )
        return Segment(label, counts[name], name)

    def _shade(self, number: int) -> int:
        """Few classes are spread over the whole scale from light to dark."""
        return 1 + round(number * (CLASSES - 1) / len(self.limits)) if self.limits else 3
