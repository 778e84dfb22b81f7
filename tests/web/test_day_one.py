"""The day-one page and what changed: readable without JavaScript, honest about what is not known."""

import csv
import io
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from gesamtplan.engine.entitlement import KINDS, STATUSES
from gesamtplan.gaps.models import Assessment
from gesamtplan.offers.models import Offer, OfferKind
from tests.gaps.factories import make_kind, make_need, make_offer, store

CLOSING = {"on": "2025-12-02", "compare": "2025-11-30"}
CELL = {"status": "duldung-discretionary", "kind": "integration-course"}


def clear_directory() -> None:
    Offer.objects.update(is_public=False)
    OfferKind.objects.update(entitlement_kinds=[])
    Assessment.objects.all().delete()


@pytest.fixture(scope="module")
def _stored_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Computing takes a second: once for all tests that only read. Taken back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        clear_directory()
        store()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def stored(_stored_once: None, db: None) -> None:
    """A matrix without any municipal offer."""


@pytest.fixture
def directory(_stored_once: None, db: None) -> None:
    """No offers but the test's own, nothing computed."""
    clear_directory()


def page(client: Client, path: str = "/en/day-one/", **query: str) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def test_page_without_assessment_says_what_to_do(client: Client, directory: None) -> None:
    assert "gesamtplan assess" in page(client)


def test_page_shows_each_cell_as_link_with_scoped_headers(client: Client, stored: None) -> None:
    html = page(client, **CLOSING)
    assert html.count('<td><a class="day-cell') == len(STATUSES) * len(KINDS)
    assert html.count('<th scope="row"') == len(STATUSES)
    assert html.count("<h1") == 1
    assert "style=" not in html


def test_page_counts_the_turned_cells_and_frames_them(client: Client, stored: None) -> None:
    html = page(client, **CLOSING)
    assert "6 cells turned" in html
    assert "1 December 2025" in html
    assert html.count('day-turned" href') == 6
    assert "until 30 November 2025: if place" in html


def test_turn_is_dated_by_the_outcome_not_by_a_caveat(client: Client, stored: None) -> None:
    html = page(client, on="2026-10-15", compare="2025-11-30")
    assert "6 cells turned" in html
    assert "1 September 2026" not in html
    assert "until 30 November 2025: if place" in html


def test_several_turning_days_are_told_as_a_span(client: Client, stored: None) -> None:
    html = page(client, on="2025-12-02", compare="2023-06-01")
    assert "between" in html
    assert "on 1 June 2023: if place" in html


def test_page_is_below_the_size_limit(client: Client, stored: None) -> None:
    assert len(page(client, **CLOSING, **CELL).encode()) < 150_000


def test_default_compares_today_with_the_day_before_the_last_turn(client: Client, stored: None) -> None:
    assert 'value="2025-11-30"' in page(client, on="2026-01-15")


def test_opened_cell_shows_basis_certainty_exception_and_source(client: Client, stored: None) -> None:
    html = page(client, **CLOSING, **CELL)
    assert "BAMF order (retroactive)" in html
    assert "self-payer" in html
    assert "high (stated in the source)" in html
    assert "https://www.sueddeutsche.de/" in html


def test_opened_hole_says_that_unknown_is_not_no(client: Client, stored: None) -> None:
    html = page(client, **CLOSING, status="other-title", kind="first-orientation")
    assert "That does not mean no." in html


def test_opened_cell_of_no_such_status_shows_no_panel(client: Client, stored: None) -> None:
    assert "Legal basis</h3>" not in page(client, **CLOSING, status="king", kind="work")


def test_municipal_offer_stands_in_with_its_last_confirmation(client: Client, directory: None) -> None:
    make_offer(
        "X01",
        title={"de": "Ersatzkurs", "en": "Stand-in course"},
        verified_on=date(2016, 2, 1),
        verified_on_precision="month",
    )
    store()
    html = page(client, **CLOSING, **CELL)
    assert "Stand-in course" in html
    assert "validity unknown, last confirmed February 2016" in html
    assert "<small>offer as of February 2016</small>" in html


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"on": "someday"}, "This is no day."),
        ({"compare": "2025-13-01"}, "This is no day."),
        ({"months": "-3"}, "0"),
        ({"months": "many"}, "Give whole months"),
        ({"circumstances": "rich"}, "no such set"),
    ],
)
def test_nonsense_is_told_and_the_usual_value_shown(
    client: Client, stored: None, query: dict[str, str], message: str
) -> None:
    html = page(client, **query)
    assert "Something in the form could not be read" in html
    assert message in html
    assert "day-matrix" in html


