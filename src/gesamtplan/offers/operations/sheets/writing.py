"""Puts many offers in place at once: few statements for each hundred of them, no checks (the plan has made them)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from gesamtplan.core.entries import partial_date
from gesamtplan.core.states import AmountPrecision
from gesamtplan.offers.models import Offer, OfferKind
from gesamtplan.offers.operations.sheets.conditions import write_conditions
from gesamtplan.offers.operations.sheets.figures import FiguresFrom, write_figures
from gesamtplan.offers.operations.sheets.places import Places
from gesamtplan.offers.sheets.columns import columns
from gesamtplan.parties.models import Organization

AT_ONCE = 500
DATES = frozenset({"valid_from", "valid_to", "verified_on", "funding_ends_on"})
WITH_PRECISION = {"verified_on": "verified_on_precision", "funding_ends_on": "funding_ends_on_precision"}
NOT_NULL: Mapping[str, Any] = {"funding_level": "", "target_groups": []}


@dataclass(frozen=True)
class Target:
    """One offer as it shall be. `values`: of all columns; `names`: the columns that differ.

    `pk` None: a new offer. `hidden`: what no column shows, as it is; `back`: as it shall be again (of an undo).
    """

    code: str
    pk: int | None
    values: Mapping[str, Any]
    names: frozenset[str]
    hidden: Mapping[str, Any] = field(default_factory=dict)
    back: Mapping[str, Any] | None = None


def write_targets(targets: Sequence[Target], origin: FiguresFrom, now: datetime) -> dict[str, dict[str, Any]]:
    """Store them all; says what no column shows by code, e.g. at which site an offer is now."""
    kinds = {row.code: row.pk for row in OfferKind.objects.all()}
    providers = dict(Organization.objects.values_list("code", "pk"))
    places = Places()
    said: dict[str, dict[str, Any]] = {}
    for start in range(0, len(targets), AT_ONCE):
        chunk = targets[start : start + AT_ONCE]
        keys = _write_offers(chunk, kinds, providers)
        write_conditions([(keys[one.code], one.values, one.names) for one in chunk])
        write_figures([(keys[one.code], one.values, one.names, one.back) for one in chunk], origin, now)
        for one in chunk:
            said[one.code] = places.put(keys[one.code], one.values, one.names, one.hidden, one.back)
        places.write()
    return said


def _write_offers(
    chunk: Sequence[Target], kinds: Mapping[str, int], providers: Mapping[str, int]
) -> dict[str, int]:
    """Keys by code."""
    known = Offer.objects.in_bulk([one.pk for one in chunk if one.pk])
    rows: list[Offer] = []
    fields: set[str] = set()
    for one in chunk:
        changed = dict(_fields_of(one, known.get(one.pk or 0), kinds, providers))
        if one.pk is None:
            rows.append(Offer(code=one.code, **changed))
        elif changed:
            row = known[one.pk]
            for name, value in changed.items():
                setattr(row, name, value)
            row.pk = None  # known by its code: SQLite would not accept a key that is there already
            rows.append(row)
            fields |= changed.keys()
    if fields:
        Offer.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["code"], update_fields=sorted(fields)
        )
    elif rows:
        Offer.objects.bulk_create(rows)
    codes = [one.code for one in chunk]
    return dict(Offer.objects.filter(code__in=codes).values_list("code", "pk"))


def _fields_of(
    one: Target, row: Offer | None, kinds: Mapping[str, int], providers: Mapping[str, int]
) -> Iterator[tuple[str, Any]]:
    """Columns of Offer that differ, with their new values."""
    texts: set[str] = set()
    for name in one.names:
        table, *path = columns()[name].goes
        if table == "text":
            texts.add(path[0])
        elif table == "offer" and name != "code":
            yield from _plain(path[0], one.values[name], kinds, providers)
    for text in texts:
        yield text, _text(text, one, getattr(row, text, None) or {})
    if "fee" in one.names:
        back = (one.back or {}).get("_fee_precision")
        yield "fee_precision", back or AmountPrecision.EXACT


def _plain(
    column: str, value: Any, kinds: Mapping[str, int], providers: Mapping[str, int]
) -> Iterator[tuple[str, Any]]:
    if column == "kind":
        yield "kind_id", kinds[value]
    elif column == "provider":
        yield "provider_id", providers[value] if value else None
    elif column in DATES:
        day, precision = partial_date(value)
        yield column, day
        if column in WITH_PRECISION:
            yield WITH_PRECISION[column], precision
    elif column == "fee":
        yield column, None if value is None else Decimal(value)
    else:
        yield column, NOT_NULL.get(column) if value is None else value


def _text(text: str, one: Target, before: Mapping[str, str]) -> dict[str, str] | None:
    """German and English as they shall be, other languages as they were."""
    said = dict(before)
    for name, column in columns().items():
        if column.goes[:2] == ("text", text):
            if one.values[name] is None:
                said.pop(column.goes[2], None)
            else:
                said[column.goes[2]] = one.values[name]
    return said or None


def day_of(value: str | None) -> date | None:
    """A day without its precision."""
    return partial_date(value)[0]
