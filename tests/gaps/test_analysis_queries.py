"""Reads of the stored needs analysis."""

from datetime import date

import pytest
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries as Most

from gesamtplan.gaps.models import Assessment, GapRow
from gesamtplan.gaps.operations.analysis import store_analysis
from gesamtplan.gaps.queries.analysis import (
    Line,
    gap_row,
    line_of,
    lines,
    outlines,
    published,
    side,
    stored_analysis,
    together,
)  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("munich")]


@pytest.fixture
def analysis() -> Assessment:
    """Munich's, as of a day after the closing of federal courses."""
    return store_analysis(on=date(2026, 11, 23), now=timezone.now())


def _line(group: str, unmet: float | None, status: str = "complete") -> Line:
    figures = {
        "people": 10.0, "need": 8.0, "places": 3.0, "access": 0.5, "access_balanced": 0.4, "claims": 5.0, "unmet": unmet,
        "best_unmet": unmet, "no_place": unmet, "too_far": 0.0, "not_eligible": 0.0,
    }  # fmt: skip
    return Line(1, group, "01", "Altstadt", "district", 2024, 1, status, [group], figures)


def test_groups_together_are_their_sums_and_as_sure_as_the_least_sure() -> None:
    both = together([_line("a", 3.0), _line("b", 4.0, "estimate")])
    assert (both.figures["unmet"], both.figures["people"], both.figures["access"]) == (7.0, 20.0, 0.5)
    assert (both.pk, both.group, both.status, list(both.reasons)) == (None, "", "estimate", ["a", "b"])


def test_what_is_not_known_of_one_group_is_not_known_of_all() -> None:
    assert together([_line("a", 3.0), _line("b", None, "partial")]).figures["unmet"] is None


def test_an_analysis_without_facts_still_tells_everything_else(analysis: Assessment) -> None:
    whole, lean = stored_analysis(), stored_analysis(with_facts=False)
    assert whole
    assert lean
    for code, topic in whole.topics.items():
        rest = {key: value for key, value in topic.data.items() if key != "facts"}
        assert lean.topics[code].data == rest
        assert topic.facts


def test_failed_analyses_are_not_shown(analysis: Assessment) -> None:
    Assessment.objects.filter(kind="needs").update(status="failed")
    assert not published().exists()
    assert stored_analysis() is None


def test_lines_are_the_stored_rows(analysis: Assessment, django_assert_num_queries: Most) -> None:
    with django_assert_num_queries(1):
        found = lines(analysis, "day-care")
    assert len(found) == GapRow.objects.filter(assessment=analysis, group__topic__code="day-care").count()
    row = gap_row(analysis, "day-care", "age-0-2-migration", "11", None)
    assert row
    assert line_of(row) in found


def test_every_area_of_a_level_has_an_outline() -> None:
    assert len(outlines("district")) == 25
    assert all(outline.geometry and outline.parent for outline in outlines("sub-district"))


def test_a_side_keeps_the_answers_of_the_rules(analysis: Assessment) -> None:
    whole = stored_analysis()
    assert whole
    rows = [row for row in side(whole).rows if row.group == "in-procedure" and row.year == 2024]
    assert rows[0].answers["places.federal", "gestattung"]["verdict"] == "no"
