"""Shapes that several answers share: texts in languages, references, partial dates, sources, problems."""

import datetime as dt
import re
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import AwareDatetime, BeforeValidator, StringConstraints

from gesamtplan.api.addresses import api_address, page_address, places_of
from gesamtplan.core.models import Source

# {"de": ..., "en": ...}; with `?lang=` one text, in German where the language asked for is missing
Words = dict[str, str] | str

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")

# What a database can look for: no control characters (PostgreSQL refuses the null character), not without end
Asked = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Code = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f\x7f]*$")]


def iso_day(value: object) -> object:
    """Only 2025-12-01 is a day: a mere number would else be read as seconds since 1970."""
    if isinstance(value, str) and not ISO_DAY.fullmatch(value):
        raise ValueError("write the day as 2025-12-01")
    return value


Day = Annotated[dt.date, BeforeValidator(iso_day)]


def iso_moment(value: object) -> object:
    """A mere number would be read as seconds since 1970, a day without time as its midnight in no zone."""
    if isinstance(value, str) and not MOMENT.match(value):
        raise ValueError("write the time with its zone, as 2026-03-01T00:00:00Z")
    return value


Moment = Annotated[AwareDatetime, BeforeValidator(iso_moment)]


def or_null(value: object) -> object:
    """An empty text in the record stands for unknown, which is null here."""
    return value or None


def codes(rows: Any) -> object:
    """The codes of linked rows; a list of codes stays as it is."""
    return [row if isinstance(row, str) else row.code for row in rows]


Known = Annotated[str | None, BeforeValidator(or_null)]
Codes = Annotated[list[str], BeforeValidator(codes)]


class PartialDate(Schema):
    """A date and how exactly it is known: only `year` or `month` of it may be meant."""

    date: dt.date
    precision: str = Field(description="day, month or year")


def partial_date(date: dt.date | None, precision: str | None) -> PartialDate | None:
    """None where the date is not known."""
    return PartialDate(date=date, precision=precision or "day") if date else None


def dated(column: str) -> Any:
    """Resolver of a date that stands in two columns, e.g. `start` and `start_precision`."""

    def resolve(row: Any) -> PartialDate | None:
        return partial_date(getattr(row, column), getattr(row, f"{column}_precision"))

    return staticmethod(resolve)


class Coded(Schema):
    """An item with a code, which declares `url` (the item here) and `page` (the page for people)."""

    @staticmethod
    def resolve_url(row: Any) -> str:
        return api_address(places_of(row)[0], row.code)

    @staticmethod
    def resolve_page(row: Any) -> str | None:
        return page_address(places_of(row)[1], row.code)


class Stated(Coded):
    """A need or measure, which declares `fields` and `state_date`."""

    resolve_state_date = dated("state_date")

    @staticmethod
    def resolve_fields(row: Any) -> list[str]:
        return [field.code for field in row.fields_of_action.all()]


class SourceRef(Schema):
    """Where a statement comes from."""

    id: str = Field(description="stable code, see /api/v1/sources")
    title: Words
    url: str
    partisan: bool = Field(description="a party or group speaks for itself")

    @staticmethod
    def resolve_id(source: Source) -> str:
        return source.code


class Ref(Schema):
    """Code and name of another item."""

    code: str
    name: Words


class OrganizationRef(Ref):
    """Code, name and address of an organization."""

    url: str

    @staticmethod
    def resolve_url(organization: Any) -> str:
        return api_address("organizations", organization.code)


class ParameterProblem(Schema):
    """One parameter that could not be used."""

    parameter: str
    message: str
    given: str | None = Field(None, description="the value as it was given")


class Problem(Schema):
    """What happened and what to do; `errors` has one entry per parameter that could not be used."""

    detail: str
    errors: list[ParameterProblem] = []
