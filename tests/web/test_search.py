"""The page of results, and what shows while somebody types."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gesamtplan.plan.search import index_subject
from tests import factories

pytestmark = pytest.mark.usefixtures("munich")

TYPING = {"HX-Request": "true", "HX-Target": "site-suggestions"}


def page(client: Client, **asked: str) -> str:
    return client.get("/search/", asked).content.decode()


def test_results_are_marked_named_and_lead_to_pages_that_answer(client: Client) -> None:
    text = page(client, q="deutschkurs")
    assert "<mark>" in text
    links = re.findall(r'<h2[^>]*><a href="([^"]+)"', text)
    assert "/plan/needs/N18/" in links
    assert {client.get(link, follow=True).status_code for link in links} == {200}


@pytest.mark.parametrize("query", ["arbeit", "wohnen", "16291", "statistik", "stadtrat"])
def test_every_hit_has_a_page(client: Client, query: str) -> None:
    links = re.findall(r'<h2[^>]*><a href="([^"]+)"', page(client, q=query))
    assert {client.get(link, follow=True).status_code for link in links} == {200}


def test_kinds_are_counted_and_narrow(client: Client) -> None:
    whole = page(client, q="Sozialreferat")
    kind, count = re.findall(r'kind=(\w+)">[^<]+<span class="meta">(\d+)', whole)[0]
    narrowed = page(client, q="Sozialreferat", kind=kind)
    assert f'<p role="status">{count} ' in narrowed
    assert len(re.findall(r'href="\?[^"]*kind=', narrowed)) == len(re.findall(r'href="\?[^"]*kind=', whole))


def test_fields_and_years_narrow(client: Client) -> None:
    whole = page(client, q="Unterkünfte")
    assert "<select" in whole
    field = re.findall(r'<option value="([^"]+)"', whole[whole.index('name="field"') :])[1]
    narrowed = page(client, q="Unterkünfte", field=field)
    fewer, more = (int(re.findall(r'<p role="status">(\d+)', text)[0]) for text in (narrowed, whole))
    assert 0 < fewer < more


def test_a_slip_of_the_pen_is_told(client: Client) -> None:
    text = page(client, q="deutshkurs")
    assert "deutshkurs" in text
    assert "<strong>Deutschkurs</strong>" in text


def test_nothing_found_says_what_to_do(client: Client) -> None:
    text = page(client, q="xyzxyzxyz")
    assert 'class="empty"' in text
    assert 'href="/offers/"' in text


def test_no_query_no_results(client: Client) -> None:
    assert "<mark>" not in page(client)


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "<script>alert(1)</script>"},
        {"q": "\x00"},
        {"q": "a" * 5000},
        {"q": "kurs", "page": "9999999"},
        {"q": "kurs", "page": "x"},
        {"q": "kurs", "kind": "'"},
        {"q": "kurs", "field": '"]'},
    ],
)
def test_any_address_is_answered(client: Client, asked: dict[str, str]) -> None:
    response = client.get("/search/", asked)
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_later_pages_go_on_counting(client: Client) -> None:
    assert '<ol class="found" start="21">' in page(client, q="Bevölkerung", page="2")


def test_while_typing_only_a_few_links_are_sent(client: Client) -> None:
    response = client.get("/search/", {"q": "deutschk"}, headers=TYPING)
    text = response.content.decode()
    assert "<html" not in text
    assert 2 <= text.count("<li>") <= 7
    assert "/search/?q=deutschk" in text
    assert "HX-Target" in response.headers["Vary"]


def test_an_emptied_field_has_no_suggestions(client: Client) -> None:
    assert client.get("/search/", {"q": ""}, headers=TYPING).content.decode().strip() == ""


def test_the_head_of_every_page_searches_everything_also_without_script(client: Client) -> None:
    text = client.get("/").content.decode()
    form = text[text.index('class="site-search"') : text.index("</form>")]
    assert 'action="/search/"' in form
    assert 'hx-get="/search/"' in form
    assert "hx-on" not in form


def test_the_page_costs_the_same_for_ten_times_as_many(client: Client) -> None:
    counts = []
    for number in (3, 30):
        for row in [factories.need(title=factories.text("Raumschiffhafen")) for _ in range(number)]:
            index_subject(row)
        client.get("/search/", {"q": "Raumschiffhafen"})
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/search/", {"q": "Raumschiffhafen"}).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 10


def test_english_page_shows_english_titles(client: Client) -> None:
    text = client.get("/en/search/", {"q": "German courses"}).content.decode()
    assert "/en/plan/" in text or "/en/offers/" in text
    assert "Papers and resolutions" in text or "Needs" in text
