"""Writes of the directory: figures are appended, conditions are checked, nobody writes without a role."""

import datetime as dt

import pytest

from gesamtplan.audit.models import AuditEntry
from gesamtplan.offers.models import CapacityReport, Offer, Site
from gesamtplan.offers.models.capacity import AppendOnlyError
from gesamtplan.offers.opening import BadScheduleError, Timetable
from gesamtplan.offers.operations import (
    CapacityError,
    EligibilityError,
    Figures,
    NotAllowedError,
    Origin,
    append_report,
    report_capacity,
    set_eligibility,
    set_schedules,
    set_sites,
    store_site,
)
from gesamtplan.offers.operations.eligibility import Asked
from gesamtplan.offers.operations.places import SiteError
from tests import factories
from tests import factories_figures as make

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 5, 20, 9, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 5, 20)
MONDAYS = Timetable("FREQ=WEEKLY;BYDAY=MO", TODAY, dt.time(18), dt.time(20))


def provider_of(row: Offer) -> str:
    assert row.provider
    return row.provider.code


def told(row: Offer, **figures: object) -> CapacityReport:
    author = factories.user("contributor", provider_of(row))
    return report_capacity(offer=row, figures=Figures(**figures), author=author, now=NOW)  # type: ignore[arg-type]


def test_the_last_told_is_current_and_the_earlier_stays() -> None:
    row = make.offer(1)
    told(row, places=20, taken=18, as_of=dt.date(2026, 5, 10))
    told(row, places=20, taken=20, waiting=3, as_of=TODAY)
    fresh = Offer.objects.told().get(pk=row.pk)
    assert (fresh.places, fresh.taken, fresh.waiting, fresh.places_on) == (20, 20, 3, TODAY)
    assert row.reports.count() == 2
    assert row.places_on == TODAY  # the row in hand knows it too


def test_what_is_told_late_for_an_earlier_day_does_not_become_current() -> None:
    row = make.offer(1)
    told(row, places=20, as_of=TODAY)
    told(row, places=99, as_of=dt.date(2026, 1, 1))
    told(row, places=98)  # nobody said for which day
    assert Offer.objects.get(pk=row.pk).places == 20


def test_lines_of_target_groups_and_sites_stand_beside_each_other() -> None:
    row = make.offer(1)
    site = Site.objects.create(code="house", name=make.text("House"))
    row.at_sites.create(site=site)
    told(row, places=20, as_of=TODAY)
    told(row, places=5, target_group="women", as_of=TODAY)
    told(row, places=7, site=site, as_of=TODAY)
    assert sorted(row.reports.current().values_list("places", flat=True)) == [5, 7, 20]
    assert Offer.objects.get(pk=row.pk).places == 20


def test_a_report_cannot_be_changed_or_thrown_away() -> None:
    report = told(make.offer(1), places=20, as_of=TODAY)
    report.places = 30
    with pytest.raises(AppendOnlyError):
        report.save()
    with pytest.raises(AppendOnlyError):
        report.delete()
    with pytest.raises(AppendOnlyError):
        CapacityReport.objects.update(places=30)


@pytest.mark.parametrize(
    ("figures", "named"),
    [
        ({}, "nothing is told"),
        ({"places": -1}, "places is -1"),
        ({"places": 1, "as_of": dt.date(2026, 5, 21)}, "lies ahead"),
    ],
)
def test_figures_that_cannot_be_are_refused(figures: dict[str, object], named: str) -> None:
    row = make.offer(1)
    with pytest.raises(CapacityError, match=named):
        told(row, **figures)
    assert not row.reports.exists()


def test_figures_for_a_site_where_the_offer_does_not_take_place_are_refused() -> None:
    with pytest.raises(CapacityError, match="elsewhere"):
        told(make.offer(1), places=1, site=Site.objects.create(code="elsewhere", name=make.text("E")))


def test_nobody_tells_figures_or_conditions_of_somebody_else() -> None:
    row, other = make.offer(1), make.offer(2)
    author = factories.user("editor", provider_of(other))
    with pytest.raises(NotAllowedError):
        report_capacity(offer=row, figures=Figures(places=1), author=author, now=NOW)
    with pytest.raises(NotAllowedError):
        set_eligibility(offer=row, asked=Asked("age", "none-required"), author=author, now=NOW)
    assert not row.reports.exists()


def test_a_report_leaves_a_trace_with_before_and_after() -> None:
    row = make.offer(1)
    told(row, places=20, as_of=dt.date(2026, 5, 10))
    told(row, places=25, as_of=TODAY)
    entry = AuditEntry.objects.filter(action="report_capacity", target_id=row.code).first()
    assert entry
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["places"], entry.after["places"], entry.after["as_of"]) == (20, 25, "2026-05-20")


def test_a_link_tells_figures_without_a_user() -> None:
    row = make.offer(1)
    report = append_report(
        offer=row, figures=Figures(waiting=4, as_of=TODAY), origin=Origin("link", reporter="link 7"), now=NOW
    )
    assert (report.author, report.reporter, row.waiting) == (None, "link 7", 4)


def test_a_condition_replaces_the_one_before_and_is_traced_once() -> None:
    row = make.offer(1)
    author = factories.user("editor", provider_of(row))
    for _ in range(2):
        set_eligibility(
            offer=row, asked=Asked("age", "required", {"from": 16, "to": 21}), author=author, now=NOW
        )
    set_eligibility(offer=row, asked=Asked("status", "none-required"), author=author, now=NOW)
    assert row.criteria.filter(criterion="age").count() == 1
    assert AuditEntry.objects.filter(action="set_eligibility", target_id=row.code).count() == 2
    assert (row.statuses, Offer.objects.told().get(pk=row.pk).statuses) == (["all"], ["all"])


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        (Asked("status", "required", {"codes": ["p99"]}), "p99"),
        (Asked("age", "required", {"from": 30, "to": 20}), "above"),
        (Asked("residence", "required", {"codes": ["99"]}), "99 is no area"),
        (Asked("colour", "required"), "colour"),
    ],
)
def test_a_condition_that_cannot_be_is_refused(asked: Asked, named: str) -> None:
    row = make.offer(1)
    author = factories.user("editor", provider_of(row))
    with pytest.raises(EligibilityError, match=named):
        set_eligibility(offer=row, asked=asked, author=author, now=NOW)


def test_schedules_and_sites_are_replaced_as_a_whole_or_not_at_all() -> None:
    row = make.offer(1)
    author = factories.user("editor", provider_of(row))
    site = store_site(
        code="house",
        values={"name": make.text("House"), "accessibility": {"lift": False}},
        author=author,
        now=NOW,
    )
    set_sites(offer=row, sites=[site], author=author, now=NOW)
    set_schedules(offer=row, times=[(MONDAYS, site)], author=author, now=NOW)
    bad = Timetable("FREQ=HOURLY", TODAY, dt.time(18), dt.time(20))
    with pytest.raises(BadScheduleError, match="time 2"):
        set_schedules(offer=row, times=[(MONDAYS, None), (bad, None)], author=author, now=NOW)
    assert [schedule.timetable() for schedule in row.schedules.all()] == [MONDAYS]
    set_sites(offer=row, sites=[], author=author, now=NOW)
    assert not row.at_sites.exists()


@pytest.mark.parametrize(
    "values", [{"accessibility": {"ramp": True}}, {"accessibility": {"lift": "yes"}}, {"longitude": 11.5}]
)
def test_a_site_that_cannot_be_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(SiteError):
        store_site(code="house", values={"name": make.text("House"), **values}, author=None, now=NOW)
