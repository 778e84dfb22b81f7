"""Reads of figures."""

import datetime as dt
from decimal import Decimal

import pytest

from gesamtplan.indicators import queries
from gesamtplan.territory.queries import city, districts
from tests import factories_figures as make

pytestmark = pytest.mark.django_db


def test_indicators_finds_each_word_in_any_column() -> None:
    wanted = make.indicator(1, title="Zebra count")
    make.indicator(2, title="Zebra weight")
    assert list(queries.indicators(q="zebra count")) == [wanted]


def test_indicators_only_with_values() -> None:
    loaded, _bare = make.indicator(1), make.indicator(2)
    make.value(loaded, _city(), 2020, Decimal("1.5"))
    assert list(queries.indicators(theme="Theme T", only_values=True)) == [loaded]
    assert queries.loaded(queries.indicators(theme="Theme T")) == 1


def test_with_city_series_skips_revised_values_and_unknown_latest() -> None:
    row = make.indicator(1)
    make.value(
        row, _city(), 2020, Decimal(7), is_current=False, delivery=make.delivery(2, as_of=dt.date(2029, 1, 1))
    )
    make.value(row, _city(), 2020, Decimal(8))
    make.value(row, _city(), 2021, None)
    [figure] = queries.with_city_series([row])
    assert figure.latest is not None
    assert (figure.latest.year, figure.latest.value) == (2020, Decimal(8))


def test_figure_holds_revisions_targets_and_siblings() -> None:
    row, sibling = make.indicator(1), make.indicator(2)
    older = make.delivery(2, as_of=dt.date(2029, 1, 1))
    make.value(row, _city(), 2020, Decimal(7), is_current=False, delivery=older)
    make.value(row, _city(), 2020, Decimal(8))
    make.target(row, Decimal(3), dt.date(2035, 12, 31))
    figure = queries.figure(row.code)
    [revision] = figure.revisions
    assert (revision.before, revision.now, revision.delivery) == (Decimal(7), Decimal(8), older)
    assert [found.value for found in figure.targets] == [Decimal(3)]
    assert list(figure.siblings) == [sibling]


def test_figure_has_the_city_first_and_gaps_as_none() -> None:
    row, district = make.indicator(1), districts()[0]
    make.value(row, district, 2020, Decimal(1))
    make.value(row, _city(), 2021, Decimal(2))
    figure = queries.figure(row.code)
    assert figure.areas[0] == _city()
    assert figure.years == [2020, 2021]
    assert figure.series(district)[1] is None
    assert figure.values_in(2021) == {district.pk: None}


def test_reported_groups_count_their_figures() -> None:
    make.reported_figure(1)
    make.reported_figure(2)
    assert ("test-group", 2) in [(code, n) for code, _name, n in queries.reported_groups()]


def _city():  # type: ignore[no-untyped-def]
    found = city()
    assert found is not None
    return found
