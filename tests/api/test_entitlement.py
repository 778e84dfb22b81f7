"""Questions to the rules over HTTP."""

from typing import Any

import pytest
from django.test import Client

ASK = "/api/v1/entitlement?"
COURSE = "kind=integration-course&status=duldung-discretionary&"
WORK = "kind=work&status=gestattung&conditions=!in-reception&"
pytestmark = pytest.mark.django_db


def ask(client: Client, query: str) -> dict[str, Any]:
    response = client.get(ASK + query)
    assert response.status_code == 200, response.content
    answer: dict[str, Any] = response.json()
    return answer


def assert_is_grounded(answer: dict[str, Any]) -> None:
    assert answer["basis"]["de"]
    assert answer["certainty"]["code"] in {"high", "medium", "low"}
    assert answer["sources"]
    assert answer["sources"][0]["url"].startswith("http")


def test_integration_course_is_open_if_there_is_a_place_before_the_stop(client: Client) -> None:
    answer = ask(client, COURSE + "on=2025-11-30")
    assert answer["verdict"]["code"] == "if-place"
    assert_is_grounded(answer)


def test_integration_course_is_closed_after_the_stop_and_tells_the_exception(client: Client) -> None:
    answer = ask(client, COURSE + "on=2025-12-02")
    assert answer["verdict"]["code"] == "no"
    assert_is_grounded(answer)
    told = str(answer["exception"]) + str(answer["exceptions"])
    assert "obliged" in told
    assert "self-pay" in told


@pytest.mark.parametrize(
    ("query", "verdict", "since", "later"),
    [
        ("on=2024-03-01&months=5", "at-discretion", 3, [(6, "by-right")]),
        ("on=2024-03-01&months=7", "by-right", 6, []),
        ("on=2024-02-26&months=7", "at-discretion", 3, [(9, "by-right")]),
    ],
)
def test_work_opens_with_the_months(
    client: Client, query: str, verdict: str, since: int, later: list[tuple[int, str]]
) -> None:
    answer = ask(client, WORK + query)
    assert answer["verdict"]["code"] == verdict
    assert answer["since_months"] == since
    assert [(step["after_months"], step["verdict"]["code"]) for step in answer["later"]] == later
    assert_is_grounded(answer)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("kind=work&status=nobody", "gestattung"),
        ("kind=dance&status=gestattung", "integration-course"),
        ("kind=work&status=gestattung&conditions=rich", "in-reception"),
        ("kind=work&status=gestattung&conditions=obliged,!obliged", "both"),
        ("kind=work&status=gestattung&months=-1", "greater than or equal to 0"),
        ("kind=work&status=gestattung&on=yesterday", "on:"),
        ("kind=work", "status: Field required"),
    ],
)
def test_bad_question_is_answered_with_what_would_be_right(client: Client, query: str, told: str) -> None:
    response = client.get(ASK + query)
    assert response.status_code == 422
    assert told in response.json()["detail"]


def test_words_come_in_one_language_if_asked(client: Client) -> None:
    answer = ask(client, COURSE + "on=2025-11-30&lang=de")
    assert isinstance(answer["basis"], str)
    assert isinstance(answer["verdict"]["name"], str)


def test_vocabulary_and_rules_are_lists(client: Client) -> None:
    counts = {
        path: client.get(f"/api/v1/entitlement/{path}").json()["count"]
        for path in ("statuses", "kinds", "conditions", "rules")
    }
    assert counts["statuses"] == 14
    assert counts["kinds"] == 10
    assert counts["rules"] >= 49


@pytest.mark.usefixtures("munich")
def test_day_one_matrix_has_every_cell_with_its_ground(client: Client) -> None:
    answer = client.get("/api/v1/day-one?on=2025-12-02").json()
    assert answer["count"] == len(answer["items"]) == 14 * 10
    assert answer["on"] == "2025-12-02"
    assert answer["assessment"]["inputs_digest"]
    known = [cell for cell in answer["items"] if cell["outcome"] != "unknown"]
    assert all(cell["basis"] and cell["sources"] and cell["certainty"] for cell in known)


@pytest.mark.usefixtures("munich")
def test_day_one_cell_turns_with_the_stop(client: Client) -> None:
    cell = "/api/v1/day-one?status=duldung-discretionary&kind=integration-course&on="
    before = client.get(cell + "2025-11-30").json()["items"]
    after = client.get(cell + "2025-12-02").json()["items"]
    assert [item["outcome"] for item in before] == ["if-place"]
    assert before[0]["valid_to"] == "2025-11-30"
    assert after[0]["outcome"] != "if-place"


@pytest.mark.usefixtures("munich")
@pytest.mark.parametrize(
    "query", ["circumstances=rich", "status=nobody", "kind=dance", "months=-1", "outcome=maybe"]
)
def test_day_one_refuses_codes_it_does_not_know(client: Client, query: str) -> None:
    assert client.get(f"/api/v1/day-one?{query}").status_code == 422


def test_day_one_without_assessment_says_what_to_do(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    from gesamtplan.gaps.models import Assessment  # noqa: PLC0415 - only this test empties the table

    Assessment.objects.all().delete()
    response = client.get("/api/v1/day-one")
    assert response.status_code == 404
    assert "gesamtplan assess" in response.json()["detail"]
