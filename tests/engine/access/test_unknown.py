"""What is not known, what is zero, and why a figure is what it is."""

from dataclasses import replace

import numpy as np
import pytest

from gesamtplan.engine.access import (
    AccessInputs,
    ClassTable,
    Decay,
    Demand,
    Method,
    Missing,
    Pairs,
    Reason,
    Status,
    Supply,
    access,
    prepare,
)
from tests.engine.access.cities import with_people, with_places

NAN = float("nan")


@pytest.fixture
def city() -> AccessInputs:
    """West reaches a course (adults only) and a crèche (children only), East nothing, Centre both."""
    return AccessInputs(
        Demand(("West", "Centre", "East"), ("adults", "children"), np.array([[100, 20], [50, 10], [10, 5]])),
        Supply(("course", "crèche"), np.array([30, 10]), np.array([0, 1])),
        ClassTable(("language", "day care"), np.array([0, 1]), np.array([[True, False], [False, True]])),
        np.array([[0.5, 0.5], [0.0, 0.35]]),
        Pairs.from_triples([0, 0, 1, 1], [0, 1, 0, 1], [5, 10, 5, 0], offers=2, cells=3),
        Decay.step(15),
        "demo",
    )


def reasons(city: AccessInputs) -> dict[str, list[list[str]]]:
    codes = access(city).reason
    return {
        cell: [[Reason(code).name for code in row] for row in codes[at]]
        for at, cell in enumerate(city.demand.cells)
    }


def test_every_zero_has_its_reason(city: AccessInputs) -> None:
    assert reasons(city) == {
        "West": [["OK", "NOT_ELIGIBLE"], ["NO_NEED", "OK"]],
        "Centre": [["OK", "NOT_ELIGIBLE"], ["NO_NEED", "OK"]],
        "East": [["NO_OFFER_IN_REACH", "NO_OFFER_IN_REACH"], ["NO_NEED", "NO_OFFER_IN_REACH"]],
    }
    assert access(city).status is Status.COMPLETE


def test_offers_without_places_are_told_apart_from_no_offers(city: AccessInputs) -> None:
    assert reasons(with_places(city, np.array([0.0, 10])))["West"][0] == ["NO_PLACES", "NOT_ELIGIBLE"]


def test_nobody_living_somewhere_does_not_divide_by_zero(city: AccessInputs) -> None:
    empty = access(with_people(city, np.zeros((3, 2))))
    assert (empty.access == 0).all()
    assert (empty.unmet == 0).all()
    assert (empty.provision == 0).all()
    assert (empty.reason[:, 0, 0] == Reason.NOBODY).all()
    people = city.demand.people.copy()
    people[0] = 0
    result = access(with_people(city, people))
    assert result.access[0, 0, 0] == 0.5 * 30 / 25  # what somebody who moved there would find
    assert result.reason[0, 0, 0] == Reason.NOBODY
    assert result.claims[0].sum() == 0


def test_unknown_people_are_absent_and_named(city: AccessInputs) -> None:
    people = city.demand.people.copy()
    people[0, 0] = NAN
    result = access(with_people(city, people))
    people[0, 0] = 0
    np.testing.assert_array_equal(result.access, access(with_people(city, people)).access)
    assert result.status is Status.PARTIAL
    assert result.reasons == (Missing("people", "West", "adults", result.reasons[0].effect),)
    assert result.reason[0, 0, 0] == Reason.UNKNOWN
    assert np.isfinite(result.unmet).all()


def test_unknown_places_make_a_lower_bound_for_those_in_reach(city: AccessInputs) -> None:
    result = access(with_places(city, np.array([NAN, 10])))
    assert result.status is Status.PARTIAL
    assert [(row.what, row.row, row.group) for row in result.reasons] == [("places", "course", None)]
    assert (result.reason[:2, 0, 0] == Reason.AT_LEAST).all()
    assert result.reason[2, 0, 0] == Reason.NO_OFFER_IN_REACH
    assert result.reason[0, 1, 1] == Reason.OK
    assert np.isnan(result.demand_per_place[0])
    assert np.isfinite(result.demand_per_place[1])


def test_nothing_known_at_all_fails(city: AccessInputs) -> None:
    assert access(with_places(city, np.full(2, NAN))).status is Status.FAILED
    assert access(with_people(city, np.full((3, 2), NAN))).status is Status.FAILED


def test_plain_ratio_stands_in_every_result_and_needs_no_reach(city: AccessInputs) -> None:
    result = access(city, Method.PROVISION)
    np.testing.assert_allclose(result.provision, [[30 / 160, 0], [0, 10 / 35]])
    np.testing.assert_array_equal(access(city).provision, result.provision)
    assert result.reason[2, 0, 0] == Reason.OK


def test_demand_per_place_counts_the_need_that_competes(city: AccessInputs) -> None:
    np.testing.assert_allclose(access(city).demand_per_place, [75 / 30, 30 * 0.35 / 10])
    assert access(with_places(city, np.array([0.0, 10]))).demand_per_place[0] == np.inf


def test_a_city_without_offers_or_pairs_has_figures(city: AccessInputs) -> None:
    nothing = replace(
        city,
        supply=Supply((), np.array([]), np.array([], np.int32)),
        pairs=Pairs.from_triples([], [], [], offers=0, cells=3),
    )
    for method in Method:
        result = access(nothing, method)
        assert (result.access == 0).all()
        np.testing.assert_array_equal(result.unmet, result.need)
        assert set(result.reason[:, 0, 0]) == {Reason.NO_OFFER_IN_REACH}
    assert access(nothing).status is Status.COMPLETE


def test_explanation_tells_what_went_in(city: AccessInputs) -> None:
    told = access(city, Method.BFCA).explanation
    assert told["method"] == "BFCA"
    assert told["source"] == "paez-2019"
    assert told["keeps_places"] is False
    assert told["decay"] == {"name": "step", "limit": 15}
    assert told["counts"] == {"cells": 3, "offers": 2, "pairs": 4, "classes": 2}
    assert told["fields"][1] == {
        "field": "day care",
        "offers": 1,
        "places": 10.0,
        "offers_with_unknown_places": 0,
        "need": 35 * 0.35,
    }


def test_result_carries_the_digest_and_norms_of_its_inputs(city: AccessInputs) -> None:
    result = access(city)
    assert (result.inputs_digest, result.norms_version) == (city.digest, "demo")
    assert prepare(city).inputs.digest == city.digest
