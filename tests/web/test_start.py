"""The first page."""

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_start_shows_four_tiles_that_open_their_list(munich: None, client: Client) -> None:
    html = client.get("/").content.decode()
    for state, number in (("met", 3), ("g-partly", 4), ("g-open", 7), ("unknown", 19)):
        assert f'/plan/needs/?state={state}"><span class="tile-number">{number}</span>' in html
        listed = client.get("/plan/needs/", {"state": state})
        assert listed.context["page"].paginator.count == number


def test_start_says_how_much_of_the_money_is_known(munich: None, client: Client) -> None:
    money = client.get("/").context["money"]
    assert money.measures == 31
    assert 0 < money.with_amount < 31
    assert money.with_amount + money.without_amount == 31


def test_start_flags_topics_without_report(munich: None, client: Client) -> None:
    assert client.get("/").context["without_report"] == 7


def test_start_never_shows_drafts(munich: None, client: Client) -> None:
    make.update(make.need(), "met", published_at=None, text=make.text("Geheimer Entwurf"))
    assert "Geheimer Entwurf" not in client.get("/").content.decode()


def test_start_gives_its_table_as_csv(munich: None, client: Client) -> None:
    lines = client.get("/", {"format": "csv"}).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 7
    assert lines[1].startswith("Unterbringung und Teilhabe im Sozialraum;10;")


def test_start_is_complete_without_any_data(db: None, client: Client) -> None:
    assert client.get("/").status_code == 200
