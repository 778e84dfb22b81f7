"""What somebody says of themselves for one question; each thing may be left unsaid."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from gesamtplan.engine.eligibility.codes import Family, LanguageLevel, Sex
from gesamtplan.engine.entitlement import CONDITIONS, STATUSES
from gesamtplan.engine.errors import BadInput

OLDEST = 130
_ENTRY_CUT_OFF = {"entered-before-2019-08-01": date(2019, 8, 1)}


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """None is not said. `repr` tells nothing, so that no log and no trace can hold a person.

    - `status`: code of the entitlement rules. `arrived`, or else `months`: whole months since arrival.
    - `age`: whole years. `family`: all of Family that hold, empty = none of them.
    - `area`: code of the area where the person lives, as exact as said; codes nest ("05.1" lies in "05").
    - `languages`: codes of languages spoken. `circumstances`: conditions of the entitlement rules, (code, holds).

    Raises BadInput that names the field, never what was said in it.
    """

    status: str | None = None
    arrived: date | None = None
    months: int | None = None
    age: int | None = None
    sex: str | None = None
    family: frozenset[str] | None = None
    language_level: str | None = None
    area: str | None = None
    languages: frozenset[str] | None = None
    circumstances: tuple[tuple[str, bool], ...] = field(default=())

    def __repr__(self) -> str:
        return "Person(not shown)"

    def __post_init__(self) -> None:
        _known("status", [self.status], STATUSES)
        _known("sex", [self.sex], Sex)
        _known("family", self.family or (), Family)
        _known("language_level", [self.language_level], LanguageLevel)
        _known("circumstances", [code for code, _ in self.circumstances], CONDITIONS)
        _within("age", self.age, OLDEST)
        _within("months", self.months, 12 * OLDEST)

    def months_on(self, on: date) -> int | None:
        """Whole months since arrival; the month is full on the same day of the next one. Raises BadInput."""
        if self.arrived is None:
            return self.months
        if self.arrived > on:
            raise BadInput(
                "Since when here", "the day lies ahead", "Give a day up to today", column="arrived"
            )
        return _months_between(self.arrived, on)

    def facts(self) -> dict[str, bool]:
        """Conditions of the entitlement rules that were said or follow from the day of arrival."""
        entered = {} if self.arrived is None else {c: self.arrived < day for c, day in _ENTRY_CUT_OFF.items()}
        return entered | dict(self.circumstances)

    def full_months_on(self, months: int) -> date | None:
        """The first day on which that many months are full; None where the day of arrival was not said."""
        if self.arrived is None:
            return None
        year, month = divmod(self.arrived.year * 12 + self.arrived.month - 1 + months, 12)
        try:
            return date(year, month + 1, self.arrived.day)
        except ValueError:  # the month is too short: full on the first of the next
            return date(year + (month == 11), (month + 1) % 12 + 1, 1)


def _months_between(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def _known(column: str, said: Iterable[str | None], codes: Iterable[str]) -> None:
    known = set(codes)
    if any(code is not None and code not in known for code in said):
        raise BadInput(
            "A code is not known",
            "the rules have no such word",
            f"Use one of {', '.join(codes)}",
            column=column,
        )


def _within(column: str, said: int | None, most: int) -> None:
    if said is not None and (isinstance(said, bool) or not 0 <= said <= most):
        raise BadInput(
            "A number is not possible",
            f"it lies outside 0 to {most}",
            "Give whole years or months",
            column=column,
        )
