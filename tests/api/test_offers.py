"""Offers for machines: short and whole, what changed since, all as a stream, and ETags that cost next to nothing."""

import datetime as dt
import json
import tracemalloc
from typing import Any

import pytest
from benchmarks.generate_offers import offers_with_all
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]

from gesamtplan.api.v1.offer_shapes import OfferBrief, OfferOut
from gesamtplan.audit.operations import record
from gesamtplan.offers.models import Offer
from gesamtplan.offers.operations import Figures, Origin, append_report
from gesamtplan.offers.queries import public_offers
from gesamtplan.parties.models import Organization
from tests import factories_figures as make
from tests.api.hsds.furnished import KNOWN, furnish

pytestmark = pytest.mark.usefixtures("munich")
LIST, ONE, ALL = "/api/v1/offers?limit=50", "/api/v1/offers/O27", "/api/v1/offers.ndjson"
HSDS = "/api/hsds/v3/services?per_page=50"
STATED = (LIST, ONE, ALL, HSDS, "/api/hsds/v3/organizations", "/api/hsds/v3/services.ndjson")
MOST = 8


def items(client: Client, query: str) -> list[dict[str, Any]]:
    response = client.get(f"/api/v1/offers?{query}")
    assert response.status_code == 200, response.content
    found: list[dict[str, Any]] = response.json()["items"]
    return found


