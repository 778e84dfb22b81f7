"""What the API says of an offer: the short form of lists, and the whole of it. Null is unknown throughout."""

import datetime as dt
from typing import Any, Literal

from ninja import Field, Schema

from gesamtplan.api.shapes import Day, OrganizationRef, PartialDate, Ref, SourceRef, Words

Answer = Literal["required", "none-required", "unknown"]
CLOCK = r"^\d{2}:\d{2}$"


class CriteriaOut(Schema):
    """What the offer asks of a person, each: required, none-required or unknown. Unknown never means none-required."""

    status: Answer
    age: Answer
    sex: Answer
    family: Answer
    language_level: Answer
    residence: Answer
    other: Answer


class SpotOut(Schema):
    """Where it takes place, in short; degrees in WGS84."""

    code: str
    longitude: float | None
    latitude: float | None
    area: str | None = Field(description="code of the area, see /api/v1/areas")


class OfferBrief(Schema):
    """One offer of a provider, in short: what a list, a map or a filter needs."""

    code: str
    title: Words
    kind: Ref
    provider: Ref | None
    sites: list[SpotOut]
    languages: list[str] | None = Field(description="language codes spoken on site; null is unknown")
    target_groups: list[str] = Field(description="codes of target groups")
    statuses: list[str] | None = Field(description="codes of residence statuses admitted; null is unknown")
    criteria: CriteriaOut
    places: int | None = Field(description="of the offer as a whole; see places_fresh before you rely on it")
    taken: int | None = Field(description="places taken")
    waiting: int | None = Field(description="persons waiting")
    places_on: PartialDate | None = Field(description="the day for which the places were told")
    places_fresh: bool = Field(description="told recently enough to rely on; false: ask there")
    next_start: Day | None = Field(
        description="earliest start still to come that a fresh line of places tells"
    )
    is_drop_in: bool | None = Field(description="true: whoever comes is served, no place is needed")
    child_care: bool | None = Field(description="children are looked after meanwhile; null is unknown")
    fee: float | None = Field(description="EUR that a participant pays; 0 is free, null is unknown")
    funding_level: str | None
    is_voluntary: bool | None = Field(description="voluntary service of the city; null is unknown")
    funding_ends_on: PartialDate | None = Field(description="last day that is paid for")
    valid_from: Day | None
    valid_to: Day | None
    verified_on: PartialDate | None = Field(description="the record was last checked")
    is_fresh: bool = Field(description="checked recently enough to rely on")
    modified_at: dt.datetime = Field(description="the offer or anything that belongs to it was last changed")
    url: str
    page: str | None = Field(description="page for people")


class AskedOut(Schema):
    """One criterion with what is asked; one that is not listed is unknown."""

    criterion: str
    answer: Answer
    codes: list[str] | None = Field(description="one of them must hold")
    low: int | str | None = Field(description="lowest age or level of German")
    high: int | str | None = Field(description="highest age or level of German")
    note: Words | None


class LineOut(Schema):
    """Places of one line as last told; null is not told. `is_fresh` false: too old to rely on, ask there."""

    site: str | None = Field(description="code of the site; null: all together")
    target_group: str | None = Field(description="code of the target group; null: all")
    places: int | None
    taken: int | None
    waiting: int | None
    next_start: Day | None
    as_of: PartialDate | None
    is_fresh: bool
    note: Words | None


class SiteOut(SpotOut):
    """Where it takes place."""

    name: Words
    street: str | None
    postal_code: str | None
    town: str | None
    accessibility: dict[str, bool] = Field(description="fact: true or false; one that is left out is unknown")
    accessibility_note: Words | None
    note: Words | None = Field(description="of this offer at this site")


class ScheduleOut(Schema):
    """A recurring time, local: RRULE of iCalendar (RFC 5545) without its name; empty: once, on the first day."""

    site: str | None = Field(description="code of the site; null: at all of them")
    rule: str
    starts_at: str = Field(pattern=CLOCK)
    ends_at: str = Field(pattern=CLOCK, description="not after the start: on the next day")
    timezone: str
    valid_from: Day
    valid_to: Day | None
    exceptions: list[str] = Field(description="days on which it does not take place")
    note: Words | None


class ContactOut(Schema):
    """How to reach the offer; never a person."""

    phone: str | None
    email: str | None
    url: str | None


class OfferOut(OfferBrief):
    """One offer with everything that is published of it."""

    provider: OrganizationRef | None
    sites: list[SiteOut]  # type: ignore[assignment] # each says more than in short
    description: Words | None
    provider_note: Words | None
    conditions: list[AskedOut]
    eligibility_note: Words | None
    lines: list[LineOut] = Field(description="places by site and target group as last told")
    places_unit: Words | None
    places_note: Words | None
    quantities: list[Any] = Field(description="what else is counted: {value, unit, precision, date, note}")
    schedules: list[ScheduleOut]
    languages_note: Words | None
    fee_precision: str
    fee_note: Words | None
    costs: list[Any] = Field(
        description="what sources say of its cost: list of {amount, precision, note}; EUR"
    )
    contact: ContactOut
    serves: list[str] = Field(description="kinds it stands in for, see /api/v1/entitlement/kinds")
    closed_note: Words | None
    sources: list[SourceRef]
