"""Reads of decisions."""

import datetime as dt

import pytest

from gesamtplan.resolutions import queries
from tests import factories_figures as make

pytestmark = pytest.mark.django_db


def test_resolutions_filter_by_body_department_and_year() -> None:
    wanted = make.resolution(1, date=dt.date(2031, 2, 3))
    make.resolution(2)
    assert list(queries.resolutions(year="2031")) == [wanted]
    assert wanted.committee is not None
    assert wanted.department is not None
    assert list(queries.resolutions(committee=wanted.committee.code)) == [wanted]
    assert list(queries.resolutions(department=wanted.department.code)) == [wanted]


def test_resolution_hides_needs_and_measures_that_are_not_public() -> None:
    row = make.resolution(1)
    row.needs.add(make.need(1, is_public=False))
    row.measures.add(make.measure(1, is_public=False))
    found = queries.resolution(row.code)
    assert [need.code for need in found.needs.all()] == ["TN10001"]
    assert [measure.code for measure in found.measures.all()] == ["TM10001"]
    [listed] = queries.resolutions(q="TR1 ")
    assert [need.code for need in listed.needs.all()] == ["TN10001"]


def test_motion_hides_needs_that_are_not_public() -> None:
    row = make.concern(1)
    row.need.is_public = False
    row.need.save()
    assert not queries.motion(row.motion.code).concerns.all()


def test_by_year_keeps_years_without_decisions() -> None:
    rows = [
        make.resolution(1, date=dt.date(2030, 1, 1)),
        make.resolution(2, date=dt.date(2032, 1, 1)),
        make.resolution(3, date=None),
    ]
    assert queries.by_year(rows) == [(2030, 1), (2031, 0), (2032, 1), (None, 1)]


def test_resolution_of_paper_takes_the_latest() -> None:
    row = make.resolution(1)
    assert queries.resolution_of_paper("T / V 00001") == row
    assert queries.resolution_of_paper("T / V 99999") is None
