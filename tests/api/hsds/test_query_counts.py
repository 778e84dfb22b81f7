"""No HSDS list asks the database more often because it is longer; a stream needs no more memory."""

import tracemalloc
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gesamtplan.offers.models import Offer, OfferAtSite, Site
from gesamtplan.parties.models import Organization
from tests.api.test_query_counts import multiply

pytestmark = pytest.mark.usefixtures("munich")
ROOT = "/api/hsds/v3"
MOST = 8  # of a plain list
MOST_FULL = 14  # one query for each linked table
SERVICES = (
    "/services?per_page=500",
    "/services?per_page=500&full=true",
    "/services?minimal=true",
    "/services?search=Deutsch",
)
PLACES = ("/service_at_locations?per_page=500", "/service_at_locations?per_page=500&full=true")
ORGANIZATIONS = ("/organizations?per_page=500", "/organizations?per_page=500&full_service=true")


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(ROOT + path)
        assert response.status_code == 200
        response.getvalue()
    return len(captured)


@pytest.mark.parametrize("path", SERVICES)
def test_ten_times_the_services_cost_the_same(client: Client, path: str) -> None:
    before = queries(client, path)
    multiply(Offer, 10)
    assert queries(client, path) == before <= (MOST_FULL if "full" in path else MOST)


@pytest.mark.parametrize("path", ORGANIZATIONS)
def test_ten_times_the_organizations_cost_the_same(client: Client, path: str) -> None:
    before = queries(client, path)
    multiply(Organization, 10)
    assert queries(client, path) == before <= MOST_FULL


@pytest.mark.parametrize("path", PLACES)
def test_ten_times_the_places_cost_the_same(client: Client, path: str) -> None:
    site = Site.objects.create(code="test-site", name={"de": "Haus"})
    rows = list(Offer.objects.order_by("code"))
    OfferAtSite.objects.create(offer=rows[0], site=site)
    before = queries(client, path)
    OfferAtSite.objects.bulk_create(OfferAtSite(offer=row, site=site) for row in rows[1:])
    assert queries(client, path) == before <= MOST_FULL


def test_one_service_asks_seldom(client: Client) -> None:
    identifier = client.get(f"{ROOT}/services?per_page=1").json()["contents"][0]["id"]
    assert queries(client, f"/services/{identifier}") <= MOST_FULL


def test_stream_needs_no_more_memory_for_more_services(client: Client) -> None:
    """Beyond what one portion takes: the peak does not follow the number of rows."""
    _add_copies(500, "a")
    client.get(f"{ROOT}/services.ndjson").getvalue()
    few, size = _peak_of_stream(client)
    _add_copies(2000, "b")
    many, larger = _peak_of_stream(client)
    assert larger > 4 * size
    assert many < 1.5 * few


def _add_copies(number: int, mark: str) -> None:
    model = Offer.objects.get(code="O27")
    values = {field.attname: getattr(model, field.attname) for field in Offer._meta.concrete_fields[1:]}
    Offer.objects.bulk_create(Offer(**values | {"code": f"{mark}{place}"}) for place in range(number))


def _peak_of_stream(client: Client) -> tuple[int, int]:
    response = client.get(f"{ROOT}/services.ndjson")
    tracemalloc.start()
    lines: Any = response.streaming_content  # type: ignore[attr-defined]
    size = sum(map(len, lines))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak, size
