"""The page of money."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django.fixtures import DjangoAssertNumQueries as Most

from gesamtplan.web.funding.flow import MOST, flow
from gesamtplan.web.funding.words import amount_text, period_text
from tests import factories_figures as make

pytestmark = pytest.mark.django_db
QUERIES = 10


@pytest.mark.parametrize("rows", [3, 30])
def test_money_needs_few_queries(client: Client, django_assert_max_num_queries: Most, rows: int) -> None:
    for number in range(rows):
        make.budget_line(number)
    with django_assert_max_num_queries(QUERIES):
        assert client.get("/money/?year=2033").status_code == 200


def test_money_never_shows_a_total(client: Client) -> None:
    for number in range(3):
        make.budget_line(number, amount=Decimal(1111))
    page = client.get("/en/money/?q=Measure&year=2033").content.decode()
    assert "1,111" in page
    assert "3,333" not in page
    assert "They are not added up." in page


def test_amount_that_is_not_known_is_shown_as_unknown(client: Client) -> None:
    make.budget_line(1, amount=None)
    page = client.get("/en/money/?q=TM30001").content.decode()
    assert "Without a known amount, so not in the picture" in page
    assert "unknown" in page


def test_money_has_an_empty_state(client: Client) -> None:
    assert 'class="empty"' in client.get("/money/?q=no-such-word-anywhere").content.decode()


def test_csv_leaves_unknown_empty_and_follows_the_filter(client: Client) -> None:
    make.budget_line(1, amount=None, source=None)
    header, row = client.get("/en/money/?q=TM30001&format=csv").content.decode("utf-8-sig").splitlines()
    cells = dict(zip(header.split(";"), row.split(";"), strict=True))
    assert cells["Measure"] == "TM30001"
    assert cells["Amount in EUR"] == cells["Payer"] == cells["Level"] == cells["Duty by law"] == ""
    assert cells["Sources"] == "https://source.test/1"


def test_flow_draws_one_band_for_each_line_with_a_known_amount() -> None:
    lines = [make.budget_line(1), make.budget_line(2, amount=None), make.budget_line(3, source=None)]
    picture = flow(lines)
    assert [band.line for band in picture.bands] == [lines[0], lines[2]]
    assert list(picture.without_amount) == [lines[1]]
    assert [node.css_class for node in picture.payers] == ["payer-city", "payer-unknown"]


def test_flow_of_nothing_is_empty() -> None:
    assert flow([]).bands == []


def test_flow_puts_a_measure_of_several_fields_into_one_band() -> None:
    measure = make.measure(1)
    measure.fields_of_action.add(make.field_of_action(2))
    picture = flow([make.budget_line(1, measure=measure)])
    assert len(picture.bands) == len(picture.fields) == 1


@pytest.mark.parametrize(
    ("first", "last", "precision", "expected"),
    [
        (dt.date(2016, 1, 1), dt.date(2019, 12, 31), "year", "2016 – 2019"),
        (dt.date(2022, 1, 1), dt.date(2022, 12, 31), "year", "2022"),
        (None, None, "", ""),
    ],
)
def test_period_is_told_as_exactly_as_it_is_known(
    first: dt.date | None, last: dt.date | None, precision: str, expected: str
) -> None:
    line = make.budget_line(1, period_from=first, period_to=last, period_precision=precision)
    assert period_text(line) == expected


def test_open_period_and_yearly_amount_say_so() -> None:
    line = make.budget_line(1, period_to=None, per_year=True, amount=Decimal(5_000_000), precision="about")
    with override("en"):
        assert period_text(line) == "from 2033 on"
        assert amount_text(line) == "about 5 million EUR per year"


def test_money_shows_50_lines_and_its_file_all(client: Client) -> None:
    for number in range(60):
        make.budget_line(number)
    page = client.get("/money/", {"q": "TM300"})
    assert len(page.context["page"]) == 50
    lines = client.get("/money/", {"q": "TM300", "format": "csv"}).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 61


def test_flow_holds_the_largest_amounts_and_says_what_it_leaves_out(client: Client) -> None:
    for number in range(MOST + 5):
        make.budget_line(number, amount=Decimal(1000 + number))
    page = client.get("/en/money/", {"q": "TM300", "year": "2033"})
    shown = page.context["flow"].bands
    assert len(shown) == MOST
    assert min(band.line.amount for band in shown) == 1005
    assert "5 more lines of this time are not in the picture" in page.content.decode()
