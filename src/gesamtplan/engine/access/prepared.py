"""The part of an analysis that all methods share: read the pairs once, then ask as often as you like."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.access.blocks import Block, build_blocks, serve, spread
from gesamtplan.engine.access.inputs import AccessInputs, Floats
from gesamtplan.engine.access.methods import Formula


@dataclass(frozen=True, eq=False)
class Prepared:
    """Inputs with their blocks. Arrays by class and cell are [classes, cells], so that a class is one piece of memory."""

    inputs: AccessInputs
    blocks: tuple[Block, ...]
    threads: int | None

    @cached_property
    def people(self) -> Floats:
        """[groups, cells]; unknown counts as absent."""
        return np.ascontiguousarray(np.nan_to_num(self.inputs.demand.people).T)

    @cached_property
    def places(self) -> Floats:
        """[offers]; unknown counts as none."""
        return np.nan_to_num(self.inputs.supply.places)

    @cached_property
    def competing(self) -> Floats:
        """Need that looks for a place in each class, [classes, cells]."""
        return self.competing_by(None)

    @cached_property
    def reach(self) -> Floats:
        """Σ_j w_ij over the offers of each class, [classes, cells]; 0 = out of reach."""
        reach = np.zeros((len(self.inputs.classes), len(self.inputs.demand.cells)))
        parts = spread(Block.reach, self.blocks, self.threads)
        for block, part in zip(self.blocks, parts, strict=True):
            reach[block.klass] += part
        return reach

    @cached_property
    def unknown_in_reach(self) -> npt.NDArray[np.bool_]:
        """[classes, cells]: an offer whose places are not known can be reached."""
        found = np.zeros((len(self.inputs.classes), len(self.inputs.demand.cells)), np.bool_)
        for block in self.blocks:
            unknown = np.isnan(self.inputs.supply.places[block.offers])
            if unknown.any():
                found[block.klass] |= (block.columns @ unknown.astype(np.float64)) > 0
        return found

    def two_steps(
        self, competing: Floats, formula: Formula, threads: int | None = None
    ) -> tuple[Floats, Floats]:
        """(demand [offers], share of the need that can be met [classes, cells]): the two sums over all pairs."""
        demand, share = np.zeros(len(self.places)), np.zeros_like(competing)

        def both(block: Block) -> tuple[Floats, Floats]:
            return serve(block.weights, competing[block.klass], self.places[block.offers], formula)

        for block, (part, added) in zip(self.blocks, spread(both, self.blocks, threads), strict=True):
            demand[block.offers] = part
            share[block.klass] += added
        return demand, share

    def with_figures(self, people: Floats | None = None, places: Floats | None = None) -> "Prepared":
        """Other people or places (a scenario) on the same pairs, which are not laid out again. Checked as all inputs."""
        demand, supply = self.inputs.demand, self.inputs.supply
        if people is not None:
            demand = replace(demand, people=people)
        if places is not None:
            supply = replace(supply, places=places)
        return replace(self, inputs=replace(self.inputs, demand=demand, supply=supply))

    def classes_of(self, field: int, group: int) -> npt.NDArray[np.int64]:
        """The classes of the field that the group may use."""
        table = self.inputs.classes
        return np.flatnonzero((table.field == field) & table.eligible[:, group])

    def choice(self, field: int, group: int) -> Floats:
        """Σ_j w_ij over all offers of the field that the group may use, [cells]."""
        return np.asarray(self.reach[self.classes_of(field, group)].sum(axis=0))

    def competing_by(self, choice: dict[tuple[int, int], Floats] | None) -> Floats:
        """Need by class, [classes, cells]; each group's divided by its choice where that is given."""
        table, norm = self.inputs.classes, self.inputs.norm
        total = np.zeros((len(table), len(self.inputs.demand.cells)))

        def add(klass: int) -> None:
            field = int(table.field[klass])
            for group in np.flatnonzero(table.eligible[klass] & (norm[field] > 0)):
                need = self.people[group] * norm[field, group]
                total[klass] += need if choice is None else per(need, choice[field, int(group)])

        for _ in spread(add, range(len(table)), self.threads, total.size):
            pass
        return total


def prepare(inputs: AccessInputs, threads: int | None = None) -> Prepared:
    """Lay out the pairs for all methods. `threads`: None = as many as this process may use; never changes a number."""
    return Prepared(inputs, build_blocks(inputs, threads), threads)


def per(amount: Floats, of: Floats) -> Floats:
    """amount / of, and 0 where `of` is 0."""
    return np.divide(amount, of, out=np.zeros_like(amount), where=of > 0)
