"""Hundredths of a place: what is rounded how, and shares that add up."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesamtplan.engine.access import AccessInputs, Decay, Pairs, Status
from gesamtplan.engine.allocation import allocate, why_unmet
from gesamtplan.engine.allocation.units import MOST, apportion, need_units, place_units
from gesamtplan.engine.errors import BadInput


def plain(people: list[float], places: list[float]) -> AccessInputs:
    pairs = Pairs.everywhere(offers=len(places), cells=len(people))
    return AccessInputs.plain(np.array(people), np.array(places), pairs, Decay.step(15))


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=20), st.data())
def test_shares_add_up_and_never_exceed_their_weight(weights: list[int], data: st.DataObject) -> None:
    total = data.draw(st.integers(0, sum(weights)))
    shares = apportion(total, np.array(weights))
    assert shares.sum() == total
    assert all(0 <= share <= weight for share, weight in zip(shares, weights, strict=True))
    exact = [total * weight / max(1, sum(weights)) for weight in weights]
    np.testing.assert_allclose(shares, exact, atol=1 + 1e-6)


def test_need_is_rounded_to_the_nearest_and_places_down() -> None:
    assert need_units(np.array([[[1.054, 1.056]]])).tolist() == [[[105, 106]]]
    assert place_units(np.array([0.29, 4.999, np.nan])).tolist() == [29, 499, 0]


def test_what_rounding_adds_up_to_is_told() -> None:
    found = allocate(plain([1.004] * 100, [500.0])).totals[0]
    assert (found.need, found.served) == (100, 100)
    assert found.rounding == pytest.approx(0.4)


def test_small_needs_are_not_lost() -> None:
    """Rounded to whole places, a hundred cells of a third of a place each would need nothing at all."""
    found = allocate(plain([0.33] * 100, [20.0])).totals[0]
    assert (found.need, found.served) == (33, 20)


def test_more_than_can_be_counted_is_refused() -> None:
    with pytest.raises(BadInput, match=r"Need: .* more than the 30000000"):
        allocate(plain([MOST + 1.0], [1.0]))
    with pytest.raises(BadInput, match="Places: "):
        allocate(plain([1.0], [MOST + 1.0]))


def test_a_country_at_the_edge_of_what_can_be_counted_is_counted() -> None:
    found = allocate(plain([MOST / 2, MOST / 2], [MOST / 4, MOST / 4])).totals[0]
    assert (found.served, found.unmet) == (MOST / 2, MOST / 2)


@pytest.mark.parametrize(
    ("people", "places", "status", "named"),
    [
        ([1.0, 2.0], [3.0], Status.COMPLETE, []),
        ([np.nan, 2.0], [3.0], Status.PARTIAL, [("people", "0")]),
        ([1.0, 2.0], [3.0, np.nan], Status.PARTIAL, [("places", "1")]),
        ([1.0, 2.0], [np.nan], Status.FAILED, [("places", "0")]),
    ],
)
def test_what_is_unknown_is_named(
    people: list[float], places: list[float], status: Status, named: list[tuple[str, str]]
) -> None:
    found = allocate(plain(people, places))
    assert found.status is status
    assert [(row.what, row.row) for row in found.reasons] == named
    assert not np.isnan(found.unmet).any()


def test_explanation_is_plain_data_and_tells_what_would_cure_how_much() -> None:
    why = why_unmet(plain([4.0], [3.0]))
    told = json.loads(json.dumps(why.explanation))
    assert told["why"][0]["no_place"] == told["totals"][0]["unmet"] == 1
    assert why.allocation.inputs_digest == why.allocation.inputs.digest
    assert why.allocation.norms_version == "none"
