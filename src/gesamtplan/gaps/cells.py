"""Districts spread over cells, and what the engine is told about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.access import AccessInputs, ClassTable, Decay, Demand, Supply
from gesamtplan.engine.access import load_norms as access_norms
from gesamtplan.engine.errors import BadInput
from gesamtplan.engine.pairs import Pairs
from gesamtplan.engine.reach import Points, fastest, reach
from gesamtplan.engine.reach import load_norms as reach_norms
from gesamtplan.gaps.inputs.facts import CITY
from gesamtplan.gaps.inputs.topics import SupplyFact, YearInputs
from gesamtplan.territory.states import AreaKind

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Cells:
    """One run of the engine. `districts` and `weights` by cell; `offers`: (fact, cell) by offer of the engine.

    `field_of`: row of the kind of places each group needs.
    """

    inputs: AccessInputs
    codes: tuple[str, ...]
    districts: tuple[str, ...]
    weights: Floats
    offers: tuple[tuple[SupplyFact, int], ...]
    field_of: Mapping[str, int]

    def levels(self) -> Iterator[tuple[str, str, Flags]]:
        """(level, area, its cells): the city, the districts, the cells themselves if they are finer."""
        districts = np.array(self.districts)
        yield AreaKind.CITY, CITY, np.ones(len(districts), np.bool_)
        if len(self.codes) > 1:
            for district in sorted(set(self.districts)):
                yield AreaKind.DISTRICT, district, districts == district
            for number, code in enumerate(self.codes):
                yield AreaKind.SUB_DISTRICT, code, np.arange(len(self.codes)) == number

    def district_of(self, area: str) -> str:
        """The district of a cell; a district is its own."""
        return self.districts[self.codes.index(area)] if area in self.codes else area

    @cached_property
    def cell_of_offer(self) -> npt.NDArray[np.int64]:
        """int64[offers]."""
        return np.array([cell for _, cell in self.offers], np.int64)

    def places_in(self, area: str, group: str) -> float | None:
        """Places standing in an area that a group may use; None if not one of them is known."""
        members = next(members for _, code, members in self.levels() if code == area)
        known = [
            places
            for (fact, cell), places in zip(self.offers, self.inputs.supply.places, strict=True)
            if members[cell] and fact.may[group].admitted and not np.isnan(places)
        ]
        return float(sum(known)) if known else None


def engine_inputs(inputs: YearInputs, groups: Sequence[str]) -> Cells:
    """Frozen inputs of the engine for these groups. Raises BadInput naming the row that makes no sense."""
    places = inputs.places
    weights = np.array([place.weight for place in places])
    people = np.array([[_people(inputs, group, place.district) for group in groups] for place in places])
    _refuse_nobody(inputs, groups, people)
    fields = tuple(dict.fromkeys(norm.supply for norm in inputs.norms.values()))
    offers = tuple(
        (fact, number)
        for fact in inputs.supply
        for number, place in enumerate(places)
        if place.district == fact.area
    )
    kinds = tuple(dict.fromkeys((fact.assumption, _rights(fact, groups)) for fact, _ in offers))
    supply_of = {fact.assumption: fact.supply for fact, _ in offers}
    values = [np.nan if f.amount.value is None else f.amount.value * weights[cell] for f, cell in offers]
    told = AccessInputs(
        Demand(tuple(place.code for place in places), tuple(groups), people * weights[:, None]),
        Supply(
            tuple(f"{fact.code}/{places[cell].code}" for fact, cell in offers),
            np.array(values, np.float64),
            np.array([kinds.index((fact.assumption, _rights(fact, groups))) for fact, _ in offers], np.int32),
        ),
        ClassTable(
            fields,
            np.array([fields.index(supply_of[assumption]) for assumption, _ in kinds], np.int32),
            np.array([rights for _, rights in kinds], np.bool_).reshape(len(kinds), len(groups)),
        ),
        _norm(inputs, groups, fields),
        pairs_between(inputs, [cell for _, cell in offers], range(len(places))),
        _decay(inputs.minutes),
        f"access {access_norms().version}, reach {reach_norms().version}",
    )
    codes, districts = zip(*((place.code, place.district) for place in places), strict=True)
    return Cells(
        told, codes, districts, weights, offers, {g: fields.index(inputs.norms[g].supply) for g in groups}
    )


def _refuse_nobody(inputs: YearInputs, groups: Sequence[str], people: Floats) -> None:
    """A group without anybody in the whole city is a wrong figure, not a city without need."""
    for group, total in zip(groups, people.sum(axis=0), strict=True):
        if total == 0:
            raise BadInput(
                f"{inputs.topic.code} {inputs.year}",
                "the figure for these people is 0 in the whole city",
                "Correct the figure or the assumption, or say that it is not published",
                row=group,
                column="people",
            )


def _people(inputs: YearInputs, group: str, district: str) -> float:
    amount = inputs.people.get((group, district))
    return np.nan if amount is None or amount.value is None else amount.value


def _rights(fact: SupplyFact, groups: Sequence[str]) -> tuple[bool, ...]:
    return tuple(fact.may[group].admitted for group in groups)


def _norm(inputs: YearInputs, groups: Sequence[str], fields: Sequence[str]) -> Floats:
    table = np.zeros((len(fields), len(groups)))
    for column, group in enumerate(groups):
        norm = inputs.norms[group]
        table[fields.index(norm.supply), column] = norm.value
    return table


def pairs_between(inputs: YearInputs, offer_cells: Sequence[int], cells: Sequence[int]) -> Pairs:
    """By the fastest of the modes; without a limit everybody reaches everything. Both are rows of the places."""
    if inputs.minutes is None:
        return Pairs.everywhere(offers=len(offer_cells), cells=len(cells))
    norms, offers, homes = reach_norms(), _points(inputs, offer_cells), _points(inputs, cells)
    return fastest(*(reach(offers, homes, norms.mode(mode), inputs.minutes) for mode in inputs.modes))


def _points(inputs: YearInputs, numbers: Sequence[int]) -> Points:
    spots = [inputs.places[number] for number in numbers]
    longitudes, latitudes = [spot.longitude for spot in spots], [spot.latitude for spot in spots]
    return Points(tuple(map(str, range(len(spots)))), np.array(longitudes), np.array(latitudes))


def _decay(minutes: int | None) -> Decay:
    """Nearer counts more: the bands of Luo and Qi, stretched to the limit; without a limit all count alike."""
    if minutes is None:
        return Decay.step(1)
    bands = access_norms().decays["bands-30"].facts["bands"]
    longest = bands[-1][0]
    return Decay.bands([(end / longest * minutes, weight) for end, weight in bands])
