"""From one year's inputs to rows: asks the engine, adds cells up to districts and the city. No database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from gesamtplan.engine.access import AccessResult, Method, access
from gesamtplan.engine.allocation import WhyUnmet, why_unmet
from gesamtplan.gaps.cells import Cells, engine_inputs
from gesamtplan.gaps.inputs.facts import CARRIED, CITY
from gesamtplan.gaps.inputs.topics import SupplyFact, YearInputs
from gesamtplan.gaps.origins import Origins
from gesamtplan.gaps.siting import siting
from gesamtplan.gaps.states import RowStatus
from gesamtplan.territory.states import AreaKind

Floats = npt.NDArray[np.float64]
MEASURES = ("people", "need", "claims", "unmet", "best_unmet", "no_place", "too_far", "not_eligible")
PEOPLE_UNKNOWN, PLACES_UNKNOWN, NO_PLACES_KNOWN, SPREAD = (
    "people-unknown",
    "places-unknown",
    "no-places-known",
    "spread",
)
DECIMALS = 6  # spreading 28,308 children over cells and back gives 28,308.000000000004
UNCERTAIN = {"low-certainty", CARRIED, SPREAD, "mixed-group"}


@dataclass(frozen=True)
class Row:
    """One area × group × year, in people and places; None is not known. Fields as in `GapRow`."""

    area: str
    level: str
    group: str
    year: int
    figures: Mapping[str, float | None]
    status: RowStatus
    reasons: tuple[str, ...]
    explanation: Mapping[str, Any]


@dataclass(frozen=True)
class GroupResult:
    """What the engine says of one group, by cell; `groups` of the run it was computed in."""

    group: str
    column: int
    cells: Cells
    balanced: AccessResult
    main: AccessResult
    why: WhyUnmet

    @property
    def field(self) -> int:
        """Row of the kind of places that this group needs."""
        return self.cells.field_of[self.group]

    @cached_property
    def origins(self) -> Origins:
        """Where the claimed places stand."""
        return Origins.of(self.cells, self.main, self.group)

    @cached_property
    def by_cell(self) -> dict[str, Floats]:
        """Each measure as float64[cells]."""
        at = (slice(None), self.field, self.column)
        return {
            "people": self.cells.inputs.demand.people[:, self.column],
            "need": self.main.need[at],
            "claims": self.main.claims[at],
            "claims_balanced": self.balanced.claims[at],
            "unmet": self.main.unmet[at],
            "best_unmet": self.why.allocation.unmet[at],
            "no_place": self.why.no_place[at],
            "too_far": self.why.too_far[at],
            "not_eligible": self.why.not_open[at],
        }


@dataclass(frozen=True)
class Analysis:
    """What came of one set of inputs. `siting`: where the next offers would help most, by kind of places."""

    inputs: YearInputs
    rows: tuple[Row, ...]
    siting: Sequence[Mapping[str, Any]]


def analyse(inputs: YearInputs) -> Analysis:
    """Rows of the city, its districts and, as estimates, its sub-districts; none of a past year that says nothing."""
    found = results(inputs)
    rows = [row for result in found for row in _rows(inputs, result)]
    kept = tuple(row for row in rows if inputs.is_last or _says_something(row))
    return Analysis(inputs, kept, siting(inputs, found) if inputs.is_last else ())


def _says_something(row: Row) -> bool:
    stated = row.figures["places"] is not None and CARRIED not in row.reasons
    return row.figures["people"] is not None or stated


def results(inputs: YearInputs) -> list[GroupResult]:
    """The engine's answers: all groups compete in one run, unless a person may be in several of them."""
    codes = [group.code for group in inputs.groups]
    runs = [[code] for code in codes] if inputs.topic.groups_overlap else [codes]
    return [result for run in runs for result in _run(inputs, run)]


def _run(inputs: YearInputs, groups: Sequence[str]) -> Iterator[GroupResult]:
    cells = engine_inputs(inputs, groups)
    main, balanced = (access(cells.inputs, method) for method in (Method.E2SFCA, Method.BFCA))
    why = why_unmet(cells.inputs)
    for column, group in enumerate(groups):
        yield GroupResult(group, column, cells, balanced, main, why)


