"""Paging, filters, order, languages and CSV of lists."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from gesamtplan.api.tables import cell_text
from gesamtplan.offers.models import Offer
from gesamtplan.plan.models import Measure, Need

pytestmark = pytest.mark.usefixtures("munich")
LISTS = (
    "fields", "needs", "measures", "open-topics", "resolutions", "motions", "committees", "organizations", "offers",
    "sources", "areas", "indicators", "indicator-values", "budget-lines", "figures", "reports", "day-one",
    "entitlement/rules", "entitlement/statuses", "entitlement/kinds", "entitlement/conditions",
)  # fmt: skip


def items(client: Client, query: str) -> list[dict[str, Any]]:
    response = client.get(f"/api/v1/{query}")
    assert response.status_code == 200, response.content
    found: list[dict[str, Any]] = response.json()["items"]
    return found


def codes(client: Client, query: str) -> list[str]:
    return [item["code"] for item in items(client, query)]


def test_pages_follow_each_other_without_gap_or_overlap(client: Client) -> None:
    path, found = "/api/v1/needs?limit=8&order=-title", []
    while path:
        answer = client.get(path).json()
        assert answer["count"] == 35
        found += [item["code"] for item in answer["items"]]
        path = answer["next"]
    assert len(found) == len(set(found)) == 35
    assert found == codes(client, "needs?limit=500&order=-title")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("limit=0", "limit: Input should be greater than or equal to 1"),
        ("limit=501", "limit: Input should be less than or equal to 500"),
        ("limit=many", "limit: Input should be a valid integer"),
        ("offset=-1", "offset:"),
        ("order=colour", "order: Input should be 'code', '-code'"),
        ("state=good", "state: Input should be 'proposed'"),
        ("lang=fr", "lang: Input should be 'de' or 'en'"),
        ("format=xml", "format: Input should be 'json' or 'csv'"),
        ("lang=", "lang:"),
        ("feild=HF1", "Unknown parameter: feild. Known here:"),
        ("q=%00", "q:"),
    ],
)
def test_bad_parameter_is_refused_with_what_would_be_right(client: Client, query: str, told: str) -> None:
    response = client.get(f"/api/v1/needs?{query}")
    assert response.status_code == 422
    assert told in response.json()["detail"]


@pytest.mark.parametrize("day", ["0", "1700000000", "1.12.2025", "2025-02-30", "2025-12", ""])
def test_only_a_day_is_a_day(client: Client, day: str) -> None:
    response = client.get(f"/api/v1/offers?on={day}")
    assert response.status_code == 422
    assert response.json()["errors"][0]["parameter"] == "on"


def test_needs_are_filtered_by_all_that_is_promised(client: Client) -> None:
    every = items(client, "needs?limit=500")
    some = every[0]
    for name, value in {
        "field": some["fields"][0],
        "state": some["state"],
        "term": some["term"],
        "origin": some["origin"],
    }.items():
        key = "fields" if name == "field" else name
        expected = {
            item["code"] for item in every if value in (item[key] if name == "field" else [item[key]])
        }
        assert set(codes(client, f"needs?limit=500&{name}={value}")) == expected
    lead = next(item["lead"]["code"] for item in every if item["lead"])
    expected = {item["code"] for item in every if item["lead"] and item["lead"]["code"] == lead}
    assert set(codes(client, f"needs?limit=500&lead={lead}")) == expected
    assert codes(client, f"needs?q={some['code']}") == [some["code"]]
    assert codes(client, "needs?q=nothingofthekind") == []


def test_values_are_filtered_by_indicator_area_kind_and_year(client: Client) -> None:
    some = items(client, "indicator-values?kind=district&limit=1")[0]
    path = f"indicator-values?indicator={some['indicator']}&area={some['area']}&year_from=2010&year_to=2012&limit=500"
    found = items(client, path)
    assert {(row["indicator"], row["area"]) for row in found} == {(some["indicator"], some["area"])}
    assert [row["year"] for row in found] == [2010, 2011, 2012]
    own = items(
        client, f"indicators/{some['indicator']}/values?area={some['area']}&year_from=2010&year_to=2012"
    )
    assert own == found


def test_order_turns_around(client: Client) -> None:
    assert codes(client, "measures?limit=500&order=-code") == codes(client, "measures?limit=500")[::-1]


@pytest.mark.parametrize("path", LISTS)
def test_one_language_flattens_every_text(client: Client, path: str) -> None:
    def texts(data: Any) -> bool:
        if isinstance(data, dict):
            return (bool(data) and data.keys() <= {"de", "en"}) or any(map(texts, data.values()))
        return isinstance(data, list) and any(map(texts, data))

    assert not texts(items(client, f"{path}?lang=en"))


def test_page_for_people_follows_the_language(client: Client) -> None:
    german, english = (
        items(client, f"needs?limit=1&lang={language}")[0]["page"] for language in ("de", "en")
    )
    if german is not None:  # the page is there as soon as the site has one of that name
        assert english == f"/en{german}"


@pytest.mark.parametrize("path", LISTS)
def test_csv_equals_json(client: Client, path: str) -> None:
    rows = items(client, f"{path}?lang=de")
    response = client.get(f"/api/v1/{path}?lang=de&format=csv")
    assert response.headers["Content-Type"].startswith("text/csv")
    table = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert len(table) == len(rows)
    for line, row in zip(table, rows, strict=True):
        for heading, text in line.items():
            assert text == cell_text(at(row, heading)), heading


def at(row: Any, heading: str) -> Any:
    for key in heading.split("."):
        row = row.get(key) if isinstance(row, dict) else None
    return row


def test_csv_is_also_asked_for_by_header(client: Client) -> None:
    by_header = client.get("/api/v1/needs", headers={"accept": "text/csv"})
    assert by_header.content == client.get("/api/v1/needs?format=csv").content
    assert by_header.headers["X-Total-Count"] == "35"
    browser = "text/html,application/xhtml+xml,*/*;q=0.8"
    assert (
        client.get("/api/v1/needs", headers={"accept": browser}).headers["Content-Type"] == "application/json"
    )


def test_empty_csv_has_the_same_headings(client: Client) -> None:
    full = client.get("/api/v1/needs?format=csv").content.splitlines()[0]
    assert client.get("/api/v1/needs?format=csv&q=nothingofthekind").content.splitlines() == [full]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (0, "0"),
        (-2.5, "-2.5"),
        ("=1+1", "'=1+1"),
        ("@cmd", "'@cmd"),
        ("-", "-"),
        (["a", "b"], "a | b"),
        ([{"code": "x", "name": "y"}], "x"),
        ([], ""),
        ({"a": 1}, '{"a": 1}'),
    ],
)
def test_cell_of_a_table(value: Any, text: str) -> None:
    assert cell_text(value) == text


def test_what_is_not_public_never_shows(client: Client) -> None:
    need = Need.objects.exclude(resolutions=None).exclude(measures=None).first()
    measure = need.measures.first() if need else None
    offer = Offer.objects.get(code=codes(client, "offers?limit=1")[0])
    assert need
    assert measure
    for row in (need, measure, offer):
        type(row).objects.filter(pk=row.pk).update(is_public=False)
    assert client.get(f"/api/v1/needs/{need.code}").status_code == 404
    everything = [
        item for path in LISTS for item in items(client, path) if not path.startswith("entitlement")
    ]
    text = json.dumps(everything)
    assert f'"{need.code}"' not in text
    assert f'"{measure.code}"' not in text
    assert f'"{offer.code}"' not in text
    assert client.get(f"/api/v1/measures?need={need.code}").json()["count"] == 0
    assert Measure.objects.count() == 31
