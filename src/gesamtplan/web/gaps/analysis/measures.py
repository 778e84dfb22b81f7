"""The figures one can look at, each with its name, its unit and the order of its list."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from gesamtplan.gaps.queries.analysis import Line, Topic


@dataclass(frozen=True)
class Measure:
    """`figure` of GapRow times `factor`; `worst_first`: 1 if small values are worse, -1 if large ones are."""

    code: str
    label: object
    figure: str
    factor: float
    decimals: int
    worst_first: int

    def value(self, line: Line) -> float | None:
        """What the line says of it, as people read it."""
        value = line.figures[self.figure]
        return None if value is None else round(value * self.factor, self.decimals)

    def unit(self, topic: Topic) -> str:
        """Of a value: places, or none for a ratio whose name says it."""
        return str(topic.text("places_unit")) if self.factor == 1 else ""


MEASURES: Mapping[str, Measure] = {
    measure.code: measure
    for measure in (
        Measure("missing", _("missing places"), "unmet", 1, 0, -1),
        Measure("reachable", _("reachable places per 100 people"), "access", 100, 1, 1),
        Measure("best", _("places missing if every place went where it helps most"), "best_unmet", 1, 0, -1),
    )
}
