"""Every object of our answers on Munich against the official schemas, and against our own where these are absent."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from gesamtplan.api.hsds import shapes
from gesamtplan.api.hsds.profile import NAME
from tests import factories_figures as make
from tests.api.hsds import official
from tests.api.hsds.furnished import KNOWN, furnish

pytestmark = pytest.mark.usefixtures("munich")
ROOT = "/api/hsds/v3"
LISTS = {
    "/services": shapes.Service,
    "/organizations": shapes.Organization,
    "/taxonomies": shapes.Taxonomy,
    "/taxonomy_terms": shapes.TaxonomyTerm,
    "/service_at_locations": shapes.ServiceAtLocation,
}
FULL = ("", "&full=true", "&full=true&lang=en")


@pytest.fixture(autouse=True)
def everything_known(munich: None) -> None:
    """Munich's sources know little: one offer with all that the model can hold."""
    furnish(make.offer(90, **KNOWN))


def contents(client: Client, path: str, query: str = "") -> list[dict[str, Any]]:
    full = query if path not in {"/taxonomies", "/taxonomy_terms"} else query.replace("&full=true", "")
    response = client.get(f"{ROOT}{path}?per_page=500{full}")
    assert response.status_code == 200, response.content
    found: list[dict[str, Any]] = response.json()["contents"]
    return found


def each(client: Client, path: str) -> Iterator[dict[str, Any]]:
    """Every object of a list asked for by its identifier."""
    for item in contents(client, path):
        response = client.get(f"{ROOT}{path}/{item['id']}")
        assert response.status_code == 200, response.content
        yield response.json()


@pytest.mark.shared
@pytest.mark.parametrize("query", FULL)
@pytest.mark.parametrize("path", LISTS)
def test_every_object_of_a_list_is_strictly_official(client: Client, path: str, query: str) -> None:
    name = official.schema_of_operation(path)
    assert [fault for item in contents(client, path, query) for fault in official.faults(name, item)] == []


@pytest.mark.shared
@pytest.mark.parametrize("path", LISTS)
def test_every_single_object_is_strictly_official(client: Client, path: str) -> None:
    name = official.schema_of_operation(path + "/{id}")
    assert [fault for item in each(client, path) for fault in official.faults(name, item)] == []


@pytest.mark.parametrize(("path", "shape"), LISTS.items())
def test_every_object_is_strictly_of_our_own_shape(client: Client, path: str, shape: Any) -> None:
    for query in FULL:
        for item in contents(client, path, query):
            shape.model_validate(item)
    for item in each(client, path):
        shape.model_validate(item)


@pytest.mark.parametrize("path", LISTS)
def test_nothing_is_null_or_empty_outside_the_profile(client: Client, path: str) -> None:
    """The standard has no null; an empty text would look like "none"."""
    for item in contents(client, path, "&full=true"):
        assert list(_voids(item, "")) == []


def _voids(data: Any, place: str) -> Iterator[str]:
    if isinstance(data, dict):
        for name, value in data.items():
            if name != NAME:
                yield from _voids(value, f"{place}.{name}")
    elif isinstance(data, list) and data:
        for part in data:
            yield from _voids(part, f"{place}[]")
    elif data in (None, "", []):
        yield place


@pytest.mark.shared
def test_strict_means_that_a_foreign_property_is_found(client: Client) -> None:
    """The proof of the proof: the same check refuses what is not in the standard, at every depth."""
    item = contents(client, "/services", "&full=true")[0]
    assert official.faults("service", item) == []
    assert official.faults("service", item | {"waiting_list": 3})
    nested = item | {"attributes": [item["attributes"][0] | {"colour": "red"}]}
    assert official.faults("service", nested)
    assert official.faults("service", item | {NAME: item[NAME] | {"colour": "red"}})


@pytest.mark.shared
@pytest.mark.parametrize("name", ["service", "organization", "service_at_location"])
def test_examples_of_the_standard_pass_the_same_check(name: str) -> None:
    import json  # noqa: PLC0415 - beside its one use

    text = (official.FOLDER / "examples" / f"{name}_full.json").read_text("utf-8")
    faults = official.faults(name, json.loads(text))
    assert [fault for fault in faults if "Additional properties" in fault] == []
