"""What the numbers themselves say: how a value follows from its bases, and whether districts add up."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from gesamtplan.indicators.delivery_report import DeliveryReport, SumCheck
from gesamtplan.indicators.delivery_rows import CITY, IndicatorRow, ValueRow

NOT_COMPUTABLE = Decimal(88)
"""Munich's export writes 88 where a value cannot be computed (a base is missing or the denominator is 0)."""

CERTAIN_FROM = Decimal("0.98")
"""A relation is taken as certain if at least this share of an indicator's values fits it."""

ROUNDED_BASE = Decimal("0.05")
"""Annual means come with one decimal: a base may be off by half of it."""


class RawValue(NamedTuple):
    """A value as it stood in the file, in the row a person sees; `bases` follow the base names."""

    row: int
    code: str
    area: str
    year: int
    value: Decimal | None
    bases: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Relation:
    """value = factor × (± base 1 ± base 2 …) / next base. `signs` are those of the numerator's bases."""

    name: str
    signs: tuple[int, ...]
    has_denominator: bool = True
    factor: int = 1
    unit: str | None = None

    @property
    def base_count(self) -> int:
        """How many bases an indicator of this relation has."""
        return len(self.signs) + self.has_denominator

    def parts(self, bases: Sequence[Decimal | None]) -> tuple[Decimal | None, Decimal | None]:
        """Numerator and denominator; each is None if one of its bases is unknown or there is none."""
        known = [base for base in bases[: len(self.signs)] if base is not None]
        numerator = None
        if len(known) == len(self.signs):
            numerator = sum((s * b for s, b in zip(self.signs, known, strict=True)), Decimal())
        return numerator, bases[-1] if self.has_denominator and len(bases) == self.base_count else None

    def compute(self, bases: Sequence[Decimal | None]) -> Decimal | None:
        """The value that follows from the bases; None if a base is unknown or the denominator is 0."""
        numerator, denominator = self.parts(bases)
        if numerator is None:
            return None
        if not self.has_denominator:
            return self.factor * numerator
        return self.factor * numerator / denominator if denominator else None

    def names(self, base_names: Sequence[str]) -> tuple[str | None, str | None]:
        """Numerator and denominator in words."""
        if len(base_names) != self.base_count:
            return None, None
        first, *others = zip(self.signs, base_names, strict=False)
        numerator = first[1] + "".join(f" {'+' if sign > 0 else '−'} {name}" for sign, name in others)
        return numerator, base_names[-1] if self.has_denominator else None


RELATIONS = {
    relation.name: relation
    for relation in (
        Relation("count", (1,), has_denominator=False, unit="count"),
        Relation("difference", (1, -1), has_denominator=False, unit="count"),
        Relation("share", (1,), factor=100, unit="percent"),
        Relation("rate", (1,), factor=1000, unit="per 1000"),
        Relation("mean", (1,)),
        Relation("net-rate", (1, -1), factor=1000, unit="per 1000"),
        Relation("gross-rate", (1, 1), factor=1000, unit="per 1000"),
        Relation("turnover-rate", (1, 1, 1, 1), factor=1000, unit="per 1000"),
    )
}
"""All relations found in the deliveries so far; "mean" is a quotient (average age, persons per km²)."""


