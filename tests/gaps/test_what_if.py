"""More places, or fewer: what would change."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gesamtplan.core.readonly import read_only
from gesamtplan.gaps.models import GapRow
from gesamtplan.gaps.operations.analysis import store_analysis
from gesamtplan.gaps.what_if import Answer, CannotChangeError, Wish, what_if
from tests.gaps.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("munich")]
ON = date(2026, 11, 23)
CARE = "places.care-0-2"


def _city(answer: Answer) -> dict[str, float | None]:
    return {effect.group: effect.change for effect in answer.of_level("city")}


def test_nothing_changes_nothing() -> None:
    answer = what_if(Wish("day-care", CARE, "11", 0), ON)
    assert {effect.change for effect in answer.effects} <= {0.0, None}


@pytest.mark.parametrize("area", ["11", "11.2"])
def test_more_places_reach_only_their_age_and_at_most_as_many_people(area: str) -> None:
    answer = what_if(Wish("day-care", CARE, area, 100), ON)
    change = _city(answer)
    assert 0 < answer.gained <= 100 + 1e-9
    assert change["age-0-2-migration"]
    assert change["age-0-2-migration"] < 0
    assert change["age-3-6-migration"] == 0


def test_fewer_places_leave_more_people_without() -> None:
    answer = what_if(Wish("day-care", CARE, "24", -50), ON)
    assert -50 - 1e-9 <= answer.gained < 0


def test_districts_add_up_to_the_city() -> None:
    answer = what_if(Wish("day-care", CARE, "11", 100), ON)
    for group, change in _city(answer).items():
        parts = [effect.change or 0 for effect in answer.of_level("district") if effect.group == group]
        assert sum(parts) == pytest.approx(change or 0)


def test_starts_from_what_is_stored() -> None:
    stored = store_analysis(on=ON, now=NOW)
    rows = GapRow.objects.filter(assessment=stored, group__topic__code="day-care", area__kind="district")
    unmet = {
        (group, area): value for group, area, value in rows.values_list("group__code", "area__code", "unmet")
    }
    answer = what_if(Wish("day-care", CARE, "11", 100), ON)
    for effect in answer.of_level("district"):
        assert effect.before == pytest.approx(unmet[effect.group, effect.area], abs=1e-3)


def test_groups_that_overlap_are_computed_each_alone_and_unknown_stays_unknown() -> None:
    change = _city(what_if(Wish("german-courses", "places.municipal", "city", 500), ON))
    assert change["newcomers"] == pytest.approx(-500)
    assert change["tolerated"] is None


def test_few_people_are_not_shown() -> None:
    answer = what_if(Wish("day-care", CARE, "01.3", 10), ON)
    stored = store_analysis(on=ON, now=NOW)
    hidden = GapRow.objects.filter(assessment=stored, status="protected", area__kind="sub-district")
    wanted = set(hidden.values_list("group__code", "area__code"))
    found = {(one.group, one.area) for one in answer.of_level("sub-district") if one.before is None}
    assert wanted
    assert found == wanted


def test_more_than_there_is_cannot_be_taken_away() -> None:
    with pytest.raises(CannotChangeError, match="cannot be taken away") as error:
        what_if(Wish("day-care", CARE, "11", -100_000), ON)
    assert error.value.code == "too-few"
    assert error.value.stood > 0


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish("day-care", "places.bed", "11", 5), "no-offer"),
        (Wish("day-care", CARE, "99", 5), "no-offer"),
        (Wish("no-such-topic", CARE, "11", 5), "no-figures"),
    ],
)
def test_what_does_not_exist_is_said(wish: Wish, code: str) -> None:
    with pytest.raises(CannotChangeError) as error:
        what_if(wish, ON)
    assert error.value.code == code


def test_writes_nothing_and_asks_few_questions() -> None:
    with read_only(), CaptureQueriesContext(connection) as caught:
        what_if(Wish("day-care", CARE, "11", 100), ON)
    assert len(caught) <= 20