def test_german_day_is_understood(client: Client, stored: None) -> None:
    assert "6 cells turned" in page(client, on="02.12.2025", compare="30.11.2025")


def test_later_month_opens_work(client: Client, stored: None) -> None:
    query = {"on": "2024-03-01", "status": "gestattung", "kind": "work"}
    assert "after 3 months: discretion" in page(client, **query, months="0")
    assert "month 3 to 5" in page(client, **query, months="5")


def test_htmx_gets_the_part_it_asks_for(client: Client, stored: None) -> None:
    result = client.get("/en/day-one/", CLOSING, headers={"HX-Request": "true", "HX-Target": "result"})
    cell = client.get("/en/day-one/", CLOSING | CELL, headers={"HX-Request": "true", "HX-Target": "cell"})
    assert result.content.decode().strip().startswith('<div id="result"')
    assert cell.content.decode().strip().startswith('<section id="cell"')
    assert "HX-Request" in result["Vary"]


def test_csv_holds_each_cell_and_leaves_unknown_empty(client: Client, stored: None) -> None:
    response = client.get("/en/day-one/", CLOSING | {"format": "csv"})
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 1 + len(STATUSES) * len(KINDS)
    hole = next(row for row in rows if row[2] == "unknown" and not row[7])
    assert hole[4] == hole[6] == ""


def test_xlsx_is_offered(client: Client, stored: None) -> None:
    assert "spreadsheetml" in client.get("/en/day-one/", {"format": "xlsx"})["Content-Type"]


def test_table_view_lists_the_cells(client: Client, stored: None) -> None:
    html = page(client, view="table", **CLOSING)
    assert html.count('<th scope="row"') == len(STATUSES) * len(KINDS)


@pytest.mark.parametrize("number", [1, 10])
def test_page_queries_do_not_grow(
    client: Client, directory: None, django_assert_max_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    make_kind()
    for offer in range(number):
        make_offer(f"X{offer:02}")
        make_need(f"X-{offer:02}", group="no-federal-courses")
    store()
    with django_assert_max_num_queries(15):
        page(client, **CLOSING, **CELL)
    with django_assert_max_num_queries(13):
        page(client, "/en/day-one/changes/", on="2025-12-01")


def test_changes_name_cells_offers_and_needs(client: Client, directory: None) -> None:
    make_offer("X01", title={"de": "Kurs", "en": "Stand-in course"}, is_voluntary=False)
    make_need("X-1", group="no-federal-courses", title={"de": "Mehr Kurse", "en": "More courses"})
    make_need("X-2", title={"de": "Anderes", "en": "Something else"})
    store()
    html = page(client, "/en/day-one/changes/", on="2025-12-01")
    assert "6 cells turned" in html
    assert "Stand-in course" in html
    assert "More courses" in html
    assert "Something else" not in html
    assert "not judged by a person" in html


def test_changes_of_a_quiet_day_say_so_and_list_the_days(client: Client, stored: None) -> None:
    html = page(client, "/en/day-one/changes/", on="2025-11-03")
    assert "no cell of the matrix turned" in html
    assert "?on=2024-02-27" in html


def test_changes_of_nonsense_fall_back_to_the_last_turn(client: Client, stored: None) -> None:
    html = page(client, "/en/day-one/changes/", on="someday")
    assert "This is no day." in html
    assert "What changed on" in html


def test_changes_as_csv(client: Client, stored: None) -> None:
    response = client.get("/en/day-one/changes/", {"on": "2025-12-01", "format": "csv"})
    assert "if there is a place" in response.content.decode("utf-8-sig")


def test_page_speaks_german(client: Client, stored: None) -> None:
    html = page(client, "/day-one/", **CLOSING)
    assert '<html lang="de"' in html
    with translation.override("de"):
        assert "Anordnung des BAMF" in html
