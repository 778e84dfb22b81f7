"""When an offer is open: recurrence, exceptions, the change of the clocks, rules that cannot be."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesamtplan.offers.opening import BadScheduleError, Timetable, check, next_openings, open_at

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = dt.date(2026, 1, 5)


def table(
    rule: str = "FREQ=WEEKLY;BYDAY=MO", starts: str = "18:00", ends: str = "20:00", **more: object
) -> Timetable:
    given = {"rule": rule, "first_day": MONDAY, **more}
    return Timetable(starts=dt.time.fromisoformat(starts), ends=dt.time.fromisoformat(ends), **given)  # type: ignore[arg-type]


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-01-05T18:00", True),
        ("2026-01-05T19:59", True),
        ("2026-01-05T20:00", False),
        ("2026-01-05T17:59", False),
        ("2026-01-06T18:30", False),
        ("2025-12-29T18:30", False),
    ],
)
def test_open_from_start_up_to_end_on_its_day(moment: str, is_open: bool) -> None:
    assert open_at(table(), at(moment)) is is_open


def test_the_time_on_the_wall_stays_when_the_clocks_change() -> None:
    begins = [begin for begin, _ in next_openings(table(), at("2026-03-23T12:00"), 2)]
    assert [begin.isoformat() for begin in begins] == [
        "2026-03-23T18:00:00+01:00",
        "2026-03-30T18:00:00+02:00",
    ]


def test_an_hour_that_the_clock_skips_is_told_as_it_then_shows() -> None:
    night = table("", "02:30", "04:00", first_day=dt.date(2026, 3, 29))
    assert next_openings(night, at("2026-03-29T00:00"))[0][0].isoformat() == "2026-03-29T03:30:00+02:00"


def test_both_hours_of_the_longest_night_are_open() -> None:
    night = table("", "01:00", "04:00", first_day=dt.date(2026, 10, 25))
    first, second = at("2026-10-25T02:30"), at("2026-10-25T02:30").replace(fold=1)
    assert first.timestamp() != second.timestamp()
    assert open_at(night, first)
    assert open_at(night, second)
    assert open_at(night, at("2026-10-25T03:59"))


def test_a_night_that_ends_on_the_next_day() -> None:
    night = table(starts="22:00", ends="06:00")
    assert open_at(night, at("2026-01-06T05:59"))
    assert not open_at(night, at("2026-01-06T06:00"))


def test_exceptions_and_the_last_day_count() -> None:
    with_break = table(exceptions=frozenset({dt.date(2026, 1, 12)}), last_day=dt.date(2026, 1, 19))
    days = [begin.day for begin, _ in next_openings(with_break, at("2026-01-05T00:00"), 9)]
    assert days == [5, 19]
    assert not open_at(with_break, at("2026-01-12T18:30"))


def test_a_moment_of_another_zone_is_the_same_moment() -> None:
    assert open_at(table(), dt.datetime(2026, 1, 5, 17, 30, tzinfo=dt.UTC))
    assert not open_at(table(), dt.datetime(2026, 1, 5, 19, 30, tzinfo=dt.UTC))


def test_every_second_week_keeps_its_weeks_years_later() -> None:
    second = table("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO")
    all_days = {begin.date() for begin, _ in next_openings(second, at("2026-01-05T00:00"), 120)}
    late = [begin.date() for begin, _ in next_openings(second, at("2030-01-01T00:00"), 3)]
    assert set(late) <= all_days


def test_a_counted_rule_ends() -> None:
    assert len(next_openings(table("FREQ=DAILY;COUNT=3"), at("2026-01-01T00:00"), 10)) == 3
    assert not open_at(table("FREQ=DAILY;COUNT=3"), at("2026-01-08T18:30"))


@settings(max_examples=150, deadline=None)
@given(
    rule=st.sampled_from(
        [
            "FREQ=DAILY",
            "FREQ=DAILY;INTERVAL=3",
            "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SU",
            "FREQ=MONTHLY;BYDAY=-1FR",
            "FREQ=WEEKLY",
            "",
        ]
    ),
    first=st.dates(dt.date(2015, 1, 1), dt.date(2027, 1, 1)),
    moment=st.integers(1577836800, 1830000000).map(
        lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC)
    ),
)
def test_open_now_is_the_same_as_being_within_the_next_opening(
    rule: str, first: dt.date, moment: dt.datetime
) -> None:
    one = table(rule, "09:30", "12:00", first_day=first)
    upcoming = next_openings(one, moment, 1)
    within = bool(upcoming) and upcoming[0][0].timestamp() <= moment.timestamp()
    assert open_at(one, moment) is within


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        ("BYDAY=MO", "frequency"),
        ("FREQ=HOURLY", "frequency"),
        ("FREQ=WEEKLY;BYDAY=XX", "XX"),
        ("FREQ=WEEKLY;BYHOUR=9", "BYHOUR"),
        ("FREQ=WEEKLY;DTSTART=20260101", "DTSTART"),
        ("FREQ=WEEKLY;FREQ=DAILY", "twice"),
        ("FREQ=WEEKLY;INTERVAL=0", "INTERVAL"),
        ("FREQ=WEEKLY;COUNT=two", "COUNT"),
        ("FREQ=WEEKLY;UNTIL=tomorrow", "UNTIL"),
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "names no day"),
        ("FREQ=WEEKLY;UNTIL=20250101", "names no day"),
        ("FREQ=WEEKLY;" + "BYDAY=MO," * 40, "characters"),
        ("nonsense", "frequency"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_by_its_part(rule: str, named: str) -> None:
    with pytest.raises(BadScheduleError, match=named):
        check(table(rule))


def test_other_faults_are_named() -> None:
    with pytest.raises(BadScheduleError, match="Moon/Base"):
        check(table(zone="Moon/Base"))
    with pytest.raises(BadScheduleError, match="before it begins"):
        check(table(last_day=dt.date(2025, 1, 1)))
    check(table())
    check(table(""))
