"""Reads of the directory."""

import datetime as dt

import pytest

from gesamtplan.offers import queries
from tests import factories_figures as make

pytestmark = pytest.mark.django_db


def test_offers_hide_what_is_not_public() -> None:
    make.offer(1, is_public=False)
    assert not queries.offers(q="TO1").exists()


def test_offers_by_status_include_those_open_to_every_status() -> None:
    mine, everyone = make.offer(1, statuses=["p24"]), make.offer(2, statuses=["all"])
    make.offer(3, statuses=["gestattung"])
    make.offer(4, statuses=None)
    assert set(queries.offers(kind="test-kind", status="p24")) == {mine, everyone}


def test_offers_do_not_mix_up_statuses_with_the_same_beginning() -> None:
    make.offer(1, statuses=["duldung-own-fault"])
    assert not queries.offers(kind="test-kind", status="duldung").exists()


def test_offers_with_unknown_statuses() -> None:
    wanted = make.offer(1)
    make.offer(2, statuses=[])
    assert list(queries.offers(kind="test-kind", status="unknown")) == [wanted]


@pytest.mark.parametrize(("days", "fresh"), [(0, True), (7, True), (8, False)])
def test_places_go_stale_after_seven_days(days: int, fresh: bool) -> None:
    today = dt.date(2026, 5, 20)
    row = make.offer(1, places=10, places_on=today - dt.timedelta(days=days))
    assert queries.is_fresh(row, today) is fresh


def test_places_without_a_date_are_never_fresh() -> None:
    assert not queries.is_fresh(make.offer(1, places=10), dt.date(2026, 5, 20))


def test_kinds_and_providers_count_public_offers_only() -> None:
    row = make.offer(1)
    make.offer(2)
    make.offer(3, is_public=False)
    assert row.provider
    assert {kind.code: n for kind, n in queries.kinds_in_use()}["test-kind"] == 2
    assert {code: n for code, _, n in queries.providers_in_use()}[row.provider.code] == 1
