"""One criterion at a time: does what the person said fit what the offer asks?"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from gesamtplan.engine.eligibility.codes import LEVEL_ORDER, Criterion, Demand, LanguageLevel, Whose
from gesamtplan.engine.eligibility.conditions import Condition
from gesamtplan.engine.eligibility.person import Person

CITY = "city"


class Fit(StrEnum):
    """Met, not met, or not known because the person or the offer did not say it."""

    MET = "met"
    FAILED = "failed"
    PERSON_SILENT = "person-silent"
    OFFER_SILENT = "offer-silent"


WHOSE = {Fit.PERSON_SILENT: Whose.PERSON, Fit.OFFER_SILENT: Whose.OFFER}


def fit(condition: Condition, person: Person) -> Fit:
    """What an offer does not say is never taken for "none required"."""
    if condition.demand is Demand.NONE_REQUIRED:
        return Fit.MET
    if condition.demand is Demand.UNKNOWN:
        return Fit.OFFER_SILENT
    return _REQUIRED[condition.criterion](condition, person)


def _verdict(met: bool) -> Fit:
    return Fit.MET if met else Fit.FAILED


def _one_of(condition: Condition, said: str | None) -> Fit:
    return Fit.PERSON_SILENT if said is None else _verdict(said in condition.codes)


def _within(condition: Condition, said: int | None) -> Fit:
    if said is None:
        return Fit.PERSON_SILENT
    low, high = condition.low, condition.high
    return _verdict((low is None or low <= said) and (high is None or said <= high))


def _age(condition: Condition, person: Person) -> Fit:
    return _within(condition, person.age)


def _level(condition: Condition, person: Person) -> Fit:
    said = person.language_level
    return _within(condition, None if said is None else LEVEL_ORDER[LanguageLevel(said)])


def _status(condition: Condition, person: Person) -> Fit:
    return _one_of(condition, person.status)


def _sex(condition: Condition, person: Person) -> Fit:
    return _one_of(condition, person.sex)


def _family(condition: Condition, person: Person) -> Fit:
    return Fit.PERSON_SILENT if person.family is None else _verdict(bool(person.family & condition.codes))


def _residence(condition: Condition, person: Person) -> Fit:
    """Codes nest: who lives in 05.1 lives in 05; who said only 05 may or may not live in 05.1."""
    here = person.area
    if here is None:
        return Fit.PERSON_SILENT
    if CITY in condition.codes or any(_lies_in(here, area) for area in condition.codes):
        return Fit.MET
    narrower = here == CITY or any(_lies_in(area, here) for area in condition.codes)
    return Fit.PERSON_SILENT if narrower and condition.codes else Fit.FAILED


def _lies_in(area: str, whole: str) -> bool:
    return area == whole or area.startswith(f"{whole}.")


def _other(condition: Condition, person: Person) -> Fit:  # noqa: ARG001 - only people can judge it
    return Fit.OFFER_SILENT


_REQUIRED: Mapping[Criterion, Callable[[Condition, Person], Fit]] = {
    Criterion.STATUS: _status,
    Criterion.AGE: _age,
    Criterion.SEX: _sex,
    Criterion.FAMILY: _family,
    Criterion.LANGUAGE_LEVEL: _level,
    Criterion.RESIDENCE: _residence,
    Criterion.OTHER: _other,
}
