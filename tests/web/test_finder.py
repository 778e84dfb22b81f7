"""The finder as people meet it."""

import logging
import re

import pytest
from django.db import connection
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries as Most

from gesamtplan.offers.models import UnmetSearch
from gesamtplan.offers.queries import forget_directory
from tests import factories_figures as make

pytestmark = pytest.mark.django_db
ASKED = "status=duldung-discretionary&kind=language&since=2026-10-01"
NO_HTML = re.compile(r"<[^>]+>|\s+")


def text_of(page: bytes) -> str:
    return re.sub(" +", " ", NO_HTML.sub(" ", page.decode()))


@pytest.mark.usefixtures("munich")
def test_finder_shows_municipal_courses_first_and_why_the_federal_course_is_closed(client: Client) -> None:
    page = client.get(f"/en/offers/?{ASKED}")
    html, text = page.content.decode(), text_of(page.content)
    assert text.index("Municipal German courses") < text.index("Federal integration course")
    assert "A law or rule does not open it to people with your paper since 1 December 2025." in text
    assert "BAMF order" in text
    federal = html[html.index('id="O27"') :]
    assert 'class="sources"' in federal
    assert 'href="https://' in federal


@pytest.mark.usefixtures("munich")
def test_finder_without_any_question_lists_all_and_answers_nobody(client: Client) -> None:
    text = text_of(client.get("/en/offers/").content)
    assert "27 offers" in text
    assert "open to you" not in text.replace("open to you from today", "")
    assert UnmetSearch.objects.count() == 0


@pytest.mark.parametrize("rows", [3, 30])
def test_finder_needs_few_queries(client: Client, django_assert_max_num_queries: Most, rows: int) -> None:
    for number in range(rows):
        make.offer(number, statuses=["p24"], places=number)
    forget_directory()
    client.get("/en/offers/?near=Laim")  # the directory is read once for each state of it
    with django_assert_max_num_queries(8):
        assert client.get("/en/offers/?kind=test-kind&status=p24&near=Laim").status_code == 200
    in_a_transaction = (
        4 if connection.vendor == "postgresql" else 0
    )  # the search sets how its query is planned
    with django_assert_max_num_queries(8 + in_a_transaction):
        assert client.get("/en/offers/?kind=test-kind&status=p24&near=Laim&q=Offer").status_code == 200
    with django_assert_max_num_queries(8):
        assert client.get("/offers/TO1/?status=p24").status_code == 200
    with django_assert_max_num_queries(8):
        assert client.get("/offers/list/?list=TO0,TO1,TO2&status=p24").status_code == 200


def test_finder_says_what_makes_no_sense_and_goes_on(client: Client) -> None:
    page = client.get("/en/offers/?since=2999-01-01&age=abc&status=emperor&kind=nothing&near=Atlantis")
    text = text_of(page.content)
    assert page.status_code == 200
    for said in (
        "This day lies ahead",
        "Give your age in whole years",
        "There is no such choice",
        "We do not know this place",
    ):
        assert said in text


def test_finder_finds_by_words_in_the_search_index(client: Client) -> None:
    make.offer(1, title=make.text("Schwimmen lernen"))
    from gesamtplan.offers.search import index_offers  # noqa: PLC0415 - only this test writes past the operations

    index_offers(["TO1"])
    forget_directory()
    assert "Schwimmen lernen" in client.get("/offers/?q=schwimmen").content.decode()
    assert "Schwimmen lernen" not in client.get("/offers/?q=Deutschkurs").content.decode()


def test_finder_answers_a_script_with_the_list_alone(client: Client) -> None:
    page = client.get("/offers/", headers={"HX-Request": "true", "HX-Target": "found"}).content.decode()
    assert "<html" not in page
    assert "<h1" not in page
    assert 'role="status"' in page


def test_answer_is_kept_by_nobody_and_its_address_told_to_nobody(client: Client) -> None:
    for address in (f"/offers/?{ASKED}", "/offers/O01/?status=p24", "/offers/list/?list=O01&status=p24"):
        answer = client.get(address)
        assert answer["Cache-Control"] == "no-store, private"
        assert answer["Referrer-Policy"] == "strict-origin"
        assert answer["X-Robots-Tag"] == "noindex"
        assert not answer.cookies


def test_nothing_about_the_person_is_logged_or_stored(
    client: Client, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "status=duldung-own-fault&since=1999-09-09&age=119&speaks=ti&near=Zwergstrasse77&q=Geheimwort&kind=language"
    with caplog.at_level(logging.DEBUG):
        for path in (
            "/offers/",
            "/en/offers/",
            "/offers/O01/",
            "/offers/list/",
            "/offers/nothing/",
            "/ar/offers/",
        ):
            client.get(f"{path}?{said}&list=O01")
        client.post(f"/offers/?{said}")
    assert caplog.records  # the address that is not there leaves a line
    printed = capsys.readouterr()
    written = caplog.text + printed.out + printed.err
    for word in ("duldung-own-fault", "1999-09-09", "119", "Zwergstrasse77", "Geheimwort"):
        assert word not in written
    assert {(row.kind, row.area) for row in UnmetSearch.objects.all()} <= {("language", "")}


def test_unmet_search_is_counted_once_by_kind_and_district(client: Client) -> None:
    make.offer(1, statuses=["p24"])
    forget_directory()
    client.get("/offers/?kind=test-kind&status=p25-2&near=05")
    client.get("/offers/?kind=test-kind&status=p25-2&near=05&page=2")
    (row,) = UnmetSearch.objects.all()
    assert (row.kind, row.area) == ("test-kind", "05")
    client.get("/offers/?kind=test-kind&status=p24&near=05")
    assert UnmetSearch.objects.get().searches == row.searches


@pytest.mark.usefixtures("munich")
def test_list_stands_in_the_address_and_its_shared_form_tells_nothing_of_the_person(client: Client) -> None:
    page = client.get(
        "/en/offers/list/?list=O01,O27,gone&status=duldung-discretionary&since=2026-10-01"
    ).content.decode()
    shared = re.search(r'id="shared"[^>]*value="([^"]+)"', page)
    mail = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert shared
    assert mail
    assert shared[1].endswith("/en/offers/list/?list=O01,O27")
    assert "Municipal German courses" in mail[1]
    for secret in ("duldung", "Ermessensduldung", "2026-10-01", "1 October 2026", "Not open"):
        assert secret not in mail[1]
    assert "no longer public" in page


def test_list_that_is_empty_says_what_to_do(client: Client) -> None:
    assert "Your list is empty" in client.get("/en/offers/list/").content.decode()


@pytest.mark.usefixtures("munich")
def test_offer_is_put_on_the_list_and_taken_off_by_links_alone(client: Client) -> None:
    page = client.get("/en/offers/?kind=language").content.decode()
    put = re.search(r'<a href="(\?[^"]*list=O01[^"]*)"', page)
    assert put
    again = client.get("/en/offers/" + put[1].replace("&amp;", "&").partition("#")[0]).content.decode()
    assert "My list (1)" in again
    assert "Take off my list" in again


@pytest.mark.usefixtures("munich")
def test_address_of_an_offer_answers_for_whom_it_says(client: Client) -> None:
    page = text_of(client.get("/en/offers/O27/?status=duldung-discretionary&since=2026-10-01").content)
    assert "May I go there?" in page
    assert "Not open to you today" in page
    assert "Discretionary toleration" in page
    assert "Not open to you today" not in text_of(client.get("/en/offers/O27/").content)
