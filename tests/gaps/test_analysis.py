"""The needs analysis of Munich, from the loaded figures to the stored rows."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from gesamtplan.engine.errors import BadInput
from gesamtplan.gaps.analysis import analyse
from gesamtplan.gaps.inputs.topics import YearInputs, inputs_of, topics
from gesamtplan.gaps.models import AnalysisTopic, Assessment, Assumption, GapRow
from gesamtplan.gaps.operations import NothingToAnalyseError, store_analysis
from gesamtplan.gaps.queries.shown import shown_analyses
from gesamtplan.gaps.states import AssessmentStatus, RowStatus
from gesamtplan.indicators.models import IndicatorValue
from gesamtplan.territory.states import AreaKind

pytestmark = pytest.mark.usefixtures("munich")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY, BEFORE_CLOSING = date(2026, 11, 23), date(2025, 11, 30)
DAY_CARE_GROUPS = ("age-0-2-migration", "age-0-2-other", "age-3-6-migration", "age-3-6-other")


def stored(on: date = TODAY) -> Assessment:
    return store_analysis(on=on, now=NOW)


def row(group: str, year: int, area: str = "city", on: date = TODAY) -> GapRow:
    rows = stored(on).gap_rows.filter(group__code=group, year=year)
    return rows.get(area__kind=AreaKind.CITY) if area == "city" else rows.get(area__code=area)


def last_inputs(code: str, on: date = TODAY) -> YearInputs:
    return inputs_of(topics().get(code=code), on)[-1]


def test_day_care_counts_the_children_of_the_official_export() -> None:
    # 31.12.2023: 28,308 children up to 2 with a migration background; 1.3.2024: 17,784 children up to 2 in care
    city = row("age-0-2-migration", 2024)
    assert (city.people, city.places) == (28308, 17784)
    assert city.need == pytest.approx(28308 * 2 / 3, rel=1e-5)


@pytest.mark.parametrize(("groups", "places"), [(DAY_CARE_GROUPS[:2], 17784), (DAY_CARE_GROUPS[2:], 46856)])
def test_claims_add_up_to_the_places_that_can_be_reached(groups: tuple[str, ...], places: int) -> None:
    rows = [row(group, 2024) for group in groups]
    assert sum(one.claims or 0 for one in rows) == pytest.approx(places, abs=1e-6)


@pytest.mark.parametrize("group", DAY_CARE_GROUPS)
@pytest.mark.parametrize("measure", ["people", "need", "claims", "unmet", "best_unmet", "no_place"])
def test_districts_add_up_to_the_city(group: str, measure: str) -> None:
    rows = stored().gap_rows.filter(group__code=group, year=2024)
    districts = [getattr(one, measure) for one in rows.filter(area__kind=AreaKind.DISTRICT)]
    assert len(districts) == 25
    assert sum(districts) == pytest.approx(getattr(rows.get(area__kind=AreaKind.CITY), measure), rel=1e-9)


def test_the_parts_of_why_add_up_to_what_stays_unmet_at_best() -> None:
    for one in stored().gap_rows.exclude(best_unmet=None):
        assert one.no_place + one.too_far + one.not_eligible == pytest.approx(one.best_unmet, abs=0.02)


def test_fair_share_never_leaves_less_unmet_than_the_best_case() -> None:
    rows = stored().gap_rows.filter(area__kind=AreaKind.CITY, group__topic__code="day-care")
    assert sum(one.unmet for one in rows) >= sum(one.best_unmet for one in rows) - 0.01


def test_sub_districts_are_told_as_estimates() -> None:
    rows = stored().gap_rows.filter(area__kind=AreaKind.SUB_DISTRICT)
    assert rows.count() == 4 * 108
    assert all("spread" in one.reasons for one in rows.exclude(status=RowStatus.PROTECTED))


def test_too_few_people_show_no_figure() -> None:
    hidden = stored().gap_rows.filter(status=RowStatus.PROTECTED)
    assert hidden.exists()
    assert not hidden.exclude(people=None, unmet=None, access=None, claims=None).exists()


def test_accommodation_lacks_4825_beds_at_the_end_of_2026() -> None:
    city = row("to-be-housed", 2026)
    assert (city.people, city.places, city.unmet) == (15600, 10775, 4825)
    assert city.no_place == 4825
    assert city.reasons == ["carried-forward"]


def test_years_without_beds_have_no_gap_rather_than_zero() -> None:
    city = row("to-be-housed", 2016)
    assert city.people == 12000
    assert (city.places, city.unmet, city.access) == (None, None, None)
    assert city.status == RowStatus.PARTIAL
    assert "no-places-known" in city.reasons


def test_a_need_forecast_in_2025_was_not_known_in_2024() -> None:
    assert not stored(date(2024, 12, 31)).gap_rows.filter(group__code="to-be-housed", year=2026).exists()


def test_german_courses_for_people_in_the_procedure_in_2016() -> None:
    city = row("in-procedure", 2016)
    assert (city.people, city.places, city.unmet) == (6524, 3000, 3524)


def test_courses_for_ukraine_are_open_to_them_only() -> None:
    city = row("ukraine", 2022)
    assert (city.people, city.places) == (14000, 240)
    assert row("in-procedure", 2024).places == 3000


def test_the_closing_of_2025_12_01_leaves_people_with_the_courses_of_the_city() -> None:
    before, after = (row("in-procedure", 2024, on=on) for on in (BEFORE_CLOSING, TODAY))
    admitted = [
        {one["assumption"] for one in found.explanation["supply"] if one["admitted"]}
        for found in (before, after)
    ]
    assert admitted == [{"places.federal"}, {"places.municipal"}]
    assert (before.places, after.places) == (None, 3000)
    answer = next(one for one in after.explanation["supply"] if one["assumption"] == "places.federal")[
        "answers"
    ][0]
    assert answer["verdict"] == "no"
    assert answer["rules"][0]["basis"]


def test_every_figure_names_its_facts_and_every_fact_its_date() -> None:
    assessment = stored()
    facts = {fact["key"]: fact for topic in assessment.explanation["topics"] for fact in topic["facts"]}
    named = {key for one in assessment.gap_rows.exclude(people=None) for key in one.explanation["people"]}
    assert named
    assert named <= set(facts)
    assert all(fact["date"] and fact["origin"] for fact in facts.values())


def test_where_the_places_come_from_adds_up_to_the_claims() -> None:
    district = row("age-0-2-migration", 2024, "16")
    assert sum(one["places"] for one in district.explanation["origins"]) == pytest.approx(district.claims)


def test_the_same_inputs_are_stored_once() -> None:
    first = stored()
    again = store_analysis(on=TODAY, now=datetime(2026, 11, 24, tzinfo=UTC))
    assert first.pk == again.pk


def test_a_changed_assumption_makes_another_assessment() -> None:
    first = stored()
    norm = Assumption.objects.get(code="norm.under-3", is_current=True)
    Assumption.objects.filter(pk=norm.pk).update(value=Decimal("0.5"))
    second = stored()
    assert second.inputs_digest != first.inputs_digest
    assert second.gap_rows.get(group__code="age-0-2-migration", area__kind=AreaKind.CITY).need == 28308 / 2


def test_rows_are_ranked_by_what_is_missing() -> None:
    rows = stored().gap_rows.filter(group__code="age-0-2-migration", area__kind=AreaKind.DISTRICT)
    ordered = list(rows.order_by("-unmet").values_list("rank", flat=True))
    assert ordered == sorted(ordered)
    assert ordered[0] == 1


def test_next_offers_are_told_with_their_bound() -> None:
    topic = next(topic for topic in stored().explanation["topics"] if topic["code"] == "day-care")
    for kind in topic["siting"]:
        assert len(kind["steps"]) == 10
        assert kind["steps"][-1]["total"] == pytest.approx(kind["covered"])
        assert kind["covered"] <= kind["bound"]
        assert kind["at_least"] >= 1 - 1 / 2.7183


def test_an_assessment_with_something_unknown_is_partial() -> None:
    assessment = stored()
    assert assessment.status == AssessmentStatus.PARTIAL
    assert {reason["code"] for reason in assessment.explanation["reasons"]} >= {
        "people-unknown",
        "no-places-known",
    }


def test_a_group_with_nobody_is_refused_by_name() -> None:
    Assumption.objects.filter(code="people.to-be-housed").update(value=0)
    with pytest.raises(BadInput, match=r"to-be-housed.*0 in the whole city"):
        stored()


def test_negative_people_are_refused_with_the_area() -> None:
    figures = IndicatorValue.objects.filter(
        indicator__code__endswith="deutsch-und-nichtdeutsch-bis-2-jahre", area__code="16", year=2023
    )
    assert figures.update(denominator=1) == 1
    with pytest.raises(BadInput, match=r"16\."):
        stored()
    assert Assessment.objects.filter(kind="needs").count() == 1  # the one from before


def test_without_topics_there_is_a_clear_word() -> None:
    GapRow.objects.all().delete()
    AnalysisTopic.objects.all().delete()
    with pytest.raises(NothingToAnalyseError, match="no topic has figures"):
        stored()


def test_progress_reaches_its_total() -> None:
    Assumption.objects.filter(code="norm.under-3").update(value=Decimal("0.4"))
    steps: list[tuple[int, int]] = []
    store_analysis(on=TODAY, now=NOW, progress=lambda done, total: steps.append((done, total)))
    assert steps[-1][0] == steps[-1][1] == len(steps)


def test_the_order_of_cells_changes_nothing() -> None:
    inputs = last_inputs("day-care")
    turned = YearInputs(**{**vars(inputs), "places": tuple(reversed(inputs.places))})
    figures = [
        {(one.area, one.group): one.figures["unmet"] for one in analyse(told).rows}
        for told in (inputs, turned)
    ]
    assert figures[0] == {key: pytest.approx(value, abs=1e-9) for key, value in figures[1].items()}


def test_computing_an_earlier_day_does_not_hide_the_latest() -> None:
    latest, earlier = stored(), stored(BEFORE_CLOSING)

    assert shown_analyses().first() == max((latest, earlier), key=lambda one: one.on)
