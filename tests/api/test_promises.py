"""What the project promises of its API, on Munich's data."""

import importlib
import pkgutil
from collections import Counter

import pytest
from django.test import Client
from ninja import Schema

from gesamtplan.api import v1

pytestmark = pytest.mark.usefixtures("munich")

COUNTS = {
    "fields": 6,
    "needs?limit=1": 35,
    "measures": 31,
    "resolutions": 17,
    "motions": 18,
    "offers": 27,
    "areas": 134,
    "areas?kind=city": 1,
    "areas?kind=district": 25,
    "areas?kind=sub-district": 108,
    "indicators": 214,
    "figures": 63,
}


ONE = {"/api/v1/plan", "/api/v1/entitlement", "/api/v1/gaps/explain"}  # a single answer, not a list


@pytest.mark.parametrize(("path", "count"), COUNTS.items())
def test_list_counts_what_was_delivered(client: Client, path: str, count: int) -> None:
    answer = client.get(f"/api/v1/{path}").json()
    assert answer["count"] == count
    assert answer["items"]


def test_organizations_are_at_least_those_of_the_plan(client: Client) -> None:
    assert client.get("/api/v1/organizations").json()["count"] >= 38


def test_every_list_has_count_and_items(client: Client) -> None:
    paths = [entry["path"] for entry in client.get("/api/v1/").json()["items"]]
    lists = [path for path in paths if "{" not in path and path not in ONE]
    for other in ("/api/v1/areas.geojson", "/api/v1/offers.ndjson"):
        lists.remove(other)
    for path in lists:
        assert {"count", "items"} <= client.get(path).json().keys(), path


def test_every_item_opens_its_sources_and_its_own_address(client: Client) -> None:
    known = {source["id"] for source in client.get("/api/v1/sources?limit=500").json()["items"]}
    for path in (
        "needs",
        "measures",
        "resolutions",
        "motions",
        "offers?full=true",
        "organizations",
        "committees",
        "figures",
    ):
        items = client.get(f"/api/v1/{path}{'&' if '?' in path else '?'}limit=500").json()["items"]
        for item in items:
            assert {source["id"] for source in item["sources"]} <= known
            assert all(source["url"] for source in item["sources"])
        assert client.get(items[0]["url"]).json()["code"] == items[0]["code"]


def test_needs_know_no_term_and_say_so(client: Client) -> None:
    items = client.get("/api/v1/needs?limit=500").json()["items"]
    assert {item["term"] for item in items} == {"unknown"}
    assert sum(item["state"] == "unknown" for item in items) == 19


def test_non_german_residents_2024_are_those_of_the_official_export(client: Client) -> None:
    query = "q=Bevölkerung ausländisch&kind=city&year_from=2024&year_to=2024&limit=500"
    values = client.get(f"/api/v1/indicator-values?{query.split('&', 1)[1]}").json()["items"]
    found = [row for row in values if row["numerator"] == 490821 and row["denominator"] == 1603776]
    assert found
    assert {row["year"] for row in values} == {2024}


def test_plan_tells_its_way_and_what_was_not_found(client: Client) -> None:
    plan = client.get("/api/v1/plan").json()
    assert plan["title"]["de"] == "Gesamtplan zur Integration von Flüchtlingen"
    assert {"date": "2016-07-20", "precision": "day"} in [event["date"] for event in plan["events"]]
    assert {"date": "2016-01-01", "precision": "month"} in [event["date"] for event in plan["events"]]


def test_detail_of_a_need_has_its_updates(client: Client) -> None:
    needs = client.get("/api/v1/needs?state=met&limit=1").json()["items"]
    detail = client.get(needs[0]["url"]).json()
    assert detail["updates"][0]["state"] == "met"


def test_detail_of_a_measure_has_its_money(client: Client) -> None:
    line = client.get("/api/v1/budget-lines?limit=1").json()["items"][0]
    detail = client.get(f"/api/v1/measures/{line['measure']}").json()
    assert line in detail["budget_lines"]


def test_map_has_outlines_of_all_districts(client: Client) -> None:
    response = client.get("/api/v1/areas.geojson?kind=district")
    assert response.headers["Content-Type"] == "application/geo+json"
    features = response.json()["features"]
    assert len(features) == 25
    assert all(feature["geometry"]["type"] in {"Polygon", "MultiPolygon"} for feature in features)
    assert features[0]["properties"]["code"] == features[0]["id"]


def test_no_two_shapes_of_the_api_share_a_name() -> None:
    """The description knows shapes by their name alone: a second one would silently take the place of the first."""
    modules = [
        importlib.import_module(f"gesamtplan.api.v1.{module.name}")
        for module in pkgutil.iter_modules(v1.__path__)
    ]
    shapes = {
        shape
        for module in modules
        for shape in vars(module).values()
        if isinstance(shape, type) and issubclass(shape, Schema)
    }
    names = Counter(shape.__name__ for shape in shapes)
    assert [name for name, count in names.items() if count > 1] == []
