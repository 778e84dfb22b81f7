"""Made-up cities for the laws: small ones that hypothesis can shrink, and one large enough for several threads."""

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gesamtplan.engine.access import AccessInputs, ClassTable, Decay, Demand, Pairs, Supply

FAR = 45
DECAYS = (
    Decay.step(20),
    Decay.bands([(10, 1.0), (20, 0.68), (30, 0.22)]),
    Decay.exponential(0.1, 40),
    Decay.gaussian(12, 35),
)


def names(prefix: str, count: int) -> tuple[str, ...]:
    return tuple(f"{prefix}{number}" for number in range(count))


def pairs_of(minutes: npt.NDArray[Any]) -> Pairs:
    """From a table [cells, offers]; FAR or more is out of reach."""
    cell, offer = np.nonzero(minutes < FAR)
    return Pairs.from_triples(
        offer, cell, minutes[cell, offer], offers=minutes.shape[1], cells=minutes.shape[0]
    )


@st.composite
def cities(draw: st.DrawFn, *, fields: int = 2, groups: int = 3) -> AccessInputs:
    """Up to 7 cells, 6 offers and 4 classes; some people, places, norms and rights are zero."""
    cells, offers, classes = (draw(st.integers(1, top)) for top in (7, 6, 4))
    return AccessInputs(
        Demand(
            names("c", cells),
            names("g", groups),
            draw(arrays(float, (cells, groups), elements=st.integers(0, 60))),
        ),
        Supply(
            names("o", offers),
            draw(arrays(float, offers, elements=st.integers(0, 30))),
            draw(arrays(np.int32, offers, elements=st.integers(0, classes - 1))),
        ),
        ClassTable(
            names("f", fields),
            draw(arrays(np.int32, classes, elements=st.integers(0, fields - 1))),
            draw(arrays(np.bool_, (classes, groups))),
        ),
        draw(arrays(float, (fields, groups), elements=st.sampled_from([0.0, 0.25, 0.35, 1.0]))),
        pairs_of(draw(arrays(np.int16, (cells, offers), elements=st.integers(0, FAR)))),
        draw(st.sampled_from(DECAYS)),
        "made up",
    )


def plain_cities() -> st.SearchStrategy[AccessInputs]:
    """One field, one group, everybody eligible, one place needed per person."""

    def plain(city: AccessInputs) -> AccessInputs:
        return AccessInputs.plain(city.demand.people[:, 0], city.supply.places, city.pairs, city.decay)

    return cities(fields=1, groups=1).map(plain)


def with_people(city: AccessInputs, people: npt.NDArray[Any]) -> AccessInputs:
    return replace(city, demand=replace(city.demand, people=people))


def with_places(city: AccessInputs, places: npt.NDArray[Any]) -> AccessInputs:
    return replace(city, supply=replace(city.supply, places=places))


def large_city(seed: int = 7, cells: int = 3000, offers: int = 1000, classes: int = 2) -> AccessInputs:
    """Three million pairs, classes mixed among the offers: several blocks, and columns that must be gathered."""
    rng = np.random.default_rng(seed)
    full = Pairs.everywhere(offers=offers, cells=cells)
    tenths = rng.integers(0, 350, len(full), dtype=np.uint16)
    return AccessInputs(
        Demand(names("c", cells), names("g", 4), rng.integers(0, 900, (cells, 4)).astype(float)),
        Supply(
            names("o", offers),
            rng.integers(0, 80, offers).astype(float),
            rng.integers(0, classes, offers).astype(np.int32),
        ),
        ClassTable(names("f", 2), np.arange(classes, dtype=np.int32) % 2, rng.random((classes, 4)) < 0.7),
        rng.random((2, 4)),
        replace(full, tenths=tenths),
        Decay.exponential(0.08, 30),
        "made up",
    )
