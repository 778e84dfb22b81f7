"""Reads of budget lines."""

import datetime as dt
from decimal import Decimal

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from gesamtplan.funding import queries
from tests import factories_figures as make

pytestmark = pytest.mark.django_db


def test_budget_lines_hide_measures_that_are_not_public() -> None:
    make.budget_line(1, measure=make.measure(1, is_public=False))
    assert not queries.budget_lines(q="TM1").exists()


def test_budget_lines_without_known_payer() -> None:
    wanted = make.budget_line(1, source=None)
    other = make.budget_line(2)
    found = list(queries.budget_lines(level="unknown"))
    assert wanted in found
    assert other not in found


def test_by_period_keeps_years_apart_and_unknown_last() -> None:
    lines = [
        make.budget_line(1),
        make.budget_line(2, period_from=dt.date(2034, 1, 1)),
        make.budget_line(3, period_from=None, period_to=None),
        make.budget_line(4, amount=None),
    ]
    groups = queries.by_period(lines)
    assert [(group.year, len(group.lines)) for group in groups] == [(2034, 1), (2033, 2), (None, 1)]
    assert groups[1].amounts_known == 1


def test_city_share_tells_unknown_from_voluntary() -> None:
    voluntary = make.budget_line(1, source=make.funding_source(is_duty=False))
    duty = make.budget_line(2, source=make.funding_source(is_duty=True))
    open_question = make.budget_line(3)
    others = make.budget_line(4, source=make.funding_source("state"))
    share = queries.city_share([voluntary, duty, open_question, others])
    assert (share.voluntary, share.duty, share.not_known) == ((voluntary,), (duty,), (open_question,))


def test_posts_add_up_only_where_both_are_known() -> None:
    lines = [
        make.budget_line(1, posts_asked=Decimal(12), posts_granted=Decimal(6)),
        make.budget_line(2, posts_granted=Decimal(4)),
        make.budget_line(3),
    ]
    posts = queries.posts(lines)
    assert (len(posts.lines), posts.asked, posts.granted) == (2, Decimal(12), Decimal(6))


def test_latest_amounts_begin_with_the_latest_period_and_its_largest_amount() -> None:
    small, large = make.budget_line(1, amount=Decimal(1)), make.budget_line(2, amount=Decimal(2))
    make.budget_line(3, amount=None)
    undated = make.budget_line(4, period_from=None)
    found = [row for row in queries.latest_amounts() if row.pk in {small.pk, large.pk, undated.pk}]
    assert found == [large, small, undated]


def test_measures_known_counts_each_measure_once() -> None:
    amounts, payers = queries.measures_known()
    measure = make.measure(1)
    make.budget_line(1, measure=measure)
    make.budget_line(2, measure=measure)
    make.budget_line(3, measure=make.measure(2), amount=None, source=None)
    assert queries.measures_known() == (amounts + 1, payers + 1)


def test_thin_lines_are_completed_in_as_many_queries_for_more_lines(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(12):
        make.budget_line(number)
    lines = queries.thin(queries.budget_lines(q="TM300"))
    assert len(lines) == 12
    with django_assert_num_queries(3):
        queries.complete(lines)
    with django_assert_num_queries(0):
        assert all(list(line.sources.all()) and list(line.measure.fields_of_action.all()) for line in lines)
