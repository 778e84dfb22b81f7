"""The sums over the pairs taken from disk; all else is engine.access itself."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from os import sched_getaffinity

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.access.calculate import compute
from gesamtplan.engine.access.inputs import AccessInputs, Floats
from gesamtplan.engine.access.methods import Formula, Method
from gesamtplan.engine.access.prepared import Prepared
from gesamtplan.engine.access.results import AccessResult
from gesamtplan.engine.scale.blocks import Plan, plan
from gesamtplan.engine.scale.sums import Question, Reached, Tables, TwoSteps, streamed


@dataclass(frozen=True, eq=False)
class StoredPrepared(Prepared):
    """`total`: who adds up, this machine or a cluster."""

    total: Callable[[Plan, Question], Tables]

    @cached_property
    def plan(self) -> Plan:
        return plan(self.inputs)

    def two_steps(
        self,
        competing: Floats,
        formula: Formula,
        threads: int | None = None,  # noqa: ARG002  `total` knows
    ) -> tuple[Floats, Floats]:
        """One reading of the pairs: an offer's demand is complete within its block."""
        sums = self.total(self.plan, TwoSteps(competing, self.places, formula))
        return sums["demand"][0], sums["share"]

    @cached_property
    def reach(self) -> Floats:
        return self._reached["reach"]

    @cached_property
    def unknown_in_reach(self) -> npt.NDArray[np.bool_]:
        return self._reached["unknown"] > 0

    @cached_property
    def _reached(self) -> Tables:
        unknown = np.isnan(self.inputs.supply.places)
        return self.total(
            self.plan, Reached(unknown, len(self.inputs.classes), len(self.inputs.demand.cells))
        )


def prepare_streamed(inputs: AccessInputs, threads: int | None = None) -> StoredPrepared:
    """For several methods or scenarios on pairs from `open_pairs`; each reads them again."""
    count = threads or len(sched_getaffinity(0))
    return StoredPrepared(inputs, (), count, partial(streamed, threads=count))


def access_streamed(
    inputs: AccessInputs, method: Method = Method.E2SFCA, threads: int | None = None
) -> AccessResult:
    """`engine.access.access` for inputs whose pairs come from `open_pairs`: the same bytes, little memory.

    Raises BadInput naming file and row group where the pairs are wrong, TypeError if they are in memory already.
    """
    return compute(prepare_streamed(inputs, threads), method, threads)
