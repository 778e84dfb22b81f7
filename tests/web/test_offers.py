"""Pages of the directory of offers."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries as Most

from gesamtplan.offers.models import Offer
from tests import factories_figures as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", [3, 30])
def test_offers_need_few_queries(client: Client, django_assert_max_num_queries: Most, rows: int) -> None:
    for number in range(rows):
        make.offer(number, statuses=["p24"], places=number)
    with django_assert_max_num_queries(8):
        assert client.get("/offers/table/?kind=test-kind").status_code == 200
    client.get("/offers/")  # the directory is read once for each state of it
    with django_assert_max_num_queries(8):
        assert client.get("/offers/TO1/").status_code == 200


def test_old_places_are_the_last_known_ones(client: Client) -> None:
    make.offer(
        1,
        places=3000,
        places_on=dt.date(2016, 2, 1),
        places_on_precision="month",
        places_unit=make.text("people"),
    )
    for url in ("/en/offers/table/?kind=test-kind", "/en/offers/TO1/"):
        page = client.get(url).content.decode()
        assert "ask" in page
        assert "last known: 3,000 people (en)" in page
        assert "February 2016" in page


def test_fresh_places_are_shown_as_today(client: Client) -> None:
    make.offer(1, places=12, places_on=timezone.localdate())
    page = client.get("/en/offers/TO1/").content.decode()
    assert "last known" not in page
    assert "12 places" in page


def test_what_is_not_known_of_an_offer_is_unknown(client: Client) -> None:
    make.offer(1, provider=None)
    page = client.get("/en/offers/TO1/").content.decode()
    assert "residence statuses unknown" in page
    assert page.count("tone-unknown") >= 6


def test_offer_names_statuses_cost_and_entitlements(client: Client) -> None:
    cost = {"amount": 2800, "precision": "almost", "note": make.text("per course")}
    make.offer(
        1,
        statuses=["p24"],
        costs=[cost],
        funding_level="city",
        is_voluntary=True,
        serves=["integration-course"],
    )
    page = client.get("/en/offers/TO1/").content.decode()
    for shown in (
        "Temporary protection",
        "almost 2,800 EUR",
        "per course (en)",
        "voluntary service",
        "Integration course",
        "Work",
    ):
        assert shown in page


def test_offer_that_is_not_public_is_not_found(client: Client) -> None:
    make.offer(1, is_public=False)
    assert client.get("/offers/TO1/").status_code == 404
    assert "TO1" not in client.get("/offers/table/?format=csv").content.decode()


def test_offers_have_an_empty_state(client: Client) -> None:
    assert 'class="empty"' in client.get("/offers/table/?q=no-such-word-anywhere").content.decode()


def test_csv_leaves_unknown_empty(client: Client) -> None:
    make.offer(1)
    header, row = (
        client.get("/en/offers/table/?kind=test-kind&format=csv").content.decode("utf-8-sig").splitlines()
    )
    cells = dict(zip(header.split(";"), row.split(";"), strict=True))
    assert cells["Code"] == "TO1"
    assert cells["Places"] == cells["Cost"] == cells["Residence statuses"] == cells["Who pays"] == ""


def test_every_offer_of_munich_opens_with_its_sources(client: Client, munich: None) -> None:
    codes = list(Offer.objects.values_list("code", flat=True))
    assert len(codes) == 27
    for code in codes:
        page = client.get(f"/offers/{code}/")
        assert page.status_code == 200
        assert 'class="sources"' in page.content.decode()
