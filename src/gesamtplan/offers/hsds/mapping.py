"""An object of HSDS as values of our own rows, and what is left of it. Pure: no database, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gesamtplan.core.fields import LocalizedText
from gesamtplan.offers.hsds import profile
from gesamtplan.offers.hsds.linked import linked_columns
from gesamtplan.offers.hsds.profile import Condition
from gesamtplan.offers.hsds.values import day, dicts, mapping, text
from gesamtplan.offers.states import EVERY_STATUS, Demand

OLDEST = 130
LONGEST_ADDRESS = 300
ACTIVE = "active"
# of these our columns say everything; linked objects stay in the record as they came, since our rows hold but a part
PLAIN = frozenset({"id", "name", "description", "organization", "organization_id", "assured_date"})


@dataclass(frozen=True, slots=True)
class Mapped:
    """`values` of columns, `conditions` as (criterion, answer, values, note), `unmapped`: what has no column."""

    values: dict[str, Any]
    conditions: tuple[Condition, ...]
    unmapped: dict[str, Any]


def service_values(data: Mapping[str, Any], language: str) -> Mapped:
    """Columns of an offer but its kind, its provider and whether it is public."""
    own = mapping(data.get(profile.NAME))
    taken: set[str] = set(PLAIN)
    said = text(data.get("eligibility_description"), language)
    values = {
        "title": LocalizedText({language: str(data["name"]).strip()}),
        "description": text(data.get("description"), language),
        "verified_on": day(data.get("assured_date")),
        **linked_columns(data, language),
        "contact_url": _address(data, own),
    }
    conditions = profile.conditions(own, language) or _statuses(own)
    if own:  # the standard's texts are twins of the profile
        values |= {"eligibility_note": None, "fee_note": None} | profile.columns(own, language)
    else:
        values["eligibility_note"] = said
        taken.add("eligibility_description")
    if "age" not in {row[0] for row in conditions}:
        conditions += _ages(data, taken)
    return Mapped(values, tuple(conditions), {name: part for name, part in data.items() if name not in taken})


def organization_values(data: Mapping[str, Any], language: str) -> Mapped:
    """Columns of an organization."""
    values = {
        "name": LocalizedText({language: str(data["name"]).strip()}),
        "role": text(data.get("description"), language),
    }
    taken = {"id", "name", "description", "services"}
    return Mapped(values, (), {name: value for name, value in data.items() if name not in taken})


def kind_codes(data: Mapping[str, Any]) -> list[str]:
    """Codes of the terms of a service, in their order; one of them may be a kind of ours."""
    own = mapping(data.get(profile.NAME)).get("kind")
    terms = [part.get("taxonomy_term") for part in dicts(data.get("attributes"))]
    codes = [str(term["code"]) for term in dicts(terms) if term.get("code")]
    return [own, *codes] if isinstance(own, str) else codes


def _address(data: Mapping[str, Any], own: Mapping[str, Any]) -> str | None:
    """Our own API gives its page of the offer where it knows no other address, and beside it where it knows one."""
    address = data.get("url")
    is_page = bool(own) and not data.get("additional_urls")
    return address if isinstance(address, str) and len(address) <= LONGEST_ADDRESS and not is_page else None


def _ages(data: Mapping[str, Any], taken: set[str]) -> list[Condition]:
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
    return [("age", Demand.REQUIRED, limits, None)]


def _statuses(own: Mapping[str, Any]) -> list[Condition]:
    """Of a list, where a system gives our profile without criteria."""
    codes = own.get("statuses")
    if not isinstance(codes, list) or not codes or not all(isinstance(code, str) for code in codes):
        return []
    if EVERY_STATUS in codes:
        return [("status", Demand.NONE_REQUIRED, {}, None)]
    return [("status", Demand.REQUIRED, {"codes": codes}, None)]
