"""Small cities for the laws, and the same questions asked to a linear program (HiGHS in SciPy)."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import coo_array

from gesamtplan.engine.access import AccessInputs, ClassTable, Decay, Demand, Pairs, Supply
from gesamtplan.engine.allocation import Allocation

LIMIT = 30
Floats = npt.NDArray[np.float64]


@st.composite
def cities(draw: st.DrawFn, unknown: bool = False) -> AccessInputs:
    """Up to 5 cells, 3 groups, 5 offers in 3 classes and 2 fields; whole, half, and odd figures."""
    cells, groups, offers = draw(st.integers(1, 5)), draw(st.integers(1, 3)), draw(st.integers(1, 5))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    amounts = [0.0, 1.0, 2.5, 4.0, 7.33, 12.0] + [np.nan] * unknown
    minutes = random.integers(0, 45 * 10, (offers, cells)) / 10
    offer, cell = np.nonzero(random.random((offers, cells)) < 0.7)
    return AccessInputs(
        Demand(_names("c", cells), _names("g", groups), random.choice(amounts, (cells, groups))),
        Supply(
            _names("o", offers),
            random.choice(amounts, offers),
            random.integers(0, 3, offers),
        ),
        ClassTable(("language", "day care"), np.array([0, 0, 1]), random.random((3, groups)) < 0.6),
        random.choice([0.0, 0.35, 1.0], (2, groups), p=[0.1, 0.3, 0.6]),
        Pairs.from_triples(offer, cell, minutes[offer, cell], offers=offers, cells=cells),
        Decay.step(LIMIT),
        "law",
    )


def _names(kind: str, count: int) -> tuple[str, ...]:
    return tuple(f"{kind}{number}" for number in range(count))


def shuffled(inputs: AccessInputs, seed: int) -> AccessInputs:
    """The same city, its rows in another order."""
    random = np.random.default_rng(seed)
    demand, supply = inputs.demand, inputs.supply
    cell, group, offer = (
        random.permutation(len(rows)) for rows in (demand.cells, demand.groups, supply.offers)
    )
    offers = np.repeat(np.arange(len(offer)), np.diff(inputs.pairs.indptr))
    return replace(
        inputs,
        demand=Demand(
            tuple(np.array(demand.cells)[cell]),
            tuple(np.array(demand.groups)[group]),
            demand.people[cell][:, group],
        ),
        supply=Supply(tuple(np.array(supply.offers)[offer]), supply.places[offer], supply.classes[offer]),
        classes=replace(inputs.classes, eligible=inputs.classes.eligible[:, group]),
        norm=inputs.norm[:, group],
        pairs=Pairs.from_triples(
            np.argsort(offer)[offers],
            np.argsort(cell)[inputs.pairs.cells],
            inputs.pairs.tenths / 10,
            offers=len(offer),
            cells=len(cell),
        ),
    )


def ways(
    inputs: AccessInputs, field: int, *, reach: bool = True, rights: bool = True
) -> tuple[npt.NDArray[np.int64], ...]:
    """(cell, group, offer, tenths) of all who may go somewhere; `reach=False`, `rights=False` lift the constraint."""
    near = np.full((len(inputs.supply.offers), len(inputs.demand.cells)), 10**6)
    offer = np.repeat(np.arange(len(near)), np.diff(inputs.pairs.indptr))
    near[offer, inputs.pairs.cells] = inputs.pairs.tenths
    kind = inputs.supply.classes
    may = inputs.classes.eligible[kind] if rights else np.ones((len(kind), len(inputs.demand.groups)), bool)
    open_to = (near <= LIMIT * 10 if reach else near >= 0)[:, :, None] & may[:, None, :]
    offer, cell, group = np.nonzero(open_to & (inputs.classes.field[kind] == field)[:, None, None])
    return cell, group, offer, near[offer, cell]


def most_served(need: Floats, places: Floats, who: tuple[npt.NDArray[np.int64], ...]) -> float:
    """The largest total that can be served: need [cells, groups], places [offers]."""
    cell, group, offer, _ = who
    if not len(cell):
        return 0.0
    unit, way = cell * need.shape[1] + group, np.arange(len(cell))
    rows = coo_array(
        (np.ones(2 * len(way)), (np.r_[unit, need.size + offer], np.r_[way, way])),
        shape=(need.size + len(places), len(way)),
    )
    answer = linprog(-np.ones(len(way)), A_ub=rows.tocsr(), b_ub=np.r_[need.ravel(), places], method="highs")
    return float(-answer.fun)


def field_places(inputs: AccessInputs, field: int) -> Floats:
    """Places of the offers of a field, hundredths rounded down, unknown as none."""
    own = inputs.classes.field[inputs.supply.classes] == field
    return np.where(own, np.floor(np.nan_to_num(inputs.supply.places) * 100 + 1e-6) / 100, 0.0)


def same(one: Allocation, other: Allocation) -> bool:
    """To the byte."""
    tables = ("need", "served", "unmet", "filled")
    columns = ("cells", "groups", "offers", "places", "minutes")
    return all(getattr(one, name).tobytes() == getattr(other, name).tobytes() for name in tables) and all(
        getattr(one.journeys, name).tobytes() == getattr(other.journeys, name).tobytes() for name in columns
    )


def journeys_by_name(found: Allocation) -> list[tuple[str, str, str, float]]:
    """(cell, group, offer, places), in the order of the result."""
    demand, supply, trips = found.inputs.demand, found.inputs.supply, found.journeys
    return [
        (demand.cells[cell], demand.groups[group], supply.offers[offer], places)
        for cell, group, offer, places in zip(
            trips.cells, trips.groups, trips.offers, trips.places.tolist(), strict=True
        )
    ]
