"""Days as people write them in a cell: "1.2.2026", "Februar 2026", "2026-02-01", a number of Excel."""

import calendar
import datetime as dt
import re
from typing import Any

from django.utils.translation import gettext as _

from gesamtplan.offers.sheets.faults import CellFaultError, Reading

ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
GERMAN = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})")
MONTH_YEAR = re.compile(r"(\d{1,2})[./](\d{4})")
NAMED = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d]+)\.?\s+(\d{4})")
YEAR = re.compile(r"\d{4}")
SLASHES = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")
MONTHS = (
    ("januar", "january", "jan", "jaenner", "jänner"), ("februar", "february", "feb"), ("märz", "maerz", "march", "mar", "mrz"),
    ("april", "apr"), ("mai", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"), ("august", "aug"),
    ("september", "sept", "sep"), ("oktober", "october", "okt", "oct"), ("november", "nov"), ("dezember", "december", "dez", "dec"),
)  # fmt: skip
MONTH_OF = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
EXCEL_ZERO = dt.date(1899, 12, 30)
EXCEL_DAYS = range(20_000, 80_000)  # 1954 to 2119; smaller numbers are years, larger ones are no days
Parts = tuple[int, int | None, int | None]


def read_part_day(raw: Any) -> Reading:
    """ISO of reduced precision: "2026", "2026-02" or "2026-02-01". Raises CellFaultError."""
    if isinstance(raw, dt.date):
        day = raw.date() if isinstance(raw, dt.datetime) else raw
        return Reading(day.isoformat())
    if isinstance(raw, int | float):
        return _of_number(raw)
    return _of_text(str(raw))


def read_day(raw: Any, otherwise: str = "") -> Reading:
    """A whole day. A month becomes its "first" or "last" day where `otherwise` says so, else it is refused."""
    found = read_part_day(raw)
    if len(found.value) == 10:
        return found
    if len(found.value) == 7 and otherwise:
        year, month = map(int, found.value.split("-"))
        day = 1 if otherwise == "first" else calendar.monthrange(year, month)[1]
        return Reading(
            f"{found.value}-{day:02d}", _("A month stands there: its first or last day was taken.")
        )
    raise CellFaultError(_("names no day."), _("Write the whole date, e.g. 01.02.2026."))


def _of_number(raw: float) -> Reading:
    number = int(raw)
    if number in EXCEL_DAYS:
        day = EXCEL_ZERO + dt.timedelta(days=number)
        return Reading(day.isoformat(), _("A number stands there: read as Excel counts days."))
    if 1900 <= number <= 2100 and number == raw:
        return Reading(f"{number:04d}")
    raise _no_date()


def _of_text(text: str) -> Reading:
    if SLASHES.fullmatch(text):
        raise CellFaultError(
            _("may mean two different days."), _("Write the date with dots or as 2026-02-01.")
        )
    parts, note = _parts(text)
    if parts is None:
        raise _no_date()
    year, month, day = parts
    try:
        dt.date(year, month or 1, day or 1)
    except ValueError as error:
        raise CellFaultError(_("is a day that does not exist."), _("Correct the date.")) from error
    known = [f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)]
    return Reading("-".join(known), note)


def _parts(text: str) -> tuple[Parts | None, str]:
    if found := ISO.fullmatch(text):
        year, month, day = found.groups()
        return (int(year), int(month), int(day) if day else None), ""
    if found := GERMAN.fullmatch(text):
        day, month, year = found.groups()
        note = _("The year has two digits: read as 20xx.") if len(year) == 2 else ""
        return (int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)), note
    if found := MONTH_YEAR.fullmatch(text):
        return (int(found[2]), int(found[1]), None), ""
    if (found := NAMED.fullmatch(text)) and found[2].casefold() in MONTH_OF:
        return (int(found[3]), MONTH_OF[found[2].casefold()], int(found[1]) if found[1] else None), ""
    return ((int(text), None, None), "") if YEAR.fullmatch(text) else (None, "")


def _no_date() -> CellFaultError:
    return CellFaultError(_("is no date."), _("Write e.g. 01.02.2026 or 2026-02-01."))
