"""The city and its areas, as a list and as GeoJSON."""

from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from gesamtplan.api.addresses import api_address
from gesamtplan.api.listing import (
    Page,
    Paging,
    Reading,
    answers,
    check_names,
    found_or_404,
    item_of,
    items_of,
    json_response,
    narrowed,
    page_of,
)
from gesamtplan.api.shapes import Asked, Code, Day, Problem, SourceRef
from gesamtplan.core.search import words_found
from gesamtplan.territory.models import Area
from gesamtplan.territory.states import AreaKind

router = Router(tags=["Areas and figures"])
GEOJSON = "application/geo+json"
SCHEMA_OF_MAP = "#/components/schemas/FeatureCollection"


class AreaOut(Schema):
    """City, district or sub-district."""

    code: str
    kind: AreaKind
    name: str
    parent: str | None = Field(description="code of the area it lies in")
    longitude: float | None = Field(description="of a point inside, WGS84")
    latitude: float | None
    area_km2: float | None
    population: int | None
    population_on: Day | None
    sources: list[SourceRef]
    url: str

    @staticmethod
    def resolve_parent(area: Area) -> str | None:
        return area.parent.code if area.parent else None

    @staticmethod
    def resolve_url(area: Area) -> str:
        return api_address("areas", area.code)


class AreaDetail(AreaOut):
    """An area with its outline, simplified to what a map needs."""

    geometry: dict[str, Any] | None = Field(description="GeoJSON geometry, WGS84")


class AreaQuery(Paging):
    """Areas."""

    kind: AreaKind | None = Field(None, description="left out: the city and all its areas")
    parent: Asked | None = Field(None, description="code of the area they lie in")
    q: Asked | None = Field(None, description="words in code or name")
    order: Literal["code", "-code", "name", "-name", "population", "-population", "kind", "-kind"] = "code"


class MapQuery(Schema):
    """Areas of one kind."""

    kind: AreaKind = Field(AreaKind.DISTRICT, description="kind of the areas")


class Feature(Schema):
    """One area; `properties` are those of /api/v1/areas."""

    type: Literal["Feature"]
    id: str
    geometry: dict[str, Any] | None
    properties: AreaOut


class FeatureCollection(Schema):
    """GeoJSON (RFC 7946)."""

    type: Literal["FeatureCollection"]
    features: list[Feature]


@router.get("/areas", summary="Areas", **answers(Page[AreaOut]))
def list_areas(request: HttpRequest, query: Query[AreaQuery]) -> HttpResponse:
    """The city, its districts and sub-districts; outlines are in /api/v1/areas.geojson."""
    rows = narrowed(area_rows(), kind=query.kind, parent__code=query.parent)
    rows = rows.filter(words_found(query.q or "", ("code", "name"))).defer("geometry")
    return page_of(request, rows, query, AreaOut)


@router.get(
    "/areas.geojson",
    summary="Outlines of areas",
    response={200: FeatureCollection, 304: None, 422: Problem},
    openapi_extra={
        "responses": {
            200: {"content": {GEOJSON: {"schema": {"$ref": "#/components/schemas/FeatureCollection"}}}}
        }
    },
)
def map_of_areas(request: HttpRequest, query: Query[MapQuery]) -> HttpResponse:
    """All areas of one kind as a GeoJSON feature collection; served as application/geo+json."""
    check_names(request, query)
    rows = area_rows().filter(kind=query.kind).order_by("code")
    items = items_of(rows, AreaDetail, Reading.model_construct(lang=None, format=None))
    features = [
        {"type": "Feature", "id": item["code"], "geometry": item.pop("geometry"), "properties": item}
        for item in items
    ]
    return json_response({"type": "FeatureCollection", "features": features}, GEOJSON)


@router.get("/areas/{code}", summary="One area", **answers(AreaDetail, 404))
def one_area(request: HttpRequest, code: Code, query: Query[Reading]) -> HttpResponse:
    """An area with its outline."""
    return item_of(request, found_or_404(area_rows(), "area", "areas", code), query, AreaDetail)


def area_rows() -> QuerySet[Area]:
    """Areas with everything an item shows."""
    return Area.objects.select_related("parent").defer("parent__geometry").prefetch_related("sources")
