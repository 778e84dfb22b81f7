"""Assessments and gaps for machines."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gesamtplan.gaps.models import Assessment

pytestmark = pytest.mark.usefixtures("munich")
EXPLAIN = "/api/v1/gaps/explain?topic=day-care&group=age-0-2-migration"


def test_assessments_say_why_they_are_partial(client: Client) -> None:
    found = client.get("/api/v1/assessments?kind=needs").json()
    assert found["count"] == 1
    assert found["items"][0]["status"] == "partial"
    assert {"people-unknown"} <= {reason["code"] for reason in found["items"][0]["reasons"]}


def test_one_assessment_tells_its_assumptions(client: Client) -> None:
    [item] = client.get("/api/v1/assessments?kind=needs").json()["items"]
    topics = client.get(item["url"]).json()["topics"]
    assert [topic["code"] for topic in topics] == ["day-care", "german-courses", "accommodation"]
    assert all(one["certainty"] for topic in topics for one in topic["assumptions"])


def test_failed_assessments_are_not_published(client: Client) -> None:
    row = Assessment.objects.filter(kind="needs").get()
    Assessment.objects.filter(pk=row.pk).update(status="failed")
    assert client.get(f"/api/v1/assessments/{row.pk}").status_code == 404
    assert client.get("/api/v1/gaps").status_code == 404


def test_gaps_come_with_the_largest_first(client: Client) -> None:
    found = client.get("/api/v1/gaps?topic=day-care&group=age-0-2-migration&level=district&limit=30").json()
    assert found["count"] == 25
    unmet = [item["unmet"] for item in found["items"]]
    assert unmet == sorted(unmet, reverse=True)


def test_an_upper_bound_says_so(client: Client) -> None:
    [item] = client.get("/api/v1/gaps?group=newcomers&year=2024").json()["items"]
    assert item["is_upper_bound"] is True


def test_unknown_is_null(client: Client) -> None:
    [item] = client.get("/api/v1/gaps?group=to-be-housed&year=2016").json()["items"]
    assert (item["places"], item["unmet"]) == (None, None)


def test_a_gap_opens_down_to_its_inputs(client: Client) -> None:
    item = client.get(EXPLAIN).json()
    keys = {fact["key"] for fact in item["facts"]}
    assert any(key.startswith("series:bevoelkerung.migrationshintergrund-kinder") for key in keys)
    assert {one["role"] for one in item["assumptions"]} >= {"people", "norm", "places", "reach"}
    assert sum(origin["places"] for origin in item["origins"]) == pytest.approx(item["claims"], abs=1e-3)


def test_the_address_of_the_explanation_leads_there(client: Client) -> None:
    [first, *_] = client.get("/api/v1/gaps?level=district&limit=1").json()["items"]
    item = client.get(first["explain"]).json()
    assert (item["area"], item["unmet"]) == (first["area"], first["unmet"])


def test_the_rules_answer_is_part_of_the_explanation(client: Client) -> None:
    item = client.get("/api/v1/gaps/explain?topic=german-courses&group=in-procedure&year=2024").json()
    answers = [answer for supply in item["supply"] for answer in supply["answers"]]
    assert {(one["kind"], one["verdict"]) for one in answers} >= {("integration-course", "no")}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("gaps?assessment=999999", 404),
        ("gaps/explain?topic=day-care&group=nobody", 404),
        ("gaps/explain?topic=day-care", 422),
        ("gaps?colour=red", 422),
        ("gaps?level=street", 422),
        ("assessments/999999", 404),
        ("assessments/99999999999999999999", 404),
    ],
)
def test_what_is_not_there_is_said(client: Client, path: str, status: int) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert answer.json()["detail"]


@pytest.mark.parametrize("limit", [5, 50])
def test_queries_do_not_grow_with_the_list(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, limit: int
) -> None:
    with django_assert_num_queries(3):
        client.get(f"/api/v1/gaps?limit={limit}")


def test_a_table_comes_as_csv(client: Client) -> None:
    answer = client.get("/api/v1/gaps?topic=accommodation&format=csv")
    assert answer["Content-Type"].startswith("text/csv")
    assert "4825" in answer.content.decode()
