"""What the HSDS API promises: stable identifiers, filters, pages, twins of the profile, open to all."""

import datetime as dt
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from gesamtplan.offers.hsds.identity import Ids
from gesamtplan.offers.models import Offer
from tests import factories_figures as make
from tests.api.hsds.furnished import KNOWN, furnish

pytestmark = pytest.mark.usefixtures("munich")
ROOT = "/api/hsds/v3"
CITY = "landeshauptstadt-muenchen"


def get(client: Client, path: str) -> dict[str, Any]:
    response = client.get(ROOT + path)
    assert response.status_code == 200, response.content
    data: dict[str, Any] = response.json()
    return data


def codes(client: Client, query: str) -> list[str]:
    return [
        item["x_gesamtplan"]["code"] for item in get(client, f"/services?per_page=500&{query}")["contents"]
    ]


def service(client: Client, code: str, query: str = "") -> dict[str, Any]:
    return get(client, f"/services/{Ids(CITY).of('service', code)}{query}")


def test_identifiers_never_change(client: Client) -> None:
    """Other systems keep them: this value is written down, not computed."""
    assert service(client, "O01")["id"] == "fea02e9e-2b69-5f49-b033-130f0685a160"


def test_identifiers_differ_by_city_kind_and_code() -> None:
    made = {
        Ids(city).of(kind, code) for city in ("a", "b") for kind in ("service", "unit") for code in ("1", "2")
    }
    assert len(made) == 8
    assert {UUID(text).version for text in made} == {5}


def test_front_page_names_version_profile_and_description(client: Client) -> None:
    about = get(client, "/")
    assert about["version"] == "3.1"
    for address in (about["profile"], about["openapi_url"]):
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_pages_say_where_they_are(client: Client) -> None:
    last = get(client, "/services?per_page=10&page=3")
    assert {name: last[name] for name in last if name != "contents"} == {
        "total_items": 27, "total_pages": 3, "page_number": 3, "size": 7, "first_page": False, "last_page": True, "empty": False,
    }  # fmt: skip
    beyond = get(client, "/services?per_page=10&page=9")
    assert beyond["empty"]
    assert beyond["contents"] == []
    assert beyond["last_page"]


def test_pages_together_are_the_whole_list(client: Client) -> None:
    parts = [
        item["id"]
        for page in (1, 2, 3)
        for item in get(client, f"/services?per_page=10&page={page}")["contents"]
    ]
    assert len(set(parts)) == len(parts) == 27


def test_search_reads_names_and_texts(client: Client) -> None:
    assert codes(client, "search=Integrationskurs") == ["O27"]
    assert codes(client, "search=doesnotoccur") == []


def test_a_term_finds_what_stands_below_it(client: Client) -> None:
    ids = Ids(CITY)
    course, language = (
        ids.of("taxonomy_term", f"offer-kinds/{code}") for code in ("integration-course", "language")
    )
    assert codes(client, f"taxonomy_term_id={course}") == ["O27"]
    assert {"O01", "O27"} < set(codes(client, f"taxonomy_term_id={language}"))


def test_terms_of_groups_and_statuses_find_their_offers(client: Client) -> None:
    ids = Ids(CITY)
    group = ids.of("taxonomy_term", "target-groups/children")
    assert set(codes(client, f"taxonomy_term_id={group}")) == {
        row.code for row in Offer.objects.all() if "children" in row.target_groups
    }
    status = ids.of("taxonomy_term", "residence-statuses/p24")
    assert set(codes(client, f"taxonomy_term_id={status}")) == {
        row.code for row in Offer.objects.all() if "p24" in (row.statuses or [])
    }


def test_unknown_term_or_organization_finds_nothing(client: Client) -> None:
    nobody = UUID(int=1)
    for name in ("taxonomy_term_id", "taxonomy_id", "organization_id"):
        assert codes(client, f"{name}={nobody}") == []


def test_organization_brings_its_services(client: Client) -> None:
    identifier = Ids(CITY).of("organization", "sozialreferat")
    mine = codes(client, f"organization_id={identifier}")
    assert len(mine) > 1
    full = get(client, f"/organizations/{identifier}?full_service=true")
    assert [item["x_gesamtplan"]["code"] for item in full["services"]] == mine
    assert all("organization" in item for item in full["services"])


