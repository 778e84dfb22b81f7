"""Pages of figures."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries as Most

from gesamtplan.indicators.models import Indicator
from gesamtplan.territory.models import Area
from gesamtplan.territory.queries import areas_of_figures
from tests import factories_figures as make

pytestmark = pytest.mark.django_db
LIST_QUERIES, DETAIL_QUERIES, REPORTED_QUERIES = 8, 12, 5


def _filled(number: int, areas: list[Area], years: range) -> Indicator:
    row = make.indicator(number)
    for area in areas:
        for year in years:
            make.value(
                row,
                area,
                year,
                Decimal(year - 1990) + Decimal("0.5"),
                numerator=Decimal(5),
                denominator=Decimal(10),
            )
    return row


@pytest.mark.parametrize("rows", [3, 30])
def test_figures_list_needs_few_queries(
    client: Client, django_assert_max_num_queries: Most, rows: int
) -> None:
    city = areas_of_figures()[0]
    for number in range(rows):
        _filled(number, [city], range(2020, 2023))
    with django_assert_max_num_queries(LIST_QUERIES):
        assert client.get("/figures/?theme=Theme+T").status_code == 200


@pytest.mark.parametrize(("areas", "years"), [(3, 3), (26, 25)])
def test_figure_needs_at_most_twelve_queries(
    client: Client, django_assert_max_num_queries: Most, areas: int, years: int
) -> None:
    row = _filled(1, list(areas_of_figures()[:areas]), range(2000, 2000 + years))
    with django_assert_max_num_queries(DETAIL_QUERIES):
        page = client.get(f"/figures/{row.code}/").content.decode()
    assert page.count('<th scope="row">') >= areas
    assert 'class="chart line-chart"' in page
    assert 'class="chart district-map"' in page


@pytest.mark.parametrize("rows", [3, 30])
def test_reported_figures_need_few_queries(
    client: Client, django_assert_max_num_queries: Most, rows: int
) -> None:
    for number in range(rows):
        make.reported_figure(number)
    with django_assert_max_num_queries(REPORTED_QUERIES):
        assert client.get("/figures/reported/").status_code == 200


def test_figures_without_values_say_how_to_load_them(client: Client) -> None:
    row = make.indicator(1)
    for url in ("/en/figures/?theme=Theme+T", f"/en/figures/{row.code}/"):
        page = client.get(url).content.decode()
        assert "values not loaded" in page
        assert "gesamtplan import indicators FILE" in page


def test_figures_only_with_values(client: Client) -> None:
    make.indicator(1)
    assert (
        "No figure fits these filters."
        in client.get("/en/figures/?theme=Theme+T&values=loaded").content.decode()
    )


def test_figure_shows_the_map_of_the_year_asked_for(client: Client) -> None:
    row = _filled(1, list(areas_of_figures()), range(2010, 2013))
    page = client.get(f"/en/figures/{row.code}/?year=2011").content.decode()
    assert "The districts in 2011" in page
    assert "The districts in 2012" in client.get(f"/en/figures/{row.code}/?year=nonsense").content.decode()


def test_figure_marks_breaks_targets_revisions_and_siblings(client: Client) -> None:
    city = areas_of_figures()[0]
    row = _filled(1, [city], range(2010, 2016))
    row.break_years = [2012]
    row.save()
    sibling = make.indicator(2)
    make.target(row, Decimal(40), dt.date(2035, 12, 31))
    older = make.delivery(2, as_of=dt.date(2029, 3, 4))
    make.value(row, city, 2013, Decimal("77.7"), is_current=False, delivery=older)
    page = client.get(f"/en/figures/{row.code}/").content.decode()
    for shown in (
        "series break in 2012",
        "31 December 2035",
        "77.7",
        "4 March 2029",
        f"/en/figures/{sibling.code}/",
    ):
        assert shown in page


def test_figure_shows_an_unknown_value_as_unknown(client: Client) -> None:
    row = make.indicator(1)
    city, district = areas_of_figures()[:2]
    make.value(row, city, 2020, Decimal(1))
    make.value(row, district, 2020, None)
    assert "tone-unknown" in client.get(f"/en/figures/{row.code}/").content.decode()


def test_figure_downloads_csv_and_json(client: Client) -> None:
    row = _filled(1, list(areas_of_figures()), range(2010, 2012))
    lines = client.get(f"/en/figures/{row.code}/?format=csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Code;Title;")
    assert len(lines) == 1 + 26 * 2
    data = json.loads(client.get(f"/figures/{row.code}/?format=json").content)
    assert data["count"] == len(data["items"]) == 52
    assert data["items"][0]["numerator"] == 5


def test_figures_download_follows_the_filter(client: Client) -> None:
    make.indicator(1)
    lines = client.get("/figures/?theme=Theme+T&format=csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert client.get("/figures/?format=xlsx").content[:2] == b"PK"


def test_unknown_figure_is_not_found(client: Client) -> None:
    assert client.get("/figures/no-such-figure/").status_code == 404


def test_reported_figures_keep_the_caution_of_the_source(client: Client) -> None:
    make.reported_figure(1)
    page = client.get("/en/figures/reported/?group=test-group").content.decode()
    assert "about 46,000 persons (en)" in page
    assert "https://source.test/1" in page


def test_munichs_non_german_residents_are_the_officially_published_ones(client: Client, munich: None) -> None:
    found = list(Indicator.objects.filter(values__year=2024, values__numerator=490_821).distinct())
    assert found, "no figure has 490,821 non-German residents in 2024"
    page = client.get(f"/figures/{found[0].code}/").content.decode()
    assert "490.821" in page
    assert "1.603.776" in page
