"""What is not known of people and places, and what that does to the figures."""

from dataclasses import dataclass

import numpy as np

from gesamtplan.engine.access.inputs import AccessInputs


@dataclass(frozen=True, slots=True)
class Missing:
    """`what`: people or places; `row`: cell or offer; `group`: of the people; `effect`: what it does to the result."""

    what: str
    row: str
    group: str | None
    effect: str


def missing_rows(inputs: AccessInputs) -> tuple[Missing, ...]:
    """One row for each unknown figure, in the order of the inputs."""
    demand, supply = inputs.demand, inputs.supply
    people = (
        Missing(
            "people",
            demand.cells[cell],
            demand.groups[group],
            "Not counted here; neighbours' access is at most what is shown",
        )
        for cell, group in np.argwhere(np.isnan(demand.people))
    )
    places = (
        Missing(
            "places",
            supply.offers[offer],
            None,
            "Counted as 0; access of all who reach it is at least what is shown",
        )
        for offer in np.flatnonzero(np.isnan(supply.places))
    )
    return (*people, *places)
