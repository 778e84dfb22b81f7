"""When an offer takes place, as people say it."""

from collections.abc import Iterable
from datetime import date, datetime

from babel.dates import format_skeleton, get_day_names
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gesamtplan.offers.opening import Timetable, next_openings

DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
WEEKLY = ("FREQ=WEEKLY;BYDAY=", "FREQ=DAILY")
NEXT = 3


def times_said(tables: Iterable[Timetable], now: datetime) -> list[str]:
    """One line for each timetable that goes on: "Mon, Wed 18:00–20:00", or its next days where it is no plain week."""
    return [line for table in tables if (line := _said(table, now))]


def _said(table: Timetable, now: datetime) -> str:
    coming = next_openings(table, now, NEXT)
    if not coming:
        return ""
    hours = f"{table.starts:%H:%M}\u2013{table.ends:%H:%M}"
    if days := _weekdays(table.rule):
        return f"{', '.join(days)} {hours}"
    return _("next on %(days)s, %(hours)s") % {
        "days": " · ".join(_day(begin) for begin, _end in coming),
        "hours": hours,
    }


def _weekdays(rule: str) -> list[str]:
    """Short names of the days of a plain weekly rule; none where it is another rule."""
    if rule == "FREQ=DAILY":
        return [_("daily")]
    frequency, _equals, days = rule.partition(";BYDAY=")
    if frequency != "FREQ=WEEKLY" or not days or ";" in days:
        return []
    names = get_day_names("abbreviated", locale=_locale())
    return [str(names[DAYS[day]]) for day in days.split(",") if day in DAYS]


def _day(day: date) -> str:
    """ "Wed, 2 Dec", in Western digits in every language."""
    return str(format_skeleton("MMMEd", datetime(day.year, day.month, day.day), locale=_locale()))  # noqa: DTZ001 - a day has no zone


def _locale() -> str:
    """With Western digits: they must be the same as on papers and phones."""
    language = get_language() or "de"
    return {"ar": "ar_TN", "fa": "fa"}.get(language, language)
