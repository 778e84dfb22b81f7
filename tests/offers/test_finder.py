"""Which offers fit, and where one can go soonest."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from pytest_django import DjangoAssertNumQueries

from gesamtplan.engine.eligibility import May, Person
from gesamtplan.engine.entitlement import load_rules
from gesamtplan.offers import queries
from gesamtplan.offers.finder.find import Match, find, is_unmet
from gesamtplan.offers.finder.question import Question
from gesamtplan.offers.models import Eligibility, Offer, Schedule, Site, UnmetSearch
from gesamtplan.offers.operations import count_unmet
from gesamtplan.offers.queries import Here, Wanted, starting_points
from gesamtplan.territory.imports import ImportReport
from gesamtplan.territory.operations import store_streets
from gesamtplan.territory.streets import StreetRow
from tests import factories_figures as make

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 5, 20, 10, 30, tzinfo=ZoneInfo("Europe/Berlin"))  # a Wednesday
TODAY = NOW.date()
MARIENPLATZ = Here("Marienplatz", 11.5755, 48.1374)


def open_offer(number: int, **values: object) -> Offer:
    """Asks for nothing at all: whatever is left decides."""
    row = make.offer(number, statuses=["all"], **{"is_drop_in": True, **values})
    for criterion in ("age", "sex", "family", "language-level", "residence", "other"):
        Eligibility.objects.create(offer=row, criterion=criterion, answer="none-required")
    row.kind.entitlement_kinds = []
    row.kind.save()
    return row


def at(row: Offer, longitude: float, latitude: float) -> None:
    name = make.text(f"House {row.code}")
    site = Site.objects.create(
        code=f"s-{row.code}-{longitude}", name=name, longitude=longitude, latitude=latitude
    )
    row.at_sites.create(site=site)


def found(**asked: object) -> list[Match]:
    queries.forget_directory()  # rows are written past the operations here
    person = asked.pop("person", Person(status="p25-2", arrived=TODAY, age=30))
    question = Question(person=person, wanted=Wanted(kind="test-kind"), **asked)
    return find(question, queries.current_directory(TODAY), load_rules(), NOW)


def codes(matches: list[Match]) -> list[str]:
    return [match.row.code for match in matches]


def test_finder_puts_first_where_one_can_go_soonest() -> None:
    make.offer(1, statuses=["p24"])  # shut
    open_offer(2, is_drop_in=None)  # open, but nobody knows of places
    open_offer(3)  # whoever comes is served
    row = open_offer(4, is_drop_in=None, places=10, taken=2, places_on=TODAY)
    matches = found()
    assert codes(matches) == ["TO3", "TO4", "TO2", "TO1"]
    assert [match.answer.verdict for match in matches] == [May.YES, May.YES, May.IF_PLACE, May.NO]
    assert row.code == "TO4"


def test_finder_puts_nearer_offers_first_among_equals_and_tells_the_walk() -> None:
    at(open_offer(1), 11.61, 48.14)
    at(open_offer(2), 11.58, 48.14)
    open_offer(3)
    at(open_offer(4), 11.65, 48.15)
    near, further, nowhere, too_far = found(here=MARIENPLATZ)
    assert codes([near, further, nowhere, too_far]) == ["TO2", "TO1", "TO3", "TO4"]
    assert near.way
    assert further.way
    assert too_far.way
    # 2.58 km in a straight line, times 1.3 at 4.5 km/h, is 44.7 minutes: 45 in whole ones
    assert further.way.metres == pytest.approx(2577, abs=10)
    assert (near.way.minutes, further.way.minutes) == (8, 45)
    assert too_far.way.minutes > 60
    assert nowhere.way is None


def test_finder_takes_the_nearest_of_several_sites() -> None:
    row = open_offer(1)
    at(row, 11.65, 48.15)
    at(row, 11.58, 48.14)
    (match,) = found(here=MARIENPLATZ)
    assert match.way
    assert match.way.metres < 1000


def test_finder_leaves_only_what_is_known_to_be_open_now() -> None:
    def opens(row: Offer, rule: str, hour: int) -> None:
        Schedule.objects.create(
            offer=row,
            rule=rule,
            starts_at=dt.time(hour),
            ends_at=dt.time(hour + 2),
            valid_from=TODAY - dt.timedelta(30),
        )

    opens(open_offer(1), "FREQ=WEEKLY;BYDAY=WE", 10)
    opens(open_offer(2), "FREQ=WEEKLY;BYDAY=TH", 10)
    opens(open_offer(3), "FREQ=DAILY", 14)
    open_offer(4)  # no times are known
    assert codes(found(open_now=True)) == ["TO1"]
    assert len(found()) == 4


def test_finder_leaves_only_fresh_free_places() -> None:
    open_offer(1, is_drop_in=None, places=10, taken=2, places_on=TODAY)
    open_offer(2, is_drop_in=None, places=10, taken=10, places_on=TODAY)
    open_offer(3, is_drop_in=None, places=10, taken=2, places_on=TODAY - dt.timedelta(8))
    open_offer(4)
    assert set(codes(found(free_places=True))) == {"TO1", "TO4"}


def test_finder_knows_where_a_language_is_spoken_and_never_takes_unknown_for_yes() -> None:
    open_offer(1)
    open_offer(2, languages=["de"])
    open_offer(3, languages=["prs"])
    persian = Person(status="p25-2", arrived=TODAY, age=30, languages=frozenset({"fa", "prs"}))
    assert [(m.row.code, m.is_spoken) for m in found(person=persian)] == [
        ("TO3", True),
        ("TO1", None),
        ("TO2", False),
    ]
    assert codes(found(person=persian, only_spoken=True)) == ["TO3"]


def test_finder_says_what_is_open_from_the_first_day() -> None:
    row = open_offer(1)
    row.kind.entitlement_kinds = ["work"]
    row.kind.save()
    waiting = Person(status="gestattung", arrived=TODAY - dt.timedelta(days=400), age=30)
    (match,) = found(person=waiting)
    assert not match.day_one
    row.kind.entitlement_kinds = []
    row.kind.save()
    (match,) = found(person=waiting)
    assert match.day_one


def test_next_start_counts_only_while_its_figure_is_fresh_and_the_day_lies_ahead() -> None:
    for number, told, start in ((1, 0, 10), (2, 0, -1), (3, 8, 10)):
        row = open_offer(number)
        as_of = TODAY - dt.timedelta(told)
        make.tell_line(row, "women", places=1, as_of=as_of, next_start=TODAY + dt.timedelta(start))
    assert {m.row.code: m.row.next_start for m in found()} == {
        "TO1": TODAY + dt.timedelta(10),
        "TO2": None,
        "TO3": None,
    }


def test_search_is_unmet_where_nothing_is_open_or_worth_asking() -> None:
    make.offer(1, statuses=["p24"])
    assert is_unmet(found())
    open_offer(2)
    assert not is_unmet(found())
    assert is_unmet([])


def test_offers_that_ask_the_same_share_what_is_decided() -> None:
    open_offer(1)
    open_offer(2)
    first, second = found()
    assert first.row.conditions is second.row.conditions
    assert first.answer is second.answer


@pytest.mark.parametrize("number", [2, 20])
def test_finder_needs_few_queries(number: int, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for n in range(number):
        open_offer(n)
    assert len(found()) == number
    with django_assert_max_num_queries(1):
        find(Question(wanted=Wanted(kind="test-kind")), queries.current_directory(TODAY), load_rules(), NOW)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("5", "Au-Haidhausen"),
        ("05", "Au-Haidhausen"),
        ("Laim", "Laim"),
        ("  neuhausen-nymphenburg  ", "Neuhausen-Nymphenburg"),
        ("Bogenhausen", "Bogenhausen"),
        ("Goethestr. 12a", "Goethestraße (Ludwigsvorstadt-Isarvorstadt)"),
        ("GOETHESTRASSE", "Goethestraße (Ludwigsvorstadt-Isarvorstadt)"),
        ("Haus der Begegnung", "Haus der Begegnung, Musterweg 4"),
        ("musterweg 4", "Haus der Begegnung, Musterweg 4"),
    ],
)
@pytest.mark.usefixtures("munich")
def test_place_is_found_among_areas_streets_and_sites(typed: str, first: str) -> None:
    store_streets(rows=[StreetRow(2, "Goethestraße", "02", 11.56, 48.135)], report=ImportReport("t"))
    name = {"de": "Haus der Begegnung"}
    Site.objects.create(code="t", name=name, street="Musterweg 4", longitude=11.5, latitude=48.1)
    assert starting_points(typed, queries.current_directory(TODAY))[0].name == first


@pytest.mark.parametrize("typed", ["", "x", "Hamburg", "99", "%", "_____"])
@pytest.mark.usefixtures("munich")
def test_place_that_the_city_does_not_know_is_not_found(typed: str) -> None:
    assert starting_points(typed, queries.current_directory(TODAY)) == []


def test_unmet_search_keeps_kind_district_and_month_and_nothing_else() -> None:
    count_unmet(kind="language", area="05.1", on=dt.date(2026, 5, 20))
    count_unmet(kind="language", area="05", on=dt.date(2026, 5, 31))
    row = UnmetSearch.objects.get()
    assert (row.kind, row.area, row.month, row.searches) == ("language", "05", dt.date(2026, 5, 1), 2)
    columns = {field.name for field in UnmetSearch._meta.get_fields()}
    assert columns == {"id", "kind", "area", "month", "searches"}


def test_unmet_demand_hides_small_counts() -> None:
    month = dt.date(2026, 5, 1)
    UnmetSearch.objects.create(kind="a", area="05", month=month, searches=9)
    UnmetSearch.objects.create(kind="b", area="05", month=month, searches=10)
    assert [(row.kind, row.searches) for row in queries.unmet_demand()] == [("b", 10), ("a", None)]
