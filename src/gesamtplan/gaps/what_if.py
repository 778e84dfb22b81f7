"""What if places were added or taken away in one area: only access is computed anew, nothing is stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.access import AccessResult, access
from gesamtplan.gaps.cells import Cells, engine_inputs
from gesamtplan.gaps.inputs.facts import CITY
from gesamtplan.gaps.inputs.topics import YearInputs, inputs_of, topics
from gesamtplan.gaps.protection import threshold
from gesamtplan.territory.states import AreaKind

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class CannotChangeError(ValueError):
    """Raised when there is nothing to add to or take from. `code`: no-figures, no-offer or too-few (of `stood`)."""

    def __init__(self, code: str, message: str, stood: float = 0.0) -> None:
        self.code, self.stood = code, stood
        super().__init__(message)


@dataclass(frozen=True)
class Wish:
    """`kind`: code of the assumption that counts the places; `area`: code of a cell or district, or "city".

    `places`: how many more; negative: fewer.
    """

    topic: str
    kind: str
    area: str
    places: float


@dataclass(frozen=True)
class Effect:
    """What a group in an area gains: places missing before and after, at a fair share; None is not known."""

    level: str
    area: str
    group: str
    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        """Places missing more (or, negative, fewer)."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class Answer:
    """What would change. `stood`: places of this kind known in the area today; `effects` by area and group."""

    wish: Wish
    year: int
    stood: float
    effects: tuple[Effect, ...]

    def of_level(self, level: str) -> list[Effect]:
        """The effects in the city, its districts or its cells."""
        return [effect for effect in self.effects if effect.level == level]

    @property
    def gained(self) -> float:
        """Places missing less in the whole city, over all groups for which that is known."""
        return -sum(effect.change or 0.0 for effect in self.of_level(AreaKind.CITY))


def what_if(wish: Wish, on: date) -> Answer:
    """The last year with figures, as known on the day. Raises CannotChangeError."""
    inputs = last_inputs(wish.topic, on)
    runs = [_run(inputs, groups, wish) for groups in _runs(inputs)]
    effects = tuple(effect for _, found in runs for effect in found)
    return Answer(wish, inputs.year, runs[0][0], effects)


def last_inputs(topic: str, on: date) -> YearInputs:
    """What the engine is told of the topic's last year. Raises CannotChangeError where there is no figure."""
    found = topics().filter(code=topic).first()
    inputs = inputs_of(found, on) if found else []
    if not inputs:
        raise CannotChangeError(
            "no-figures",
            f"There is nothing to compute for {topic!r} on {on}, because no figure is known for that day. "
            "Choose another topic.",
        )
    return inputs[-1]


def _runs(inputs: YearInputs) -> list[list[str]]:
    codes = [group.code for group in inputs.groups]
    return [[code] for code in codes] if inputs.topic.groups_overlap else [codes]


def _run(inputs: YearInputs, groups: Sequence[str], wish: Wish) -> tuple[float, list[Effect]]:
    cells = engine_inputs(inputs, groups)
    stood, places = _changed(cells, wish)
    told = replace(cells.inputs, supply=replace(cells.inputs.supply, places=places))
    return stood, list(_effects(cells, access(cells.inputs), access(told)))


def _changed(cells: Cells, wish: Wish) -> tuple[float, Floats]:
    """(places there today, places of all offers with the change spread over the area like its people)."""
    there = np.array(
        [
            fact.assumption == wish.kind and _inside(cells, cell, wish.area)
            for fact, cell in cells.offers
        ],
        np.bool_,
    )  # fmt: skip
    if not there.any():
        raise CannotChangeError(
            "no-offer",
            f"No offer of the kind {wish.kind!r} is counted in {wish.area!r}. Choose another kind or area.",
        )
    known = np.nan_to_num(cells.inputs.supply.places)
    stood = float(known[there].sum())
    if stood + wish.places < 0:
        raise CannotChangeError(
            "too-few",
            f"There are {stood:.0f} places of this kind in the area: {-wish.places:.0f} cannot be taken away. "
            "Take away fewer.",
            stood,
        )
    changed = cells.inputs.supply.places.copy()
    changed[there] = known[there] + wish.places * _share(cells, known, there, shrinks=wish.places < 0)
    return stood, changed


def _share(cells: Cells, known: Floats, there: Flags, *, shrinks: bool) -> Floats:
    """Shares that add up to 1: places go where they are, and come where the people are."""
    weights = cells.weights[cells.cell_of_offer][there]
    by = known[there] if shrinks and known[there].any() else weights
    return by / by.sum() if by.any() else np.full(len(by), 1 / len(by))


def _inside(cells: Cells, cell: int, area: str) -> bool:
    return area in {CITY, cells.codes[cell], cells.districts[cell]}


def _effects(cells: Cells, before: AccessResult, after: AccessResult) -> Iterator[Effect]:
    people, few = cells.inputs.demand.people, threshold()
    for level, area, members in cells.levels():
        for column, group in enumerate(cells.inputs.demand.groups):
            at = (members, cells.field_of[group], column)
            count = float(people[members, column].sum())
            shown = count == 0 or count >= few  # not true of NaN: not known
            values = [float(one.unmet[at].sum()) if shown else None for one in (before, after)]
            yield Effect(level, area, group, *values)
