"""What an assumption may refer to, read from its JSON: series of figures, single figures, offers, or nothing.

    {"indicator": code, "part": "numerator", "lag": 1, "minus": {the same shape}}   per area and year
    {"figures": {"2016": {"code": ..., "part": ...}}, "carry": 1}                     city, by year
    {"offers": ["O01"], "carry": 99}                                                 city, by the year of their count
    {"minutes": 15}                                                                  size only: how near it must be
    {"modes": ["walking", "bus-and-rail"]}                                           reach only
    {}                                                                               no figure is published

`entitlement` beside them names the kind of the entitlement engine that decides who may use the places.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gesamtplan.engine.entitlement import KINDS
from gesamtplan.gaps.states import AssumptionRole

PARTS = ("value", "numerator", "denominator", *(f"base-{number}" for number in range(1, 6)))
MODES = ("walking", "bus-and-rail")
KEYS = {
    AssumptionRole.PEOPLE: {"indicator", "part", "lag", "minus", "figures", "carry"},
    AssumptionRole.PLACES: {"indicator", "part", "lag", "minus", "figures", "offers", "carry", "entitlement"},
    AssumptionRole.NORM: set[str](),
    AssumptionRole.SIZE: {"minutes"},
    AssumptionRole.REACH: {"modes"},
    AssumptionRole.SPREAD: set[str](),
}


class BadReferenceError(ValueError):
    """Raised when an assumption refers to something in a way nobody can follow; says what to write instead."""

    def __init__(self, value: object, why: str, remedy: str) -> None:
        self.value, self.why, self.remedy = value, why, remedy
        super().__init__(f"{value!r} {why} {remedy}")


@dataclass(frozen=True)
class SeriesReference:
    """A part of an indicator in the same area, `lag` years before; `minus` is subtracted."""

    indicator: str
    part: str
    lag: int = 0
    minus: "SeriesReference | None" = None


@dataclass(frozen=True)
class FigureReference:
    """Single figures by year as (code, part); the last one holds for `carry` further years."""

    by_year: Mapping[int, tuple[str, str]]
    carry: int = 0


@dataclass(frozen=True)
class OfferReference:
    """Places of offers in the directory; a count holds for `carry` years after the year it was made."""

    codes: tuple[str, ...]
    carry: int = 0


Reference = SeriesReference | FigureReference | OfferReference | None


def check_reference(role: str, data: Mapping[str, Any]) -> None:
    """Raises BadReferenceError if this role cannot refer to that."""
    allowed = KEYS.get(AssumptionRole(role), set()) if role in AssumptionRole.values else set(data)
    if strange := sorted(set(data) - allowed):
        raise BadReferenceError(
            ", ".join(strange),
            f"cannot be used for {role}.",
            f"Use {', '.join(sorted(allowed)) or 'nothing'}.",
        )
    if unknown := sorted(set(data.get("modes", ())) - set(MODES)):
        raise BadReferenceError(", ".join(unknown), "is no way to travel.", f"Use {', '.join(MODES)}.")
    if (kind := data.get("entitlement")) and kind not in KINDS:
        raise BadReferenceError(
            kind, "is no kind of the entitlement rules.", f"Use one of {', '.join(KINDS)}."
        )
    read_reference(data)


def read_reference(data: Mapping[str, Any]) -> Reference:
    """The reference as an object; None where no figure is published."""
    if "indicator" in data:
        return _series(data)
    if "figures" in data:
        return FigureReference(_figures(data["figures"]), int(data.get("carry", 0)))
    if "offers" in data:
        return OfferReference(tuple(data["offers"]), int(data.get("carry", 0)))
    return None


def _series(data: Mapping[str, Any]) -> SeriesReference:
    part = data.get("part", "value")
    if part not in PARTS:
        raise BadReferenceError(part, "is no part of a figure.", f"Use one of {', '.join(PARTS)}.")
    minus = data.get("minus")
    return SeriesReference(
        data["indicator"], part, int(data.get("lag", 0)), _series(minus) if minus else None
    )


def _figures(data: Mapping[str, Any]) -> dict[int, tuple[str, str]]:
    try:
        return {int(year): (item["code"], item.get("part", "")) for year, item in data.items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadReferenceError(data, "is no list of figures by year.", "Write {2016: {code: …}}.") from error
