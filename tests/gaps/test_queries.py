"""Reading the stored matrix: the same cells as the engine, in a constant number of queries."""

import random
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from gesamtplan.engine.entitlement import KINDS, STATUSES
from gesamtplan.gaps.circumstances import all_circumstances
from gesamtplan.gaps.day_one import answer
from gesamtplan.gaps.inputs.day_one import day_one_inputs
from gesamtplan.gaps.queries.day_one import Matrix, change_dates, last_turn, matrix, turned_cells
from gesamtplan.gaps.touches import touched
from tests.gaps.factories import make_kind, make_need, make_offer, store

pytestmark = pytest.mark.usefixtures("directory")
CLOSED = date(2025, 12, 1)


def matrix_on(on: date, months: int = 0, circumstances: str = "unstated") -> Matrix:
    found = matrix(on, months, circumstances)
    assert found is not None
    return found


def test_matrix_is_none_before_anything_is_stored() -> None:
    assert matrix(CLOSED, 0, "unstated") is None


def test_matrix_holds_each_cell_once_and_equals_the_engine() -> None:
    make_offer(valid_from=date(2025, 12, 15))
    store()
    inputs, chance = day_one_inputs(), random.Random(7)  # noqa: S311 - a sample, no secret
    for _ in range(12):
        on = date(2012, 1, 1) + timedelta(days=chance.randrange(6500))
        months, item = chance.randrange(60), chance.choice(all_circumstances())
        found = matrix_on(on, months, item.code)
        assert len(found.cells) == len(STATUSES) * len(KINDS)
        for (status, kind), cell in found.cells.items():
            wanted = answer(inputs, status, kind, on, months, dict(item.conditions))
            assert (cell.outcome, cell.entitlement) == (wanted.outcome, wanted.entitlement)
            assert tuple(offer.code for offer in cell.offers) == wanted.offers


@pytest.mark.parametrize("offers", [1, 10])
def test_matrix_queries_do_not_grow(django_assert_num_queries: DjangoAssertNumQueries, offers: int) -> None:
    for number in range(offers):
        make_offer(f"X{number:02}")
    store()
    with django_assert_num_queries(4):  # assessment, rows, offers with providers, their sources
        assert len(matrix_on(date(2025, 12, 2)).rows) == len(STATUSES)


def test_turned_since_leaves_out_what_was_not_known() -> None:
    store()
    turned = matrix_on(date(2025, 12, 2)).turned_since(matrix_on(date(2025, 11, 30)))
    assert set(turned) == {
        (status, "integration-course")
        for status in ("p25-3", "p25-5", "p24", "gestattung", "duldung-discretionary", "eu-citizen")
        if (status, "integration-course") in turned
    }
    assert ("duldung-discretionary", "integration-course") in turned
    assert turned["duldung-discretionary", "integration-course"].outcome == "if-place"


def test_changes_list_turned_cells_on_the_day_only() -> None:
    assessment = store()
    turned = [turn for turn in turned_cells(assessment, CLOSED, "unstated") if not turn.learned]
    assert ("gestattung", "integration-course") in {(turn.after.status, turn.after.kind) for turn in turned}
    assert turned_cells(assessment, date(2025, 11, 3), "unstated") == []


def test_changes_name_the_first_month_concerned() -> None:
    assessment = store()
    turned = turned_cells(assessment, date(2024, 2, 27), "outside-reception")
    work = next(turn for turn in turned if (turn.after.status, turn.after.kind) == ("gestattung", "work"))
    assert (work.months, work.before.outcome, work.after.outcome) == (6, "at-discretion", "by-right")


def test_change_dates_match_the_turned_cells() -> None:
    assessment = store()
    for change in change_dates(assessment, "outside-reception"):
        found = turned_cells(assessment, change.on, "outside-reception")
        assert (len(found), change.turned + change.learned) == (change.turned + change.learned, len(found))


def test_last_turn_is_the_closing_of_integration_courses() -> None:
    assert last_turn(store(), "outside-reception", date(2026, 1, 15)) == CLOSED


def test_touched_offers_serve_the_kind_or_are_of_it(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    kind = make_kind("course", kinds=("integration-course",))
    other = make_kind("else", kinds=("work",))
    make_offer("X01", kind=other, serves=["integration-course"])
    make_offer("X02", kind=kind, serves=[], is_voluntary=False)
    make_offer("X03", kind=other, serves=["school"])
    make_need("X-1", group="no-federal-courses")
    make_need("X-2", title={"de": "Deutschkurse ausbauen", "en": "more courses"})
    make_need("X-3")
    make_need("X-4", field_code="X4", group="no-federal-courses")
    with django_assert_num_queries(6):  # kinds, offers, their sources, needs, their groups and sources
        found = touched(["integration-course"])
        assert [offer.code for offer in found.offers] == ["X01", "X02"]
        assert [need.code for need in found.needs] == ["X-1", "X-2"]
