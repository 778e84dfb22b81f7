"""What an analysis of access is told: people, places, who may use what, how many are needed, how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.access.decay import Decay
from gesamtplan.engine.access.refusal import checked, refuse_twice
from gesamtplan.engine.digest import digest_of, digest_of_arrays
from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.pairs import Pairs

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Demand:
    """People by cell and group: `people` float64[cells, groups]; NaN = unknown, computed as absent and said so."""

    cells: tuple[str, ...]
    groups: tuple[str, ...]
    people: Floats

    def __post_init__(self) -> None:
        refuse_twice("cell", self.cells)
        refuse_twice("group", self.groups)
        checked(self, "people", np.float64, (self.cells, self.groups), unknown=True)


@dataclass(frozen=True, eq=False)
class Supply:
    """Offers: `places` float64[offers] (NaN = unknown, computed as 0 and said so), `classes` int32[offers]: row of the
    ClassTable."""

    offers: tuple[str, ...]
    places: Floats
    classes: npt.NDArray[np.int32]

    def __post_init__(self) -> None:
        refuse_twice("offer", self.offers)
        checked(self, "places", np.float64, (self.offers,), unknown=True)
        checked(self, "classes", np.int32, (self.offers,))


@dataclass(frozen=True, eq=False)
class ClassTable:
    """Offers of one field that the same groups may use form a class, so that groups cost nothing per pair.

    `fields`: names. `field` int32[classes]: row in `fields`. `eligible` bool[classes, groups].
    """

    fields: tuple[str, ...]
    field: npt.NDArray[np.int32]
    eligible: npt.NDArray[np.bool_]

    def __post_init__(self) -> None:
        refuse_twice("field", self.fields)
        names = tuple(str(number) for number in range(len(self.field)))
        checked(self, "field", np.int32, (names,), below=len(self.fields))
        groups = np.shape(self.eligible)[1] if np.ndim(self.eligible) == 2 else -1
        checked(self, "eligible", np.bool_, (names, tuple(map(str, range(groups)))))

    def __len__(self) -> int:
        return len(self.field)


@dataclass(frozen=True, eq=False)
class AccessInputs:
    """One analysis. Checked when it is made: what would give a wrong figure raises BadInput and names the row.

    `norm` float64[fields, groups]: places needed per person (0 = this group needs none).
    `pairs`: its offers and cells are the rows of `supply` and `demand`. `norms_version`: of norm and decay.
    """

    demand: Demand
    supply: Supply
    classes: ClassTable
    norm: Floats
    pairs: Pairs
    decay: Decay
    norms_version: str

    def __post_init__(self) -> None:
        checked(self, "norm", np.float64, (self.classes.fields, self.demand.groups))
        if not self.demand.cells:
            raise BadInput("Demand", "there is not a single cell", "Give at least one")
        for what, given, wanted in (
            ("travel pairs: offers", self.pairs.offer_count, len(self.supply.offers)),
            ("travel pairs: cells", self.pairs.cell_count, len(self.demand.cells)),
            ("eligibility: groups", self.classes.eligible.shape[1], len(self.demand.groups)),
        ):
            if given != wanted:
                raise BadInput(
                    what.capitalize(), f"there are {given}, not {wanted}", "Use the same rows everywhere"
                )
        checked(self.supply, "classes", np.int32, (self.supply.offers,), below=len(self.classes))

    @classmethod
    def plain(cls, people: npt.ArrayLike, places: npt.ArrayLike, pairs: Pairs, decay: Decay) -> Self:
        """One field, one group, everybody eligible, one place needed per person; rows are named 0, 1, 2 …"""
        people, places = np.asarray(people, np.float64), np.asarray(places, np.float64)
        return cls(
            Demand(_numbered(people), ("all",), people.reshape(-1, 1)),
            Supply(_numbered(places), places, np.zeros(len(places), np.int32)),
            ClassTable(("all",), np.zeros(1, np.int32), np.ones((1, 1), np.bool_)),
            np.ones((1, 1)),
            pairs,
            decay,
            "none",
        )

    @cached_property
    def need(self) -> Floats:
        """Places needed, float64[cells, fields, groups] = people · norm; 0 where people are unknown."""
        return self.by_cell(self.norm[:, :, None])

    def by_cell(self, amount: Floats) -> Floats:
        """people · amount as [cells, fields, groups]; `amount` [fields, groups, cells or 1], and so it lies in memory."""
        people = np.nan_to_num(self.demand.people).T
        return (people * amount).transpose(2, 0, 1)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything above: the same inputs always give the same one."""
        arrays: dict[str, npt.NDArray[Any]] = {
            "people": self.demand.people,
            "places": self.supply.places,
            "classes": self.supply.classes,
            "field": self.classes.field,
            "eligible": self.classes.eligible,
            "norm": self.norm,
            "decay": self.decay.weights,
        }
        names = digest_of([self.demand.cells, self.demand.groups, self.supply.offers, self.classes.fields])
        return digest_of_arrays(
            arrays, names=names, pairs=self.pairs.digest, norms_version=self.norms_version
        )


def _numbered(rows: Sequence[float] | Floats) -> tuple[str, ...]:
    return tuple(map(str, range(len(rows))))