def one(client: Client, code: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/v1/offers/{code}").json()
    return found


def furnished() -> Offer:
    row = make.offer(90, **KNOWN)
    furnish(row)
    return row


def lines(client: Client, query: str = "") -> list[dict[str, Any]]:
    body = client.get(f"{ALL}{query}").getvalue()
    return [json.loads(line) for line in body.splitlines()]


@pytest.mark.parametrize(("query", "shape"), [("", OfferBrief), ("&full=true", OfferOut)])
def test_items_are_exactly_of_their_shape(client: Client, query: str, shape: Any) -> None:
    """They are built by hand: every property and no other, at every depth."""
    furnished()
    found = items(client, f"limit=500{query}")
    assert len(found) == 28
    schema = shape.model_json_schema(mode="serialization")
    for part in [schema, *schema["$defs"].values()]:
        part |= {"additionalProperties": False, "required": list(part.get("properties", []))}
    check = Draft202012Validator(schema, format_checker=FormatChecker())
    assert [
        f"{error.json_path}: {error.message}" for item in found for error in check.iter_errors(item)
    ] == []


def test_a_list_is_the_short_form_of_the_single_offer(client: Client) -> None:
    row = furnished()
    short = next(item for item in items(client, "limit=500") if item["code"] == row.code)
    whole = one(client, row.code)
    for name in short.keys() - {"provider", "sites"}:
        assert short[name] == whole[name], name
    assert short["provider"].items() <= whole["provider"].items()
    assert [set(site.items()) for site in short["sites"]] == [
        {(name, site[name]) for name in short["sites"][0]} for site in whole["sites"]
    ]


def test_the_single_offer_says_everything(client: Client) -> None:
    found = one(client, furnished().code)
    assert (found["criteria"]["age"], found["criteria"]["sex"], found["criteria"]["family"]) == (
        "required",
        "none-required",
        "unknown",
    )
    (age,) = [row for row in found["conditions"] if row["criterion"] == "age"]
    assert (age["low"], age["high"]) == (16, 27)
    (line,) = found["lines"]
    assert (line["site"], line["target_group"], line["places"], line["is_fresh"]) == (
        "test-house",
        "children",
        20,
        True,
    )
    assert found["next_start"] == line["next_start"]
    assert found["sites"][0]["accessibility"] == {"lift": True, "toilet": False}
    assert {row["site"] for row in found["schedules"]} == {"test-house", None}
    assert found["contact"] == {name: KNOWN[f"contact_{name}"] for name in ("phone", "email", "url")}
    assert found["funding_ends_on"] == {"date": "2027-12-01", "precision": "month"}
    assert (found["fee"], found["child_care"]) == (12.5, True)


def test_unknown_stays_unknown(client: Client) -> None:
    found = one(client, make.offer(1).code)
    for name in (
        "fee",
        "languages",
        "child_care",
        "is_drop_in",
        "places",
        "statuses",
        "funding_level",
        "next_start",
    ):
        assert found[name] is None, name
    assert set(found["criteria"].values()) == {"unknown"}
    assert (found["places_fresh"], found["is_fresh"], found["lines"]) == (False, False, [])


def test_old_figures_are_told_with_their_day_and_not_as_fresh(client: Client) -> None:
    old = timezone.localdate() - dt.timedelta(days=8)
    row = make.offer(1, places=10, taken=3, places_on=old)
    make.tell_line(row, "women", next_start=old + dt.timedelta(days=60), as_of=old)
    found = one(client, row.code)
    assert (found["places"], found["places_on"]["date"], found["places_fresh"]) == (
        10,
        old.isoformat(),
        False,
    )
    assert found["next_start"] is None


def test_modified_after_and_order_follow_the_last_change(client: Client) -> None:
    row = make.offer(1)
    now = timezone.now() + dt.timedelta(hours=1)
    append_report(offer=row, figures=Figures(places=3), origin=Origin("link"), now=now)
    since = (now - dt.timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert [item["code"] for item in items(client, f"modified_after={since}")] == [row.code]
    assert items(client, "order=-modified&limit=1")[0]["code"] == row.code
    hsds = client.get(f"/api/hsds/v3/services?modified_after={since}").json()["contents"]
    assert [item["x_gesamtplan"]["code"] for item in hsds] == [row.code]
    assert dt.datetime.fromisoformat(hsds[0]["last_modified"]) == now
    assert len(lines(client, f"?modified_after={since}")) == 1
    assert client.get("/api/v1/offers?modified_after=2026-01-01").status_code == 422


@pytest.mark.parametrize(
    "query", ["limit=500", "limit=500&full=true", "limit=500&q=Angebot", "limit=500&status=p24"]
)
def test_lists_ask_the_same_for_ten_times_as_many(client: Client, query: str) -> None:
    offers_with_all(20, timezone.localdate())
    counts = []
    for more in (0, 250):
        offers_with_all(more, timezone.localdate())
        with CaptureQueriesContext(connection) as caught:
            items(client, query)
        counts.append(len(caught))
    assert counts[0] == counts[1] <= MOST


@pytest.mark.parametrize("generated", [False, True])
def test_a_page_of_fifty_is_small(client: Client, generated: bool) -> None:
    """60 kB raw for 50 offers, also with Munich's own texts."""
    if generated:
        offers_with_all(100, timezone.localdate())
    found = client.get("/api/v1/offers?limit=50&order=-code")
    assert len(found.content) <= 60_000 * len(found.json()["items"]) / 50


def test_the_stream_is_every_offer_in_full(client: Client) -> None:
    furnished()
    found = lines(client)
    assert [item["code"] for item in found] == sorted(row.code for row in public_offers())
    assert found[-1] == one(client, found[-1]["code"])
    german = lines(client, "?lang=en&kind=integration-course")
    assert [item["title"] for item in german] == [one(client, "O27")["title"]["en"]]
    assert client.get(f"{ALL}?limit=3").status_code == 422


def test_the_stream_needs_no_more_memory_for_more_offers(client: Client) -> None:
    offers_with_all(500, timezone.localdate())
    client.get(ALL).getvalue()
    few, size = _peak_of_stream(client)
    offers_with_all(2000, timezone.localdate())
    many, larger = _peak_of_stream(client)
    assert larger > 4 * size
    assert many < 1.5 * few


def _peak_of_stream(client: Client) -> tuple[int, int]:
    response: Any = client.get(ALL)
    tracemalloc.start()
    size = sum(map(len, response.streaming_content))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak, size


def test_the_stream_is_packed_while_it_runs(client: Client) -> None:
    response: Any = client.get(ALL, headers={"accept-encoding": "gzip"})
    assert response.streaming
    assert response.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("path", STATED)
def test_unchanged_is_told_before_anything_is_read(client: Client, path: str) -> None:
    etag = client.get(path).headers["ETag"]
    with CaptureQueriesContext(connection) as caught:
        again = client.get(path, headers={"if-none-match": f"W/{etag}"})
    assert (again.status_code, again.getvalue(), again.headers["ETag"]) == (304, b"", etag)
    assert "public" in again.headers["Cache-Control"]
    assert len(caught) == 1


@pytest.mark.parametrize("path", STATED)
def test_any_change_of_what_is_shown_changes_the_etag(client: Client, path: str) -> None:
    seen = [client.get(path).headers["ETag"]]
    append_report(
        offer=Offer.objects.get(code="O27"),
        figures=Figures(waiting=3),
        origin=Origin("link"),
        now=timezone.now(),
    )
    seen.append(client.get(path).headers["ETag"])
    Organization.objects.update(short_name="new")
    record(action="rename", target="parties.organization", target_id="x", now=timezone.now())
    seen.append(client.get(path).headers["ETag"])
    assert len(set(seen)) == 3
    assert client.get(path, headers={"if-none-match": ", ".join(seen[:2])}).status_code == 200


def test_another_day_is_another_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures fade overnight, without any operation."""
    etag = client.get(LIST).headers["ETag"]
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    monkeypatch.setattr("gesamtplan.api.versions.localdate", lambda: tomorrow)
    assert client.get(LIST, headers={"if-none-match": etag}).status_code == 200


def test_etags_differ_by_address_form_and_settings(client: Client, settings: Any) -> None:
    seen = [
        client.get(path).headers["ETag"] for path in (LIST, f"{LIST}&lang=de", f"{LIST}&format=csv", HSDS)
    ]
    seen.append(client.get(LIST, headers={"accept": "text/csv"}).headers["ETag"])
    seen.append(client.get(LIST, headers={"host": "localhost"}).headers["ETag"])
    settings.PLACES_FRESH_DAYS = 3
    seen.append(client.get(LIST).headers["ETag"])
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize(
    "path", ["/api/v1/offers/none", "/api/v1/offers?limit=x", "/api/hsds/v3/services?lang=fr"]
)
def test_what_is_wrong_is_no_answer_to_keep(client: Client, path: str) -> None:
    response = client.get(path, headers={"if-none-match": "*"})
    assert response.status_code in {404, 422}
    assert "ETag" not in response.headers
