"""The objects of HSDS 3.1 as we answer them. A property that is not known is left out, never null."""

import datetime as dt
from typing import Generic, Literal, TypeVar
from uuid import UUID

from ninja import Field, Schema

from gesamtplan.api.hsds.profile import STRICT, OrganizationProfile, ServiceProfile

T = TypeVar("T")


class Taxonomy(Schema):
    """A list of terms."""

    model_config = STRICT
    id: UUID
    name: str
    description: str
    uri: str | None = None
    version: str | None = None


class TaxonomyTerm(Schema):
    """A kind of offer, a target group or a residence status."""

    model_config = STRICT
    id: UUID
    code: str
    name: str
    description: str
    parent_id: UUID | None = None
    taxonomy: str
    taxonomy_id: UUID
    language: str
    taxonomy_detail: Taxonomy | None = None


class Attribute(Schema):
    """Links an object to a term."""

    model_config = STRICT
    id: UUID
    link_id: UUID
    link_entity: str
    link_type: str
    taxonomy_term_id: UUID
    taxonomy_term: TaxonomyTerm | None = None


class Language(Schema):
    """A language spoken on site."""

    model_config = STRICT
    id: UUID
    code: str
    name: str | None = None
    note: str | None = None


class Funding(Schema):
    """Who pays, in words."""

    model_config = STRICT
    id: UUID
    source: str


class CostOption(Schema):
    """What participants pay."""

    model_config = STRICT
    id: UUID
    option: str | None = None
    currency: str | None = None
    amount: float | None = None
    amount_description: str | None = None


class Unit(Schema):
    """What is counted."""

    model_config = STRICT
    id: UUID
    name: str


class Capacity(Schema):
    """Free places; only where the figure is fresh."""

    model_config = STRICT
    id: UUID
    unit: Unit
    available: float
    maximum: float | None = None
    description: str | None = None
    updated: dt.datetime


class Phone(Schema):
    """A telephone of the offer, never of a person."""

    model_config = STRICT
    id: UUID
    service_id: UUID
    number: str
    type: Literal["voice"]


class Url(Schema):
    """A further address on the web."""

    model_config = STRICT
    id: UUID
    label: str
    url: str


class Schedule(Schema):
    """A recurring time, local in Germany: `timezone` is the offset on its first day."""

    model_config = STRICT
    id: UUID
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    dtstart: dt.date | None = None
    timezone: float | None = None
    freq: Literal["WEEKLY", "MONTHLY"] | None = None
    interval: float | None = None
    count: float | None = None
    until: dt.date | None = None
    wkst: str | None = None
    byday: str | None = None
    bymonthday: str | None = None
    description: str | None = None
    notes: str | None = None
    opens_at: str | None = None
    closes_at: str | None = None


class Address(Schema):
    """Where something is."""

    model_config = STRICT
    id: UUID
    address_1: str
    city: str
    state_province: str
    postal_code: str
    country: str
    address_type: Literal["physical", "postal", "virtual"]


class Accessibility(Schema):
    """How a place can be entered and used."""

    model_config = STRICT
    id: UUID
    description: str | None = None
    details: str | None = None


class Location(Schema):
    """A place."""

    model_config = STRICT
    id: UUID
    location_type: Literal["physical", "postal", "virtual"]
    name: str | None = None
    description: str | None = None
    transportation: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    external_identifier: str | None = None
    external_identifier_type: str | None = None
    addresses: list[Address] | None = None
    accessibility: list[Accessibility] | None = None


class Organization(Schema):
    """Who provides."""

    model_config = STRICT
    id: UUID
    name: str
    alternate_name: str | None = None
    description: str
    website: str | None = None
    uri: str | None = None
    parent_organization_id: UUID | None = None
    services: list["Service"] | None = None
    x_gesamtplan: OrganizationProfile | None = None


class ServiceAtLocation(Schema):
    """A service at a place; `service` as in the standard's own example, only in full answers."""

    model_config = STRICT
    id: UUID
    service_id: UUID
    location_id: UUID
    description: str | None = None
    schedules: list[Schedule] | None = None
    location: Location | None = None
    service: "Service | None" = None


class Service(Schema):
    """An offer. Lists hold the plain fields, full answers the linked objects too."""

    model_config = STRICT
    id: UUID
    organization_id: UUID | None = None
    name: str
    alternate_name: str | None = None
    description: str | None = None
    url: str
    email: str | None = None
    status: Literal["active", "inactive", "defunct", "temporarily closed"]
    interpretation_services: str | None = None
    application_process: str | None = None
    fees_description: str | None = None
    wait_time: str | None = None
    eligibility_description: str | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    assured_date: dt.date | None = None
    alert: str | None = None
    last_modified: dt.datetime | None = None
    additional_urls: list[Url] | None = None
    phones: list[Phone] | None = None
    organization: Organization | None = None
    languages: list[Language] | None = None
    funding: list[Funding] | None = None
    cost_options: list[CostOption] | None = None
    capacities: list[Capacity] | None = None
    schedules: list[Schedule] | None = None
    service_at_locations: list[ServiceAtLocation] | None = None
    attributes: list[Attribute] | None = None
    x_gesamtplan: ServiceProfile | None = None


class MinimalService(Schema):
    """What a harvester needs to see what has changed."""

    model_config = STRICT
    id: UUID
    modified_date: dt.datetime | None = None


class HsdsPage(Schema, Generic[T]):
    """One page; `size` counts its own contents."""

    model_config = STRICT
    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[T] = Field(description="the objects of this page")


class About(Schema):
    """What this is."""

    model_config = STRICT
    version: str = Field(description="version of HSDS")
    profile: str
    openapi_url: str


for _late in (Organization, ServiceAtLocation, Service):
    _late.model_rebuild()
