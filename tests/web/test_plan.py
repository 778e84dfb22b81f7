"""Pages of the plan: lists, chains, register, feed."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from gesamtplan.plan.models import Measure, Need
from tests import factories as make

pytestmark = pytest.mark.django_db
LISTS = ("/plan/needs/", "/plan/needs/?view=board", "/plan/measures/", "/plan/measures/?view=timeline")
MAKERS = {"/plan/needs/": make.many_needs, "/plan/measures/": make.many_measures}


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize("address", LISTS)
def test_list_takes_at_most_15_queries_at_50_and_500(client: Client, address: str) -> None:
    create = MAKERS[address.partition("?")[0]]
    create(50)
    few = queries(client, address)
    create(450)
    assert queries(client, address) == few <= 15


def test_download_takes_no_more_queries_for_more_rows(client: Client) -> None:
    make.many_needs(5)
    few = queries(client, "/plan/needs/?format=csv")
    make.many_needs(50)
    assert queries(client, "/plan/needs/?format=csv") == few


@pytest.mark.parametrize("address", ["/plan/", *LISTS, "/plan/open-topics/", "/plan/open-topics/feed/"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_page_opens(munich: None, client: Client, address: str, prefix: str) -> None:
    assert client.get(prefix + address).status_code == 200


def test_every_need_and_measure_opens(munich: None, client: Client) -> None:
    for need in Need.objects.all():
        assert client.get(f"/plan/needs/{need.code}/").status_code == 200
    for measure in Measure.objects.all():
        assert client.get(f"/plan/measures/{measure.code}/").status_code == 200


@pytest.mark.parametrize("address", ["/plan/needs/NOPE/", "/plan/measures/NOPE/"])
def test_unknown_code_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_hidden_need_is_not_found(client: Client) -> None:
    assert client.get(f"/plan/needs/{make.need(is_public=False).code}/").status_code == 404


def test_filters_come_from_the_address(munich: None, client: Client) -> None:
    page = client.get("/plan/needs/", {"field": "HF5", "state": "recognised"}).context["page"]
    assert [row.code for row in page] == ["N24", "N25"]


def test_sorting_turns_the_order(munich: None, client: Client) -> None:
    first = client.get("/plan/needs/", {"sort": "-code"}).context["page"][0]
    assert first.code == "N35"


def test_empty_list_says_what_to_do(munich: None, client: Client) -> None:
    html = client.get("/plan/needs/", {"q": "zzzzqqqq"}).content.decode()
    assert 'class="empty"' in html
    assert 'href="/plan/needs/"' in html


def test_htmx_gets_the_results_only(munich: None, client: Client) -> None:
    response = client.get("/plan/needs/", {"q": "Deutschkurse"}, headers={"HX-Request": "true"})
    html = response.content.decode()
    assert "<html" not in html
    assert 'id="results"' in html
    assert 'hx-swap-oob="true"' in html
    assert "HX-Request" in response["Vary"]


def test_board_has_a_column_per_state(munich: None, client: Client) -> None:
    board = client.get("/plan/needs/", {"view": "board"}).context["board"]
    assert {column.state: column.total for column in board}["unknown"] == 19


def test_csv_has_the_filtered_rows_and_leaves_unknown_empty(munich: None, client: Client) -> None:
    response = client.get("/plan/needs/", {"state": "met", "format": "csv"})
    lines = response.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[1].startswith("N03;")
    assert ";;" in lines[1]  # the term of no need is known


def test_xlsx_has_all_measures(munich: None, client: Client) -> None:
    book = load_workbook(io.BytesIO(client.get("/plan/measures/", {"format": "xlsx"}).content))
    assert book.active.max_row == 32


def test_chain_links_need_measures_and_money(munich: None, client: Client) -> None:
    html = client.get("/plan/needs/N18/").content.decode()
    assert 'href="/plan/measures/M02/"' in html
    assert 'href="/plan/measures/M02/#money"' in html
    assert 'href="/plan/needs/N18/"' in client.get("/plan/measures/M02/").content.decode()


def test_chain_of_a_bare_need_has_no_dead_end(client: Client) -> None:
    html = client.get(f"/plan/needs/{make.need().code}/").content.decode()
    assert html.count("is-missing") >= 5


def test_draft_is_not_public(client: Client) -> None:
    need = make.need()
    make.update(need, "met", published_at=None, text=make.text("Geheimer Entwurf"))
    html = client.get(f"/plan/needs/{need.code}/").content.decode()
    assert "Geheimer Entwurf" not in html


def test_only_those_who_may_see_the_way_to_the_form(client: Client) -> None:
    need = make.need()
    assert "/update/" not in client.get(f"/plan/needs/{need.code}/").content.decode()
    client.force_login(make.user("coordinator"))
    assert f"/desk/needs/{need.code}/update/" in client.get(f"/plan/needs/{need.code}/").content.decode()


def test_timeline_lists_undated_measures_beneath(munich: None, client: Client) -> None:
    gantt = client.get("/plan/measures/", {"view": "timeline"}).context["gantt"]
    assert {measure.code for measure in gantt.undated} == {"M02", "M13"}
    assert len(gantt.bars) == 29


def test_register_has_seven_topics_without_a_date(munich: None, client: Client) -> None:
    rows = client.get("/plan/open-topics/").context["rows"]
    assert [row.due for row in rows] == ["unknown"] * 7


def test_feed_has_one_entry_per_topic(munich: None, client: Client) -> None:
    response = client.get("/plan/open-topics/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    assert response.content.decode().count("<entry>") == 7


@pytest.mark.parametrize("address", ["/plan/needs/", "/plan/measures/", "/plan/measures/?view=timeline"])
def test_list_shows_50_and_its_file_all(client: Client, address: str) -> None:
    create = MAKERS[address.partition("?")[0]]
    create(60)
    page = client.get(address)
    assert len(page.context["rows"]) == 50
    assert "page=2" in page.content.decode()
    lines = client.get(address.partition("?")[0], {"format": "csv"}).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + page.context["page"].paginator.count > 60


def test_file_of_measures_ends_with_amounts_and_sources(munich: None, client: Client) -> None:
    lines = client.get("/en/plan/measures/", {"format": "csv"}).content.decode("utf-8-sig").splitlines()
    head = lines[0].split(";")
    assert head[-2:] == ["Amounts", "Sources"]
    assert any("million EUR" in line for line in lines)


def test_register_says_the_note_of_all_topics_once(munich: None, client: Client) -> None:
    page = client.get("/plan/open-topics/")
    note = str(page.context["shared_note"])
    assert note
    assert page.content.decode().count(note) == 1


def test_register_keeps_notes_that_differ(munich: None, client: Client) -> None:
    topic = client.get("/plan/open-topics/").context["rows"][0].topic
    topic.note = make.text("Nur hier")
    topic.save()
    page = client.get("/plan/open-topics/")
    assert page.context["shared_note"] is None
    assert page.content.decode().count("Nur hier") == 1


def test_feed_stands_with_the_downloads(munich: None, client: Client) -> None:
    html = client.get("/plan/open-topics/").content.decode()
    downloads = html.partition('<p class="downloads">')[2].partition("</p>")[0]
    assert 'href="/plan/open-topics/feed/"' in downloads
