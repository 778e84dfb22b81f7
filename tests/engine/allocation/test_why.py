"""Why need is unmet: the parts add up and are what four separate solutions of another solver say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesamtplan.engine.access import AccessInputs
from gesamtplan.engine.allocation import why_unmet
from tests.engine.allocation.cities import cities, field_places, most_served, shuffled, ways

law = settings(deadline=None)


@given(cities(unknown=True))
@law
def test_reasons_add_up_to_the_unmet_need_of_each_cell_and_group(city: AccessInputs) -> None:
    why = why_unmet(city)
    parts = why.no_place, why.too_far, why.not_open
    assert all((part >= 0).all() for part in parts)
    np.testing.assert_allclose(sum(parts), why.allocation.unmet, atol=1e-9)


@given(cities())
@law
def test_cells_add_up_to_the_totals_of_the_field(city: AccessInputs) -> None:
    why = why_unmet(city)
    for field, total in enumerate(why.totals):
        assert total.no_place == pytest.approx(why.no_place[:, field].sum())
        assert total.too_far == pytest.approx(why.too_far[:, field].sum())
        assert total.not_open == pytest.approx(why.not_open[:, field].sum())
        assert total.no_place + total.too_far + total.not_open == pytest.approx(total.unmet)
        assert min(total.too_far_only, total.not_open_only, total.either, total.only_both) >= 0
        assert total.either == 0 or total.only_both == 0


@given(cities())
@law
def test_totals_are_the_mean_of_both_orders_of_lifting(city: AccessInputs) -> None:
    why = why_unmet(city)
    for field, total in enumerate(why.totals):
        need, places = why.allocation.need[:, field], field_places(city, field)
        now, far, closed, both = (
            need.sum() - most_served(need, places, ways(city, field, reach=reach, rights=rights))
            for reach, rights in ((True, True), (False, True), (True, False), (False, False))
        )
        assert both == pytest.approx(max(0.0, need.sum() - places.sum()), abs=1e-6)
        expected = (both, ((now - far) + (closed - both)) / 2, ((now - closed) + (far - both)) / 2)
        assert (total.no_place, total.too_far, total.not_open) == pytest.approx(expected, abs=1e-6)


@given(cities(), st.integers(0, 2**16))
@law
def test_order_of_rows_changes_no_reason(city: AccessInputs, seed: int) -> None:
    assert why_unmet(city).totals == why_unmet(shuffled(city, seed)).totals


@given(cities())
@law
def test_whoever_may_use_every_offer_is_never_told_to_wait_for_rights(city: AccessInputs) -> None:
    everybody = np.ones_like(city.classes.eligible)
    open_city = AccessInputs(
        city.demand,
        city.supply,
        type(city.classes)(city.classes.fields, city.classes.field, everybody),
        city.norm,
        city.pairs,
        city.decay,
        city.norms_version,
    )
    assert (why_unmet(open_city).not_open == 0).all()
