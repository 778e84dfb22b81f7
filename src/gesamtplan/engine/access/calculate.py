"""Access by any method of the family: two sums over the pairs by class, then a sum over classes for each group."""

from itertools import product

import numpy as np

from gesamtplan.engine.access.blocks import spread
from gesamtplan.engine.access.inputs import AccessInputs, Floats
from gesamtplan.engine.access.methods import FORMULAS, Method
from gesamtplan.engine.access.prepared import Prepared, per, prepare
from gesamtplan.engine.access.provision import provision_ratio
from gesamtplan.engine.access.results import AccessResult

Choice = dict[tuple[int, int], Floats]


def access(inputs: AccessInputs, method: Method = Method.E2SFCA, threads: int | None = None) -> AccessResult:
    """Places per person that each cell and group can reach after competition.

    People compete by need (people · norm), so that groups who need nothing take nothing; with one norm for all
    groups this is the formula of the literature. `threads` never changes a number.
    """
    return compute(prepare(inputs, threads), method, threads)


def compute(prepared: Prepared, method: Method = Method.E2SFCA, threads: int | None = None) -> AccessResult:
    """The same from pairs that are already laid out; the way for several methods, and for scenarios."""
    if method is Method.PROVISION:
        return _everywhere(prepared)
    formula = FORMULAS[method]
    choice = _choices(prepared) if formula.choice_in or formula.choice_out else None
    competing = prepared.competing_by(choice) if formula.choice_in else prepared.competing
    demand, share = prepared.two_steps(competing, formula, threads)
    by_group = _by_group(prepared, share, choice if formula.choice_out else None, threads)
    return AccessResult(prepared, method, by_group, demand)


def _by_group(prepared: Prepared, share: Floats, choice: Choice | None, threads: int | None) -> Floats:
    """[cells, fields, groups], kept field by field in memory: a sum over classes runs through whole rows."""
    norm = prepared.inputs.norm
    access = np.zeros((*norm.shape, share.shape[1]))

    def fill(row: tuple[int, int]) -> None:
        out = access[row]
        for klass in prepared.classes_of(*row):
            out += share[klass]
        if choice is not None:
            out[:] = per(out, choice[row])
        out *= norm[row]

    for _ in spread(fill, np.ndindex(norm.shape), threads, access.size):
        pass
    return access.transpose(2, 0, 1)


def _choices(prepared: Prepared) -> Choice:
    fields, groups = prepared.inputs.norm.shape
    return {row: prepared.choice(*row) for row in product(range(fields), range(groups))}


def _everywhere(prepared: Prepared) -> AccessResult:
    ratio, competing = provision_ratio(prepared)
    access = np.broadcast_to(ratio, (len(prepared.inputs.demand.cells), *ratio.shape))
    return AccessResult(prepared, Method.PROVISION, access, competing[prepared.inputs.supply.classes])
