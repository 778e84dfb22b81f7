"""The desk's page of unmet demand."""

import datetime as dt

import pytest
from django.test import Client

from gesamtplan.accounts.models import User
from gesamtplan.offers.models import UnmetSearch

pytestmark = pytest.mark.django_db
MONTH = dt.date(2026, 5, 1)


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(User.objects.create_user("somebody"))
    return client


@pytest.mark.usefixtures("munich")
def test_unmet_demand_names_kind_and_district_and_hides_small_counts(desk: Client) -> None:
    UnmetSearch.objects.create(kind="language", area="05", month=MONTH, searches=17)
    UnmetSearch.objects.create(kind="day-care", area="", month=MONTH, searches=4)
    page = desk.get("/en/desk/unmet/").content.decode()
    for shown in ("German course", "Au-Haidhausen", "May 2026", "17", "fewer than 10", "district not said"):
        assert shown in page
    assert ">4<" not in page
    csv = desk.get("/en/desk/unmet/?format=csv").content.decode("utf-8-sig")
    assert "2026-05;German course;05 Au-Haidhausen;17" in csv
    assert "fewer than 10" in csv


def test_unmet_demand_is_empty_at_first_and_closed_to_the_public(client: Client, desk: Client) -> None:
    assert "No search has ended" in desk.get("/en/desk/unmet/").content.decode()
    assert Client().get("/en/desk/unmet/").status_code == 302
