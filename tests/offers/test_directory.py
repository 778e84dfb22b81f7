"""What the finder gets: all that decides, in few queries; faded figures are never facts."""

import datetime as dt
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from gesamtplan.engine.eligibility import Decider, May, Person, Places
from gesamtplan.engine.entitlement import load_rules
from gesamtplan.offers import queries
from gesamtplan.offers.models import Eligibility, Offer, OfferKind, Schedule, Site
from gesamtplan.offers.operations import Figures, Origin, append_report
from gesamtplan.offers.queries import Wanted
from gesamtplan.territory.models import Area
from tests import factories_figures as make

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 5, 20)
TESTED = Wanted(kind="test-kind")


def full(number: int) -> Offer:
    """An offer with one of everything."""
    row = make.offer(
        number,
        places=20,
        taken=12,
        waiting=3,
        places_on=TODAY,
        languages=["de", "fa"],
        fee=0,
        child_care=True,
    )
    site, _ = Site.objects.get_or_create(
        code="house",
        defaults={
            "name": make.text("House"),
            "area": Area.objects.get(code="05"),
            "accessibility": {"lift": True},
        },
    )
    row.at_sites.create(site=site)
    Eligibility.objects.create(offer=row, criterion="age", answer="required", values={"from": 16})
    Schedule.objects.create(
        offer=row, rule="FREQ=DAILY", starts_at=dt.time(9), ends_at=dt.time(12), valid_from=TODAY
    )
    return row


def only(wanted: Wanted = TESTED, on: dt.date = TODAY) -> queries.Listed:
    queries.forget_directory()  # the rows above were written past the operations
    (row,) = queries.directory(wanted, on)
    return row


def test_a_row_holds_all_that_decides() -> None:
    full(1)
    row = only()
    assert (row.languages, row.child_care, row.is_free) == (frozenset({"de", "fa"}), True, True)
    assert [(spot.area, dict(spot.accessibility)) for spot in row.spots] == [("05", {"lift": True})]
    assert [(line.places, line.room) for line in row.lines] == [(20, 5)]
    assert row.conditions.places is Places.FREE
    assert [(c.criterion, c.low, c.high) for c in row.conditions.conditions] == [("age", 16, None)]
    assert row.times[0][1].starts == dt.time(9)


def test_unknown_stays_unknown() -> None:
    make.offer(1)
    row = only()
    assert (row.languages, row.child_care, row.is_free, row.lines, row.spots) == (None, None, None, (), ())
    assert (row.conditions.conditions, row.conditions.places) == ((), Places.UNKNOWN)


def test_places_fade_after_the_set_days(settings: Any) -> None:
    full(1)
    assert only(on=TODAY + dt.timedelta(days=7)).conditions.places is Places.FREE
    faded = only(on=TODAY + dt.timedelta(days=8))
    assert (faded.conditions.places, faded.lines[0].room) == (Places.UNKNOWN, None)
    assert faded.lines[0].standing.last_on == TODAY
    settings.PLACES_FRESH_DAYS = 30
    assert only(on=TODAY + dt.timedelta(days=8)).conditions.places is Places.FREE


def test_places_are_full_when_all_told_are_gone_and_free_when_one_line_has_room() -> None:
    row = make.offer(1, places=10, taken=10, places_on=TODAY)
    assert only().conditions.places is Places.FULL
    make.tell_line(row, "women", places=5, taken=1, as_of=TODAY)
    assert only().conditions.places is Places.FREE


def test_who_comes_is_served_needs_no_places() -> None:
    make.offer(1, is_drop_in=True)
    assert only().conditions.places is Places.NOT_LIMITED


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(kind="test-kind", area="05"), True),
        (Wanted(kind="test-kind", area="0"), False),
        (Wanted(kind="test-kind", language="fa"), True),
        (Wanted(kind="test-kind", language="f"), False),
        (Wanted(kind="test-kind", child_care=True), True),
        (Wanted(kind="test-kind", free_of_charge=True), True),
        (Wanted(kind="no-such-kind"), False),
    ],
)
def test_filters_narrow(wanted: Wanted, found: bool) -> None:
    full(1)
    assert bool(queries.directory(wanted, TODAY)) is found


def test_what_is_not_known_to_be_so_is_not_found_by_a_filter() -> None:
    make.offer(1)
    assert queries.directory(Wanted(kind="test-kind", child_care=True), TODAY) == []
    assert queries.directory(Wanted(kind="test-kind", free_of_charge=True), TODAY) == []


