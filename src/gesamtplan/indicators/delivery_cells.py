"""One cell at a time: numbers, years, areas, codes, and what a definition's text tells of unit and breaks."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from gesamtplan.indicators.delivery_rows import CITY

Cell = object
"""What a spreadsheet or a CSV file holds: text, number, date or nothing."""

SUPPRESSED = frozenset({"-", "–", "—", ".", "..", "...", "…", "x", "/", "*", "•", "k.a.", "n/a"})
"""Signs for "not published". German offices also write "-" for nil; we cannot tell, so it is unknown."""

FIRST_YEAR = 1850

_PLAIN = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)", re.ASCII)
_GROUPED = re.compile(
    r"[+-]?(?:\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}"
    r"|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,})",
    re.ASCII,
)
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "−": "-"})
_AREA_NUMBER = re.compile(r"(\d{2})(?!\d)", re.ASCII)
_WHOLE_CITY = re.compile(r"(?:(?:landeshaupt|gesamt|kreisfreie )?stadt\b.*|city)", re.IGNORECASE)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_MONTHS = (
    *("januar", "februar", "märz", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "dezember"),
)
_IMPRINT_DATE = re.compile(r"\bStand\b[^:\n]*:\s*(?:\d{1,2}\.\s*)?([A-Za-zäÄ]+)\s+(\d{4})")
_FILE_DATE = re.compile(r"(?<!\d)(?:(?P<long>20\d{2})-?|(?P<short>\d{2}))(?P<month>0[1-9]|1[0-2])(?!\d)")
_YEAR = r"((?:19|20)\d{2})"
_NEW_FROM = re.compile(rf"\b(?:[Aa]b|[Ss]eit)(?: dem(?: Jahr)?)? {_YEAR}\b")
_OLD_UNTIL = re.compile(rf"\b[Bb]is {_YEAR}\b")
_ONLY_BETWEEN = re.compile(rf"\b{_YEAR} bis (?:19|20)\d{{2}}\b")
_UNITS = (
    (re.compile(r"\bProzent\b"), "percent"),
    (re.compile(r"\b(?:pro|je) 1[ .]?000\b"), "per 1000"),
    (re.compile(r"\bje Quadratkilometer\b"), "per km²"),
    (re.compile(r"^Durchschnittlich.*\bJahren\b"), "years"),
    (re.compile(r"^Anzahl\b"), "count"),
)


class UnusableCellError(ValueError):
    """A cell that no rule can read; `column`, `value`, `why` and `remedy` go into the refusal."""

    def __init__(self, column: str, value: Cell, why: str, remedy: str) -> None:
        super().__init__(f"{column}: {value!r}: {why} {remedy}")
        self.column, self.value, self.why, self.remedy = column, value, why, remedy


def text_of(cell: Cell) -> str:
    """The text of a cell, trimmed; "" for an empty one."""
    return "" if cell is None else str(cell).strip()


def is_suppressed(cell: Cell) -> bool:
    """True for a sign that stands in place of a number the publisher does not give."""
    return isinstance(cell, str) and cell.replace(" ", "").strip().casefold() in SUPPRESSED


def read_number(cell: Cell, column: str) -> Decimal | None:
    """A number in German or English writing; None for an empty or suppressed cell.

    A single comma or a single point is a decimal sign ("39,8", "177.6", "-,9"), because exports hold both and
    no thousands signs. Groups of three are read where they cannot be misread ("1.603.776", "1 603 776").
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _machine_number(cell, column)
    text = text_of(cell).translate(_SPACES)
    if not text or is_suppressed(text):
        return None
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if _GROUPED.fullmatch(text):
        return _grouped_number(text)
    raise UnusableCellError(
        column, cell, "This is no number.", "Correct the cell, or leave it empty if the value is unknown."
    )


