"""What an offer asks of those who come."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gesamtplan.engine.eligibility.codes import (
    LEVEL_ORDER,
    Criterion,
    Demand,
    Family,
    LanguageLevel,
    Places,
    Sex,
)
from gesamtplan.engine.entitlement import STATUSES
from gesamtplan.engine.errors import BadInput

RANGES = frozenset({Criterion.AGE, Criterion.LANGUAGE_LEVEL})
CODES: Mapping[Criterion, frozenset[str]] = {
    Criterion.STATUS: frozenset(STATUSES),
    Criterion.SEX: frozenset(Sex),
    Criterion.FAMILY: frozenset(Family),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One criterion of an offer.

    `codes`: one of them must hold. `low`, `high`: both included, None = no limit; years of age, or the place
    of a level in LanguageLevel. `note`: the offer's own words by language; two conditions do not differ by it.
    """

    criterion: Criterion
    demand: Demand
    codes: frozenset[str] = frozenset()
    low: int | None = None
    high: int | None = None
    note: Mapping[str, str] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class OfferConditions:
    """All that decides about one offer, apart from the person.

    - `conditions`: at most one per criterion; a criterion that is missing is unknown.
    - `kinds`: codes of the entitlement rules that apply to this kind of offer; empty = no rule concerns it.
    - `voluntary`: the city gives it of its own will, so that a closed door of federation or state does not bind.
    """

    conditions: tuple[Condition, ...] = ()
    kinds: tuple[str, ...] = ()
    voluntary: bool = False
    places: Places = Places.UNKNOWN
    first_day: date | None = None
    last_day: date | None = None


def condition_of(
    criterion: str,
    demand: str,
    values: Mapping[str, Any] | None = None,
    note: Mapping[str, str] | None = None,
) -> Condition:
    """From plain data: values {"codes": [...]} or {"from": ..., "to": ...}. Raises BadInput, naming the criterion."""
    what, asks = _word(criterion, Criterion, "criterion"), _word(demand, Demand, criterion)
    given = dict(values or {})
    if asks is not Demand.REQUIRED:
        _refuse_if(bool(given), what, f"values stand beside {asks}", "Leave them out")
        return Condition(what, asks, note=note)
    known = {"from", "to"} if what in RANGES else {"codes"}
    _refuse_if(
        not given.keys() <= known, what, f"it has {', '.join(given)}", f"Use {', '.join(sorted(known))}"
    )
    low, high = _limit(what, given.get("from")), _limit(what, given.get("to"))
    _refuse_if(
        low is not None and high is not None and low > high,
        what,
        "`from` lies above `to`",
        "Change them over",
    )
    return Condition(what, asks, _codes(what, given.get("codes", [])), low, high, note)


def _word(given: str, words: Any, row: str) -> Any:
    try:
        return words(given)
    except ValueError as error:
        raise BadInput(
            "A condition", f"{given!r} is no word for it", f"Use one of {', '.join(words)}", row=row
        ) from error


def _codes(what: Criterion, codes: Any) -> frozenset[str]:
    right = isinstance(codes, list | tuple | frozenset) and all(isinstance(code, str) for code in codes)
    _refuse_if(not right, what, f"`codes` is {codes!r}", "Give a list of codes")
    wrong = sorted(set(codes) - CODES[what]) if what in CODES else []
    _refuse_if(
        bool(wrong), what, f"unknown code {', '.join(wrong)}", f"Use {', '.join(sorted(CODES.get(what, ())))}"
    )
    return frozenset(codes)


def _limit(what: Criterion, value: Any) -> int | None:
    if value is None:
        return None
    if what is Criterion.LANGUAGE_LEVEL:
        _refuse_if(
            value not in LEVEL_ORDER, what, f"{value!r} is no level", f"Use {', '.join(LanguageLevel)}"
        )
        return LEVEL_ORDER[LanguageLevel(value)]
    right = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 130
    _refuse_if(not right, what, f"{value!r} is no age", "Give whole years from 0 to 130")
    return int(value)


def _refuse_if(wrong: bool, what: Criterion, why: str, remedy: str) -> None:
    if wrong:
        raise BadInput("A condition of an offer", why, remedy, row=what)