def test_a_kind_finds_what_stands_under_it() -> None:
    row = make.offer(1)
    top = OfferKind.objects.create(code="test-top", name=make.text("Top"), field_code="X9")
    OfferKind.objects.filter(pk=row.kind_id).update(parent=top)
    assert [kind.code for kind in queries.kinds_below("test-top")] == ["test-top", "test-kind"]
    assert [kind.code for kind in queries.kinds_of_field("X9")] == ["test-top", "test-kind"]
    assert only(Wanted(kind="test-top")).code == row.code


def test_the_directory_is_read_again_when_an_operation_changed_it() -> None:
    row = full(1)
    assert only().conditions.places is Places.FREE
    before = queries.directory_version()
    told = Figures(places=20, taken=20, as_of=TODAY)
    append_report(offer=row, figures=told, origin=Origin("link"), now=make.NOW.replace(month=6))
    (again,) = queries.directory(TESTED, TODAY)
    assert again.conditions.places is Places.FULL
    assert queries.directory_version() == before + 1
    row.refresh_from_db()
    assert row.modified_at == make.NOW.replace(month=6)


def test_only_offers_that_the_search_found_are_left() -> None:
    full(1), full(2)
    assert [row.code for row in queries.directory(TESTED, TODAY, among={"TO2"})] == ["TO2"]


def test_what_is_not_public_is_not_there() -> None:
    make.offer(1, is_public=False)
    assert queries.directory(TESTED, TODAY) == []


def test_a_stored_condition_that_nobody_can_read_is_unknown_and_not_free_for_all() -> None:
    row = make.offer(1)
    Eligibility.objects.create(offer=row, criterion="sex", answer="required", values={"codes": ["purple"]})
    assert only().conditions.conditions == ()


@pytest.mark.parametrize("number", [1, 12])
def test_queries_do_not_grow(number: int, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    pks = [full(n).pk for n in range(number)]
    with django_assert_max_num_queries(9):
        assert len(queries.directory(TESTED, TODAY)) == number
    with django_assert_max_num_queries(1):
        assert len(queries.directory(TESTED, TODAY)) == number
    with django_assert_max_num_queries(2):
        shown = queries.offers_in_order(pks[::-1], "criteria")
        assert [(row.pk, len(row.criteria.all()), str(row.kind)) for row in shown] == [
            (pk, 2, "Kind T (de)") for pk in pks[::-1]
        ]


@pytest.mark.usefixtures("munich")
def test_munich_says_why_the_federal_course_is_closed_and_puts_the_municipal_one_before_it() -> None:
    on = dt.date(2026, 11, 23)
    decider = Decider(load_rules(), Person(status="duldung-discretionary", arrived=dt.date(2026, 10, 1)), on)
    found = {
        row.code: decider.answer(row.conditions) for row in queries.directory(Wanted(kind="language"), on)
    }
    assert (found["O01"].verdict, found["O01"].so_far) == (May.ASK, May.IF_PLACE)
    assert found["O27"].verdict is May.NO
    (reason,) = found["O27"].reasons
    assert reason.about == "entitlement"
    assert reason.basis
    assert found["O01"].sooner < found["O27"].sooner


def test_checks_are_due_by_provider_with_what_faded() -> None:
    row = make.offer(1, places=10, places_on=TODAY - dt.timedelta(days=8), verified_on=TODAY)
    make.offer(2, places=10, places_on=TODAY, verified_on=TODAY)
    make.offer(3, is_drop_in=True, verified_on=TODAY - dt.timedelta(days=91))
    make.offer(4, is_drop_in=True, verified_on=TODAY - dt.timedelta(days=90), check_due=TODAY)
    make.offer(5, verified_on=None, valid_to=TODAY - dt.timedelta(days=1))
    found = {due.offer.code: due for due in queries.checks_due(TODAY) if due.offer.code.startswith("TO")}
    assert list(found) == ["TO1", "TO3", "TO4"]
    assert (found["TO1"].places.last_on, found["TO1"].record.is_fresh) == (TODAY - dt.timedelta(days=8), True)  # type: ignore[union-attr]
    assert (found["TO3"].places, found["TO4"].asked_for) == (None, TODAY)
    assert row.provider
    assert [due.offer.code for due in queries.checks_due(TODAY, row.provider.code)] == ["TO1"]