def _machine_number(number: float, column: str) -> Decimal:
    exact = Decimal(str(number))
    if not exact.is_finite():
        raise UnusableCellError(column, number, "This is no finite number.", "Leave the cell empty.")
    return Decimal(int(exact)) if exact == exact.to_integral_value() else exact


def _grouped_number(text: str) -> Decimal:
    bare = re.sub(r"[ '’]", "", text)
    marks = [mark for mark in bare if mark in ".,"]
    decimal_mark = marks[-1] if marks and marks.count(marks[-1]) == 1 else ""
    whole, _, fraction = bare.rpartition(decimal_mark) if decimal_mark else (bare, "", "")
    return Decimal(re.sub(r"[.,]", "", whole) + (f".{fraction}" if fraction else ""))


def read_year(cell: Cell, column: str, last: int) -> int:
    """A year between 1850 and `last`, both included; spreadsheets deliver it as 2024.0."""
    number = read_number(cell, column)
    if number is None or number != number.to_integral_value() or not FIRST_YEAR <= number <= last:
        raise UnusableCellError(
            column,
            cell,
            f"A year from {FIRST_YEAR} to {last} is expected.",
            "Correct the year, or the delivery's date.",
        )
    return int(number)


@lru_cache(maxsize=512)
def read_area(name: str, column: str) -> str:
    """The area's code: "city" for "Stadt …", else the two digits in front; names differ between editions."""
    number = _AREA_NUMBER.match(name)
    if number and number[1] != "00":
        return number[1]
    if _WHOLE_CITY.fullmatch(name):
        return CITY
    raise UnusableCellError(
        column,
        name,
        "The area is unknown: neither the whole city nor a name with its two-digit number in front.",
        'Write the number in front ("01 Altstadt - Lehel"), or "Stadt …" for the whole city.',
    )


@lru_cache(maxsize=2048)
def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: "Außenwanderungsziffer bis 13 Jahre" keeps its meaning."""
    ascii_text = unicodedata.normalize("NFKD", text.translate(_UMLAUTS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.casefold().replace("*", "")).strip("-")


def indicator_code(theme: str | None, title: str, breakdown: str) -> str:
    """The stable code of an indicator; the same words always give the same code."""
    return ".".join(slug(part) for part in (theme, title, breakdown) if part)


def read_unit(text: str) -> str | None:
    """The unit that a definition's text names, or None."""
    return next((unit for pattern, unit in _UNITS if pattern.search(text)), None)


def read_break_years(text: str) -> tuple[int, ...]:
    """First years of a new way of counting, as told in a text ("ab 2012", "bis 2011", "2006 bis 2015").

    Only whole years count: "zum 20.12.2014" is the date of a law, not of a series.
    """
    years = {int(year) for pattern in (_NEW_FROM, _ONLY_BETWEEN) for year in pattern.findall(text)}
    years |= {int(year) + 1 for year in _OLD_UNTIL.findall(text)}
    return tuple(sorted(years))


def date_in_imprint(text: str) -> date | None:
    """The edition's month from "Stand der Datei: August 2025", as its first day."""
    found = _IMPRINT_DATE.search(text)
    if not found or found[1].casefold() not in _MONTHS:
        return None
    return date(int(found[2]), _MONTHS.index(found[1].casefold()) + 1, 1)


def date_in_file_name(name: str) -> date | None:
    """The edition's month from a name such as "indikat2510_mobility.csv" or "export-2025-08.xlsx"."""
    found = _FILE_DATE.search(name)
    if not found:
        return None
    return date(int(found["long"] or f"20{found['short']}"), int(found["month"]), 1)


def read_date(cell: Cell, column: str) -> date | None:
    """A day or a month ("2025-08-01", "2025-08"), a month as its first day; None if empty."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    try:
        return date.fromisoformat(f"{text}-01" if len(text) == len("2025-08") else text) if text else None
    except ValueError as error:
        raise UnusableCellError(
            column, cell, "This is no date.", "Write it as 2025-08-31 or 2025-08."
        ) from error
