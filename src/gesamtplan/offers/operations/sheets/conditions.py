"""Conditions of many offers at once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gesamtplan.offers.models import Eligibility
from gesamtplan.offers.sheets.cells import NONE_REQUIRED
from gesamtplan.offers.states import Criterion, Demand

CODES = {"statuses": Criterion.STATUS, "sex": Criterion.SEX}
LIMITS = {"age": Criterion.AGE, "level": Criterion.LANGUAGE_LEVEL}
Asked = tuple[str, str, dict[str, Any]]


def write_conditions(rows: Sequence[tuple[int, Mapping[str, Any], frozenset[str]]]) -> None:
    """Rows: key of the offer, values of all columns, columns that differ. Notes stay; unknown is no row."""
    said = [(offer, asked) for offer, values, names in rows for asked in _asked(values, names)]
    if not said:
        return
    Eligibility.objects.bulk_create(
        [
            Eligibility(offer_id=offer, criterion=criterion, answer=answer, values=values)
            for offer, (criterion, answer, values) in said
        ],
        update_conflicts=True,
        unique_fields=["offer", "criterion"],
        update_fields=["answer", "values"],
    )
    unknown = [offer for offer, asked in said if asked[1] == Demand.UNKNOWN]
    Eligibility.objects.filter(offer__in=unknown, answer=Demand.UNKNOWN, note=None).delete()


def _asked(values: Mapping[str, Any], names: frozenset[str]) -> Iterator[Asked]:
    for name, criterion in CODES.items():
        if name in names:
            yield criterion, *_of_codes(values[name])
    for name, criterion in LIMITS.items():
        if {f"{name}_from", f"{name}_to"} & names:
            yield criterion, *_of_limits(values[f"{name}_from"], values[f"{name}_to"])


def _of_codes(codes: Any) -> tuple[str, dict[str, Any]]:
    if codes is None:
        return Demand.UNKNOWN, {}
    if codes == NONE_REQUIRED:
        return Demand.NONE_REQUIRED, {}
    return Demand.REQUIRED, {"codes": list(codes)}


def _of_limits(low: Any, high: Any) -> tuple[str, dict[str, Any]]:
    """A limit that is none or unknown is left out, as long as the other one is given."""
    given = {
        name: limit for name, limit in (("from", low), ("to", high)) if limit not in {None, NONE_REQUIRED}
    }
    if given:
        return Demand.REQUIRED, given
    return (Demand.NONE_REQUIRED if low == high == NONE_REQUIRED else Demand.UNKNOWN), {}