def _rows(inputs: YearInputs, result: GroupResult) -> Iterator[Row]:
    for level, area, members in result.cells.levels():
        figures = {name: _total(values[members]) for name, values in result.by_cell.items()}
        reasons, places = _known(inputs, result, area, level, figures)
        yield Row(
            area=area,
            level=level,
            group=result.group,
            year=inputs.year,
            figures=_published(figures, places, reasons, balanced=inputs.minutes is not None),
            status=_status(reasons),
            reasons=tuple(reasons),
            explanation=_explanation(inputs, result, members),
        )


def _total(values: Floats) -> float | None:
    return None if np.isnan(values).any() else float(values.sum())


def _known(
    inputs: YearInputs, result: GroupResult, area: str, level: str, figures: Mapping[str, float | None]
) -> tuple[list[str], float | None]:
    """(reasons why a row is not complete, places in the area that this group may use)."""
    usable = [one for one in inputs.supply if one.may[result.group].admitted]
    here = result.cells.places_in(area, result.group)
    reasons: list[str] = [
        reason for one in usable for reason in (*one.may[result.group].reasons, *one.amount.reasons)
    ]
    districts = {area} if level == AreaKind.DISTRICT else {place.district for place in inputs.places}
    reasons += [
        r
        for (group, at), amount in inputs.people.items()
        if group == result.group and at in districts
        for r in amount.reasons
    ]
    if figures["people"] is None:
        reasons.append(PEOPLE_UNKNOWN)
    if any(one.amount.value is None for one in usable):
        reasons.append(
            PLACES_UNKNOWN if any(one.amount.value is not None for one in usable) else NO_PLACES_KNOWN
        )
    if level == AreaKind.SUB_DISTRICT:
        reasons.append(SPREAD)
    hidden = {"not-published", "no-figure"}  # said more exactly by the reasons above
    return sorted(set(reasons) - hidden), here


def _published(
    figures: Mapping[str, float | None], places: float | None, reasons: Sequence[str], *, balanced: bool
) -> dict[str, float | None]:
    """The measures as stored. Where people or all places are unknown nothing that follows from them is said.

    Without distances there is nothing to balance: the second method is only told where people travel.
    """
    people, need = figures["people"], figures["need"]
    said: dict[str, float | None] = {
        "people": people,
        "need": need if people is not None else None,
        "places": places,
    }
    unknown = PEOPLE_UNKNOWN in reasons or NO_PLACES_KNOWN in reasons
    for name in ("claims", "unmet", "best_unmet", "no_place", "too_far", "not_eligible"):
        said[name] = None if unknown else figures[name]
    for name, claims in (("access", figures["claims"]), ("access_balanced", figures["claims_balanced"])):
        said[name] = None if unknown or not people or claims is None else claims / people
    kept = said if balanced else said | {"access_balanced": None}
    return {name: None if value is None else round(value, DECIMALS) for name, value in kept.items()}


def _status(reasons: Sequence[str]) -> RowStatus:
    if set(reasons) - UNCERTAIN:
        return RowStatus.PARTIAL
    return RowStatus.ESTIMATE if reasons else RowStatus.COMPLETE


def _explanation(inputs: YearInputs, result: GroupResult, members: npt.NDArray[np.bool_]) -> dict[str, Any]:
    """What went into the row; facts and assumptions by their keys, which the assessment holds in full."""
    districts = sorted({at for at, inside in zip(result.cells.districts, members, strict=True) if inside})
    norm = inputs.norms[result.group]
    amounts = [inputs.people[result.group, at] for at in districts if (result.group, at) in inputs.people]
    whole = [name for name in districts if members[np.array(result.cells.districts) == name].all()]
    return {
        "people": [fact.key for amount in amounts for fact in amount.facts],
        "norm": {"assumption": norm.assumption, "value": norm.value, "supply": norm.supply},
        "weight": 1.0 if whole else float(result.cells.weights[members].sum()),
        "supply": [
            _supply(one, result.group)
            for one in inputs.supply
            if one.supply == norm.supply and one.area in {*districts, CITY}
        ],
        "origins": result.origins.of_cells(members),
        "minutes": inputs.minutes,
    }


def _supply(one: SupplyFact, group: str) -> dict[str, Any]:
    return {
        "code": one.code,
        "assumption": one.assumption,
        "places": one.amount.value,
        "facts": [fact.key for fact in one.amount.facts],
        "admitted": one.may[group].admitted,
        "answers": list(one.may[group].answers),
    }
