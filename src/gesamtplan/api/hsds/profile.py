"""What HSDS 3.1 has no field for: the only additional property of our answers, `x_gesamtplan`.

Null means that no source says it; it never stands for zero or no.
"""

import datetime as dt
from typing import Any

from ninja import Field, Schema
from pydantic import ConfigDict

NAME = "x_gesamtplan"
VERSION = "1.1"
STRICT = ConfigDict(extra="forbid")


class ProfileDate(Schema):
    """A day and how exactly it is known: only `year` or `month` of it may be meant."""

    model_config = STRICT
    date: dt.date
    precision: str = Field(description="day, month or year")


class ProfileSource(Schema):
    """Where a statement comes from."""

    model_config = STRICT
    id: str
    title: str
    url: str


class EntitlementFact(Schema):
    """What the rules of federation, state and city say of this kind of offer for some residence statuses."""

    model_config = STRICT
    kind: str = Field(description="code, see /api/v1/entitlement/kinds")
    statuses: list[str] = Field(description="codes of residence statuses, see taxonomy_terms")
    verdict: str = Field(
        description="by-right, if-place, at-discretion, conditional, after-months, reduced, no or unknown"
    )
    after_months: int | None = Field(description="whole months since arrival; null where none are asked")
    conditions: list[str] = Field(description="codes of circumstances on which the verdict depends")
    basis: str | None = Field(description="the law or decision in words; null where no rule decides")
    certainty: str | None = Field(description="high, medium or low")
    level: str | None = Field(description="who made the rule: federation, state, city …")
    on: dt.date = Field(description="the day for which the rules were asked")
    valid_from: dt.date | None
    valid_to: str | None = Field(description="a day, `open` or `unknown`")
    sources: list[ProfileSource]


class CriterionFact(Schema):
    """What the offer itself asks; a criterion that is missing is unknown, never "none required"."""

    model_config = STRICT
    criterion: str = Field(description="status, age, sex, family, language-level, residence or other")
    answer: str = Field(description="required, none-required or unknown")
    codes: list[str] | None = Field(description="one of them must hold")
    low: int | str | None = Field(description="lowest age or level of German")
    high: int | str | None = Field(description="highest age or level of German")
    note: str | None


class PlacesFact(Schema):
    """Places at one time. `is_fresh` false: told for a day too long ago to be relied on, ask there."""

    model_config = STRICT
    site: str | None = Field(description="code of the place; null: all places together")
    target_group: str | None = Field(description="whom the places are for; null: all whom the offer admits")
    places: int | None
    taken: int | None
    waiting: int | None = Field(description="persons waiting")
    next_start: dt.date | None
    unit: str | None
    as_of: ProfileDate | None
    is_fresh: bool
    note: str | None


class FundingFact(Schema):
    """Who pays, and until when."""

    model_config = STRICT
    level: str | None = Field(description="eu, federation, state, city, foundation or other")
    is_voluntary: bool | None = Field(description="true: voluntary service of the city; false: duty")
    ends_on: ProfileDate | None = Field(description="last day that is paid for")


class FeeFact(Schema):
    """What a participant pays."""

    model_config = STRICT
    amount: float = Field(description="EUR; 0 is free")
    precision: str = Field(description="exact, or how the amount is meant")


class ServiceProfile(Schema):
    """Of a service. `entitlement`, `quantities`, `costs` and `sources` stand in full answers only."""

    model_config = STRICT
    code: str = Field(description="our own code of the offer, see /api/v1/offers")
    kind: str = Field(description="code of the kind of offer")
    provider_note: str | None = Field(description="the provider in the source's own words")
    eligibility_note: str | None = Field(description="who may come, in the source's own words")
    fee_note: str | None = Field(description="what it costs to take part, in the source's own words")
    closed_note: str | None = Field(description="why and since when it is not open")
    statuses: list[str] | None = Field(description="residence statuses the offer itself admits; `all`: any")
    criteria: list[CriterionFact]
    target_groups: list[str] = Field(description="codes of target groups")
    is_drop_in: bool | None = Field(description="true: whoever comes is served, no place is needed")
    places: list[PlacesFact]
    child_care: bool | None = Field(description="children are looked after during the offer")
    fee: FeeFact | None
    funding: FundingFact
    verified_on: ProfileDate | None = Field(description="day of the newest check or source")
    is_fresh: bool = Field(description="checked recently enough to be relied on")
    entitlement: list[EntitlementFact] = []
    quantities: list[dict[str, Any]] = Field([], description="what else is counted; never places")
    costs: list[dict[str, Any]] = Field([], description="amounts the sources name, of whatever kind")
    sources: list[ProfileSource] = []


class OrganizationProfile(Schema):
    """Of an organization."""

    model_config = STRICT
    code: str = Field(description="our own code, see /api/v1/organizations")
    kind: str = Field(description="e.g. city-department, ngo, provider")
    in_project: bool | None = Field(description="took part in the project")
    sources: list[ProfileSource] = []


PROFILED: dict[str, type[Schema]] = {"service": ServiceProfile, "organization": OrganizationProfile}


def profile_schema() -> dict[str, Any]:
    """JSON Schema of the profile: for each object of the standard the one property that is added to it."""
    parts = {
        name: model.model_json_schema(ref_template=f"#/$defs/{name}/$defs/{{model}}")
        for name, model in PROFILED.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Profile of Gesamtplan for HSDS 3.1",
        "version": VERSION,
        "description": __doc__,
        "$defs": parts,
        "properties": {name: {"properties": {NAME: {"$ref": f"#/$defs/{name}"}}} for name in PROFILED},
    }
