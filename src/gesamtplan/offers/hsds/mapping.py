"""An object of HSDS as values of our own rows, and what is left of it. Pure: no database, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gesamtplan.core.fields import LocalizedText
from gesamtplan.offers.states import EVERY_STATUS, Demand, FundingLevel

PROFILE = "x_gesamtplan"
OLDEST = 130
HIGHEST_FEE = 10**7
PLAIN = frozenset(
    {"id", "name", "description", "organization", "organization_id", "assured_date", "eligibility_description", "status"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mapped:
    """`values` of columns, `conditions` as (criterion, answer, values), `unmapped`: all that has no column."""

    values: dict[str, Any]
    conditions: tuple[tuple[str, str, dict[str, Any]], ...]
    unmapped: dict[str, Any]


def service_values(data: Mapping[str, Any], language: str) -> Mapped:
    """Columns of an offer but its kind and provider. Only what is active is public."""
    taken: set[str] = set(PLAIN)
    values = {
        "title": LocalizedText({language: str(data["name"]).strip()}),
        "description": _text(data.get("description"), language),
        "eligibility_note": _text(data.get("eligibility_description"), language),
        "verified_on": date.fromisoformat(data["assured_date"]) if data.get("assured_date") else None,
        "is_public": data.get("status") == "active",
        "languages": _languages(data, taken),
        "fee": _fee(data, taken),
        **_profiled(data.get(PROFILE)),
    }
    conditions = (*_ages(data, taken), *_statuses(data.get(PROFILE)))
    kept = {name: value for name, value in data.items() if name not in taken}
    return Mapped(
        values,
        conditions,
        kept | ({"status": data["status"]} if not values["is_public"] and "status" in data else {}),
    )


def organization_values(data: Mapping[str, Any], language: str) -> Mapped:
    """Columns of an organization."""
    values = {
        "name": LocalizedText({language: str(data["name"]).strip()}),
        "role": _text(data.get("description"), language),
    }
    taken = {"id", "name", "description", "services"}
    return Mapped(values, (), {name: value for name, value in data.items() if name not in taken})


def kind_codes(data: Mapping[str, Any]) -> list[str]:
    """Codes of the terms of a service, in their order; one of them may be a kind of ours."""
    terms = [part.get("taxonomy_term") for part in _dicts(data.get("attributes"))]
    return [str(term["code"]) for term in _dicts(terms) if term.get("code")]


def _text(value: Any, language: str) -> LocalizedText | None:
    return LocalizedText({language: value.strip()}) if isinstance(value, str) and value.strip() else None


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    return [part for part in value if isinstance(part, Mapping)] if isinstance(value, list) else []


def _languages(data: Mapping[str, Any], taken: set[str]) -> list[str] | None:
    """Codes; notes and names without code stay in the record."""
    parts = _dicts(data.get("languages"))
    codes = [str(part["code"]) for part in parts if part.get("code")]
    if codes and not any(part.keys() - {"id", "code", "name"} for part in parts) and len(codes) == len(parts):
        taken.add("languages")
    return list(dict.fromkeys(codes)) or None


def _fee(data: Mapping[str, Any], taken: set[str]) -> Decimal | None:
    """Only a single amount in euros is a price; several are for people to read."""
    options = _dicts(data.get("cost_options"))
    if len(options) != 1 or str(options[0].get("currency", "")).upper() != "EUR":
        return None
    amount = options[0].get("amount")
    if isinstance(amount, bool) or not isinstance(amount, int | float) or not 0 <= amount < HIGHEST_FEE:
        return None
    if not options[0].keys() - {"id", "currency", "amount"}:
        taken.add("cost_options")
    return Decimal(str(amount)).quantize(Decimal("0.01"))


def _ages(data: Mapping[str, Any], taken: set[str]) -> list[tuple[str, str, dict[str, Any]]]:
    given = {end: data.get(name) for end, name in (("from", "minimum_age"), ("to", "maximum_age"))}
    limits = {
        end: age
        for end, age in given.items()
        if isinstance(age, int) and not isinstance(age, bool) and 0 <= age <= OLDEST
    }
    if (
        not limits
        or limits.get("from", 0) > limits.get("to", OLDEST)
        or len(limits) < sum(age is not None for age in given.values())
    ):
        return []
    taken.update(("minimum_age", "maximum_age"))
    return [("age", Demand.REQUIRED, limits)]


def _statuses(profile: Any) -> list[tuple[str, str, dict[str, Any]]]:
    """Of a system that speaks our profile; whether the codes are known is for who stores them to say."""
    codes = profile.get("statuses") if isinstance(profile, Mapping) else None
    if not isinstance(codes, list) or not codes or not all(isinstance(code, str) for code in codes):
        return []
    if EVERY_STATUS in codes:
        return [("status", Demand.NONE_REQUIRED, {})]
    return [("status", Demand.REQUIRED, {"codes": codes})]


def _profiled(profile: Any) -> dict[str, Any]:
    """Columns for which only our profile has a property."""
    if not isinstance(profile, Mapping):
        return {}
    given = profile.get("funding")
    paid: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
    told = {
        "child_care": profile.get("child_care"),
        "is_drop_in": profile.get("is_drop_in"),
        "is_voluntary": paid.get("is_voluntary"),
    }
    found: dict[str, Any] = {name: value for name, value in told.items() if isinstance(value, bool)}
    return found | ({"funding_level": paid["level"]} if paid.get("level") in FundingLevel.values else {})
