"""Reads of bodies and motions."""

import datetime as dt

import pytest

from gesamtplan.council import queries
from tests import factories_figures as make

pytestmark = pytest.mark.django_db


def test_motions_filter_by_words_state_and_movers() -> None:
    wanted = make.motion(1, state="refused")
    make.motion(2, state="open")
    assert list(queries.motions(q="Motion", state="refused", movers="Group T")) == [wanted]


def test_motions_sort_by_date_both_ways() -> None:
    old, new = make.motion(1, date=dt.date(2001, 1, 1)), make.motion(2, date=dt.date(2031, 1, 1))
    assert list(queries.motions(movers="Group T", sort="date")) == [old, new]
    assert list(queries.motions(movers="Group T", sort="-date")) == [new, old]


def test_motions_ignore_an_unknown_sort() -> None:
    make.motion(1)
    assert queries.motions(sort="; drop table").count() >= 1


def test_committees_of_the_project_only() -> None:
    own, named = make.committee(1), make.committee(2, is_project_body=False)
    found = list(queries.committees(q="Body", project=True))
    assert own in found
    assert named not in found


def test_motion_states_count() -> None:
    before = queries.motion_states().get("refused", 0)
    make.motion(1, state="refused")
    assert queries.motion_states()["refused"] == before + 1
