"""The search for machines."""

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("munich")


def answer(client: Client, asked: str) -> dict[str, Any]:
    response = client.get(f"/api/v1/search?{asked}")
    assert response.status_code == 200
    data: dict[str, Any] = response.json()
    return data


def test_finds_counts_and_marks(client: Client) -> None:
    data = answer(client, "q=deutschkurs&limit=2")
    assert data["count"] == sum(data["kinds"].values())
    assert len(data["items"]) == 2
    assert "offset=2" in data["next"]
    first = data["items"][0]
    assert "".join(part["text"] for part in first["title_parts"]) == first["title"]
    assert client.get(first["page"]).status_code == 200


def test_filters_narrow(client: Client) -> None:
    data = answer(client, "q=deutschkurs&kind=offer")
    assert {item["kind"] for item in data["items"]} == {"offer"}
    assert data["count"] == data["kinds"]["offer"] < sum(data["kinds"].values())


def test_texts_follow_the_language(client: Client) -> None:
    item = answer(client, "q=N18&lang=en")["items"][0]
    assert (item["code"], item["title_language"]) == ("N18", "en")
    assert item["page"].startswith("/en/")


def test_a_slip_of_the_pen_is_told(client: Client) -> None:
    assert answer(client, "q=deutshkurs")["corrected"] == "Deutschkurs"


@pytest.mark.parametrize("asked", ["q=kurs&limit=0", "q=kurs&limit=101", "q=kurs&sort=x", "q=%00"])
def test_what_cannot_be_answered_is_422(client: Client, asked: str) -> None:
    assert client.get(f"/api/v1/search?{asked}").status_code == 422


def test_also_as_csv(client: Client) -> None:
    text = client.get("/api/v1/search?q=deutschkurs&format=csv").content.decode()
    assert text.startswith("kind,code,title,")


def test_nothing_asked_nothing_found(client: Client) -> None:
    assert answer(client, "")["items"] == []