def test_modified_after_lists_what_has_changed_since(client: Client) -> None:
    stamps = [item["modified_date"] for item in get(client, "/services?minimal=true")["contents"]]
    newest = max(dt.datetime.fromisoformat(stamp) for stamp in stamps)
    asked = (newest - dt.timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    later = (timezone.now() + dt.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert len(codes(client, f"modified_after={asked}")) == 27
    assert codes(client, f"modified_after={later}") == []


def test_what_is_not_public_is_nowhere(client: Client) -> None:
    Offer.objects.filter(code="O27").update(is_public=False)
    assert "O27" not in codes(client, "")
    assert client.get(f"{ROOT}/services/{Ids(CITY).of('service', 'O27')}").status_code == 404
    everything = b"".join(
        client.get(f"{ROOT}{path}").getvalue()
        for path in (
            "/services.ndjson",
            "/services?minimal=true",
            "/organizations?full_service=true&per_page=500",
        )
    )
    assert b'"O27"' not in everything
    assert Ids(CITY).of("service", "O27").encode() not in everything


def test_stop_of_the_federal_course_is_told_with_basis_and_source(client: Client) -> None:
    facts = service(client, "O27")["x_gesamtplan"]["entitlement"]
    stop = next(fact for fact in facts if "duldung-discretionary" in fact["statuses"])
    assert (stop["verdict"], stop["valid_from"]) == ("no", "2025-12-01")
    assert stop["basis"]
    assert stop["certainty"]
    assert stop["sources"][0]["url"].startswith("https://")
    assert sorted(code for fact in facts for code in fact["statuses"]) == sorted(
        {code for fact in facts for code in fact["statuses"]}
    )


def test_readable_twin_says_what_the_profile_says(client: Client) -> None:
    found = service(client, "O27", "?lang=en")
    assert "by right: " in found["eligibility_description"].lower()
    assert "no: " in found["eligibility_description"].lower()
    assert "unknown" in found["eligibility_description"]


def test_unknown_stays_unknown(client: Client) -> None:
    row = make.offer(1, statuses=None)
    found = service(client, row.code, "?lang=en")
    assert "unknown" in found["eligibility_description"]
    assert "unknown" in found["wait_time"]
    assert "unknown" in found["fees_description"]
    assert "unknown" in found["alert"]
    assert not {"capacities", "funding", "languages", "assured_date", "minimum_age", "cost_options"} & set(
        found
    )
    assert found["x_gesamtplan"]["statuses"] is None
    assert found["x_gesamtplan"]["funding"] == {"level": None, "is_voluntary": None, "ends_on": None}


def test_money_of_the_sources_is_not_passed_off_as_a_price(client: Client) -> None:
    """O01 costs the city 1.6 million euros; a participant must not read that."""
    found = service(client, "O01")
    assert "cost_options" not in found
    assert found["x_gesamtplan"]["costs"][0]["amount"] == 1600000


@pytest.mark.parametrize(("days", "told"), [(1, True), (7, True), (8, False)])
def test_old_places_are_never_a_fact(client: Client, days: int, told: bool) -> None:
    on = timezone.localdate() - dt.timedelta(days=days)
    row = make.offer(1, places=20, taken=15, waiting=4, places_on=on)
    found = service(client, row.code, "?lang=en")
    assert ("capacities" in found) is told
    assert found["x_gesamtplan"]["places"][0]["is_fresh"] is told
    assert ("4" in found["wait_time"]) is told
    if told:
        assert found["capacities"][0]["available"] == 5
        assert found["capacities"][0]["maximum"] == 20


def test_offers_that_are_over_are_defunct(client: Client) -> None:
    today = timezone.localdate()
    over = make.offer(1, valid_to=today - dt.timedelta(days=1))
    soon = make.offer(2, valid_from=today + dt.timedelta(days=1))
    assert service(client, over.code)["status"] == "defunct"
    assert service(client, soon.code)["status"] == "inactive"


def test_stream_has_every_service_in_full(client: Client) -> None:
    for path in ("/services.ndjson", "/services?format=ndjson&full=true"):
        response = client.get(ROOT + path)
        assert response.headers["Content-Type"] == "application/x-ndjson"
        lines = [json.loads(line) for line in response.getvalue().splitlines()]
        assert len(lines) == 27
        assert lines[0] == service(client, lines[0]["x_gesamtplan"]["code"])


def test_unchanged_answer_is_304(client: Client) -> None:
    first = client.get(f"{ROOT}/services")
    again = client.get(f"{ROOT}/services", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(
    "path", ["/services", "/services.ndjson", "/profile.json", "/", "/services/none", "/nowhere"]
)
def test_answers_are_open_to_all_and_do_not_depend_on_cookies(client: Client, path: str) -> None:
    client.force_login(get_user_model().objects.create_user("reader"))
    response = client.get(ROOT + path)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/services?per_page=0", "per_page"),
        ("/services?modified_after=yesterday", "modified_after"),
        ("/services?colour=red", "colour"),
        ("/services/none", "id"),
        ("/taxonomy_terms?parent_id=x", "parent_id"),
    ],
)
def test_bad_question_says_what_would_be_right(client: Client, path: str, told: str) -> None:
    response = client.get(ROOT + path)
    assert response.status_code == 422
    assert told in response.json()["detail"]


@pytest.mark.parametrize(
    "kind", ["services", "organizations", "taxonomies", "taxonomy_terms", "service_at_locations"]
)
def test_unknown_identifier_is_404_with_a_way_on(client: Client, kind: str) -> None:
    response = client.get(f"{ROOT}/{kind}/{UUID(int=1)}")
    assert response.status_code == 404
    assert f"{ROOT}/{kind}" in response.json()["detail"]


def test_writing_is_refused(client: Client) -> None:
    assert client.post(f"{ROOT}/services").status_code == 405


def test_everything_that_is_known_is_told_twice(client: Client) -> None:
    """In the profile for programs, in the standard's own fields for people."""
    offer = make.offer(90, **KNOWN)
    furnish(offer)
    found = service(client, offer.code, "?lang=en")
    assert "Child care" in found["description"]
    assert found["x_gesamtplan"]["child_care"] is True
    assert (found["minimum_age"], found["maximum_age"]) == (16, 27)
    assert "12.50 EUR" in found["fees_description"]
    assert found["cost_options"][0]["amount"] == 12.5
    assert "4" in found["wait_time"]
    assert [part["target_group"] for part in found["x_gesamtplan"]["places"]] == ["children"]
    assert found["capacities"][0]["available"] == 5
    assert "December 2027" in found["funding"][0]["source"]
    assert "alert" not in found
    assert found["assured_date"] == timezone.localdate().isoformat()


def test_places_and_times_stand_where_they_hold(client: Client) -> None:
    offer = make.offer(90, **KNOWN)
    site = furnish(offer)
    found = service(client, offer.code, "?lang=en")
    assert len(found["schedules"]) == 2
    here = found["service_at_locations"][0]
    assert here["location"]["external_identifier"] == site.code
    weekly = here["schedules"][0]
    assert (weekly["freq"], weekly["interval"], weekly["byday"], weekly["until"]) == (
        "WEEKLY",
        2,
        "MO,WE",
        "2030-12-31",
    )
    assert (weekly["opens_at"], weekly["timezone"]) == ("18:00", 2)
    yearly = next(row for row in found["schedules"] if "RRULE" in row.get("description", ""))
    assert "freq" not in yearly
    alone = get(client, f"/service_at_locations/{here['id']}?lang=en")
    assert alone["service"]["id"] == found["id"]
    listed = get(client, f"/service_at_locations?organization_id={found['organization_id']}")
    assert [item["id"] for item in listed["contents"]] == [here["id"]]


def test_nothing_asked_is_not_the_same_as_unknown(client: Client) -> None:
    free, silent = make.offer(1, fee=0, is_drop_in=True, statuses=["all"]), make.offer(2)
    said, unsaid = (service(client, row.code, "?lang=en") for row in (free, silent))
    assert said["fees_description"] == "Free of charge."
    assert "whoever comes" in said["wait_time"]
    assert "every residence status" in said["eligibility_description"]
    assert "unknown" in unsaid["fees_description"]


def test_every_property_of_the_profile_is_documented(client: Client) -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / "hsds.md").read_text("utf-8")
    schema = get(client, "/profile.json")
    names = {name for part in schema["$defs"].values() for name in part["properties"]}
    assert len(names) > 10
    assert {name for name in names if f"`{name}`" not in text} == set()
