"""What a system that speaks our profile says beyond the standard. Pure; whether codes are known the storing side checks."""

from collections.abc import Mapping
from typing import Any

from gesamtplan.core.states import AmountPrecision, DatePrecision
from gesamtplan.offers.hsds.values import amount, day, dicts, mapping, text, whole
from gesamtplan.offers.states import Demand, FundingLevel

NAME = "x_gesamtplan"
Condition = tuple[str, str, dict[str, Any], Mapping[str, str] | None]
NOTES = ("eligibility_note", "fee_note", "closed_note", "provider_note")
LISTS = ("quantities", "costs")


def columns(profile: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Columns of an offer; only those that are told."""
    paid = mapping(profile.get("funding"))
    told = {name: profile.get(name) for name in ("child_care", "is_drop_in")}
    told["is_voluntary"] = paid.get("is_voluntary")
    found: dict[str, Any] = {name: value for name, value in told.items() if isinstance(value, bool)}
    found |= {"funding_level": paid["level"]} if paid.get("level") in FundingLevel.values else {}
    found |= _date("funding_ends_on", paid.get("ends_on")) | _date("verified_on", profile.get("verified_on"))
    found |= _fee(mapping(profile.get("fee")))
    found |= {name: said for name in NOTES if (said := text(profile.get(name), language))}
    found |= {name: list(dicts(profile[name])) for name in LISTS if profile.get(name)}
    groups = profile.get("target_groups")
    if isinstance(groups, list) and all(isinstance(code, str) for code in groups):
        found["target_groups"] = groups
    units = [said for line in dicts(profile.get("places")) if (said := text(line.get("unit"), language))]
    return found | ({"places_unit": units[0]} if units else {})


def _fee(told: Mapping[str, Any]) -> dict[str, Any]:
    fee = amount(told.get("amount"))
    known = fee is not None and told.get("precision") in AmountPrecision.values
    return {"fee": fee, "fee_precision": told["precision"]} if known else {}


def _date(name: str, value: Any) -> dict[str, Any]:
    told = mapping(value)
    when, precision = day(told.get("date")), told.get("precision")
    return {name: when, f"{name}_precision": precision} if when and precision in DatePrecision.values else {}


def conditions(profile: Mapping[str, Any], language: str) -> list[Condition]:
    """Criterion, answer, what is required, note; what is unknown has no row."""
    return [
        (str(row.get("criterion")), row["answer"], _required(row), text(row.get("note"), language))
        for row in dicts(profile.get("criteria"))
        if row.get("answer") in {Demand.REQUIRED, Demand.NONE_REQUIRED}
    ]


def _required(row: Mapping[str, Any]) -> dict[str, Any]:
    told = {"codes": row.get("codes"), "from": row.get("low"), "to": row.get("high")}
    return {name: value for name, value in told.items() if value is not None}


def figures(profile: Mapping[str, Any], language: str) -> list[dict[str, Any]]:
    """Lines of places as Figures has them, but `site` by the code it has there."""
    return [_figures(line, language) for line in dicts(profile.get("places"))]


def _figures(line: Mapping[str, Any], language: str) -> dict[str, Any]:
    as_of = mapping(line.get("as_of"))
    known = as_of.get("precision") in DatePrecision.values
    return {
        **{name: whole(line.get(name)) for name in ("places", "taken", "waiting")},
        "next_start": day(line.get("next_start")),
        "as_of": day(as_of.get("date")) if known else None,
        "precision": as_of["precision"] if known else DatePrecision.DAY,
        "note": text(line.get("note"), language),
        "target_group": str(line.get("target_group") or "")[:60],
        "site": line.get("site"),
    }
