"""What holds for every address: open, without cookies, cacheable, read-only."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from gesamtplan.api.hsds import service as hsds

pytestmark = pytest.mark.usefixtures("munich")
NEEDS = "/api/v1/needs?limit=3"


def test_unchanged_answer_is_304_without_body(client: Client) -> None:
    first = client.get(NEEDS)
    etag = first.headers["ETag"]
    again = client.get(NEEDS, headers={"if-none-match": etag})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == etag
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(NEEDS, headers={"if-none-match": f"W/{etag}"}).status_code == 304
    assert client.get(NEEDS, headers={"if-none-match": '"other"'}).status_code == 200


def test_etag_differs_by_form_and_language(client: Client) -> None:
    tags = {client.get(NEEDS + end).headers["ETag"] for end in ("", "&lang=de", "&lang=en", "&format=csv")}
    assert len(tags) == 4


@pytest.mark.parametrize(
    "path", ["needs", "openapi.json", "areas.geojson", "needs/none", "nowhere", "needs?limit=x"]
)
def test_other_sites_may_read_every_answer(client: Client, path: str) -> None:
    response = client.get(f"/api/v1/{path}", headers={"origin": "https://example.org"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_preflight_allows_reading_only(client: Client) -> None:
    response = client.options(NEEDS, headers={"origin": "https://example.org"})
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_answers_do_not_depend_on_cookies(client: Client) -> None:
    user = get_user_model().objects.create_user("reader")
    anonymous = client.get(NEEDS)
    client.force_login(user)
    signed_in = client.get(NEEDS)
    for response in (anonymous, signed_in):
        assert "Cookie" not in response.headers["Vary"]
        assert "Accept" in response.headers["Vary"].split(", ")
        assert not response.cookies
    assert anonymous.content == signed_in.content


OTHERS = (
    "/health",
    "/robots.txt",
    "/sitemap.xml",
    "/plan/open-topics/feed/",
    "/api/v1/openapi.json",
    "/api/nowhere",
)


def test_no_answer_for_machines_varies_by_cookie(client: Client) -> None:
    """Else no cache in between could keep one. Walks every open address of both APIs, and the feeds."""
    walked = [entry["path"] for entry in client.get("/api/v1/").json()["items"]]
    walked += [f"/api/hsds/v3{path.removeprefix('/api/hsds/v3')}" for path in hsds.description()["paths"]]
    client.force_login(get_user_model().objects.create_user("reader"))
    for path in [*walked, *OTHERS]:
        response = client.get(path)
        assert "Cookie" not in response.headers.get("Vary", ""), path
        assert not response.cookies, path


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_is_refused(method: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)(NEEDS)
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_head_is_answered_like_get_without_body(client: Client) -> None:
    response = client.head(NEEDS)
    assert response.status_code == 200
    assert response.content == b""
    assert response.headers["ETag"] == client.get(NEEDS).headers["ETag"]


@pytest.mark.parametrize(
    "path", ["needs/none", "areas/none", "indicators/none/values", "open-topics/none", "nowhere"]
)
def test_unknown_address_is_404_with_a_way_on(client: Client, path: str) -> None:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 404
    assert "/api/v1/" in response.json()["detail"]


def test_pages_outside_the_api_are_not_opened(client: Client) -> None:
    assert "Access-Control-Allow-Origin" not in client.get("/health").headers


def test_docs_explain_every_address_and_load_nothing_from_elsewhere(client: Client) -> None:
    text = client.get("/api/").content.decode()
    for entry in client.get("/api/v1/").json()["items"]:
        assert f"GET {entry['path']}" in text
    assert "<script" not in text
    assert 'src="http' not in text
    assert text.count("<h1>") == 1


def test_examples_of_the_docs_are_answered(client: Client) -> None:
    from gesamtplan.api.docs import EXAMPLES  # noqa: PLC0415 - beside the one test that needs it

    for path, query in EXAMPLES.items():
        response = client.get(f"/api/v1/{path}{query}")
        assert response.status_code == 200, (path, response.content)