@dataclass(frozen=True)
class Precision:
    """How finely an indicator is delivered: half a unit of its last place, and whether bases are means."""

    half_unit: Decimal
    bases_are_rounded: bool

    @classmethod
    def of(cls, values: Sequence[RawValue]) -> "Precision":
        """Learn it from all values: an export drops trailing zeros, so one value alone does not tell."""
        places = max((_places(raw.value) for raw in values if raw.value is not None), default=0)
        rounded = any(base is not None and _places(base) for raw in values for base in raw.bases)
        return cls(Decimal("0.5").scaleb(-places), rounded)

    def allows(self, relation: Relation, raw: RawValue) -> bool | None:
        """Whether the delivered value is the computed one up to rounding; None if it cannot be computed."""
        expected = relation.compute(raw.bases)
        if expected is None or raw.value is None:
            return None
        return abs(expected - raw.value) <= self.half_unit + self._base_error(relation, raw, expected)

    def _base_error(self, relation: Relation, raw: RawValue, expected: Decimal) -> Decimal:
        if not self.bases_are_rounded:
            return Decimal("1e-9")
        error = relation.factor * len(relation.signs) * ROUNDED_BASE
        denominator = relation.parts(raw.bases)[1]
        return (error + abs(expected) * ROUNDED_BASE) / abs(denominator) if denominator else error


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def find_relation(values: Sequence[RawValue], base_count: int) -> Relation | None:
    """The one relation that practically all values of an indicator fit; None where there is doubt."""
    precision = Precision.of(values)
    fitting = []
    for relation in RELATIONS.values():
        if relation.base_count == base_count:
            verdicts = [v for raw in values if (v := precision.allows(relation, raw)) is not None]
            if verdicts and sum(verdicts) >= CERTAIN_FROM * len(verdicts):
                fitting.append(relation)
    return fitting[0] if len(fitting) == 1 else None


def without_marker(raw: RawValue, report: DeliveryReport) -> RawValue:
    """The value 88 without computable bases is a marker: unknown, and said so."""
    incomplete = None in raw.bases or (len(raw.bases) > 1 and raw.bases[-1] == 0)
    if raw.value != NOT_COMPUTABLE or not incomplete:
        return raw
    report.notice(
        raw.row,
        "value",
        f"{raw.code}, {raw.area}, {raw.year}: 88 marks a value that cannot be computed; taken as unknown.",
    )
    return raw._replace(value=None)


def finish_values(
    indicator: IndicatorRow, values: Sequence[RawValue], report: DeliveryReport
) -> list[ValueRow]:
    """Add numerator and denominator, and tell which delivered values do not follow from their bases."""
    relation = RELATIONS.get(indicator.relation or "")
    if relation:
        _notice_deviations(relation, values, report)
    return [_value_row(raw, relation, indicator.base_names) for raw in values]


def _notice_deviations(relation: Relation, values: Sequence[RawValue], report: DeliveryReport) -> None:
    precision = Precision.of(values)
    for raw in values:
        if precision.allows(relation, raw) is False:
            report.notice(
                raw.row,
                "value",
                f"{raw.code}, {raw.area}, {raw.year}: delivered {raw.value}, recomputed from the bases "
                f"{relation.compute(raw.bases):.2f}; the delivered value was kept.",
            )


def _value_row(raw: RawValue, relation: Relation | None, base_names: Sequence[str]) -> ValueRow:
    numerator, denominator = relation.parts(raw.bases) if relation else (None, None)
    bases = tuple(zip(base_names, raw.bases, strict=True))
    return ValueRow(raw.code, raw.area, raw.year, raw.value, numerator, denominator, bases)


def check_sums(
    indicators: Iterable[IndicatorRow], values: Iterable[ValueRow], report: DeliveryReport
) -> None:
    """Compare the districts' sum of every base with the city's; a base that repeats the city's is no part."""
    by_year: dict[tuple[str, int], dict[str, ValueRow]] = defaultdict(dict)
    for row in values:
        by_year[row.indicator_code, row.year][row.area_code] = row
    names = {indicator.code: indicator.base_names for indicator in indicators}
    for (code, year), areas in by_year.items():
        for place, name in enumerate(names[code]):
            _check_sum(code, year, name, {area: row.bases[place][1] for area, row in areas.items()}, report)


def _check_sum(
    code: str, year: int, name: str, bases: dict[str, Decimal | None], report: DeliveryReport
) -> None:
    city = bases.get(CITY)
    districts = [base for area, base in bases.items() if area != CITY]
    known = [base for base in districts if base is not None]
    if city is None or not known or len(known) < len(districts) or all(base == city for base in known):
        return
    report.sums_checked += 1
    rounded = any(_places(base) for base in (*known, city))
    total = sum(known, Decimal())
    if abs(total - city) > (ROUNDED_BASE * (len(known) + 1) if rounded else 0):
        report.sum_checks.append(SumCheck(code, year, name, total, city))
