"""Who could be served at all, and why not: build, move, or open up.

May use: engine.access for its inputs; OR-tools (never together with highspy); no Django, no clock.
Ask `allocate(inputs)`, or `why_unmet(inputs)`, which answers both.
"""

from gesamtplan.engine.allocation.allocate import allocate
from gesamtplan.engine.allocation.journeys import FieldTotal, Journeys
from gesamtplan.engine.allocation.results import Allocation
from gesamtplan.engine.allocation.why import FieldWhy, WhyUnmet, why_unmet

__all__ = ["Allocation", "FieldTotal", "FieldWhy", "Journeys", "WhyUnmet", "allocate", "why_unmet"]
