"""What hangs on a service of another system: places, times, figures, contacts; JSON and tables; what waits for review."""

import datetime as dt
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from gesamtplan.accounts.models import Role, User
from gesamtplan.accounts.states import RoleKind
from gesamtplan.core.imports import ImportRefusedError, ImportReport
from gesamtplan.offers.hsds.identity import Ids
from gesamtplan.offers.models import ForeignRecord, Offer, OfferAtSite, Schedule, Site
from gesamtplan.offers.operations.foreign import store_hsds
from gesamtplan.offers.operations.publishing import withdraw_offer
from gesamtplan.offers.queries import directory_version
from tests import factories_figures as make
from tests.api.hsds.furnished import KNOWN, furnish
from tests.factories import NOW
from tests.offers.hsds.test_store import ONE, OWN, TWO, package

pytestmark = pytest.mark.django_db
LATER = NOW + dt.timedelta(days=1)
HERE, AT, SOMEBODY = (str(UUID(int=number)) for number in (11, 12, 13))
WEEKLY = {"id": HERE, "freq": "WEEKLY", "byday": "MO, WE", "opens_at": "09:00", "closes_at": "12:30:00+01:00"}
FRIDAY = {**WEEKLY, "id": TWO, "byday": "FR"}
ADDRESS = {
    "id": HERE, "address_1": "Hauptstraße 1", "city": "München", "state_province": "Bayern", "postal_code": "80331",
    "country": "DE", "address_type": "physical",
}  # fmt: skip
PLACE: dict[str, Any] = {
    "id": HERE, "location_type": "physical", "name": "Haus", "latitude": 48.1, "longitude": 11.5,
    "addresses": [{**ADDRESS, "id": TWO, "address_type": "postal", "address_1": "Postfach"}, ADDRESS],
    "accessibility": [{"id": HERE, "description": "Rampe am Hof"}],
}  # fmt: skip
COURSE: dict[str, Any] = {
    "id": ONE, "name": "Kurs", "status": "active", "url": "example.org/kurs", "email": "kurs@example.org",
    "fees_description": "auf Spendenbasis",
    "phones": [{"id": ONE, "number": "089 99", "type": "fax"}, {"id": TWO, "number": "089 1", "extension": 7}],
    "contacts": [{"id": SOMEBODY, "name": "Ann Persona", "email": "ann@example.org", "phones": [{"id": HERE, "number": "089 5"}]}],
    "languages": [{"id": ONE, "code": "uk", "note": "montags"}, {"id": TWO, "code": "ar", "note": "montags"}],
    "schedules": [WEEKLY],
    "capacities": [{"id": ONE, "unit": {"id": ONE, "name": "Plätze"}, "available": 5, "maximum": 20, "updated": "2026-02-01T10:00:00Z"}],
    "service_at_locations": [{"id": AT, "service_id": ONE, "description": "Hof", "location": PLACE, "schedules": [FRIDAY]}],
}  # fmt: skip


def of_json(tmp_path: Path, *data: Any, now: dt.datetime = NOW, publish: bool = False) -> ImportReport:
    path = tmp_path / "file.json"
    path.write_text(json.dumps(data), "utf-8")
    return store_hsds(path=path, language="de", own=OWN, now=now, publish=publish)


def offer() -> Offer:
    found = ForeignRecord.objects.select_related("offer").get(kind="service", uid=ONE).offer
    assert found
    return found


def state() -> list[Any]:
    """Everything an import may write, without the time at which it was last seen."""
    rows: list[Any] = [
        list(Offer.objects.order_by("pk").values()),
        list(Site.objects.order_by("pk").values()),
    ]
    rows += [
        list(Schedule.objects.order_by("pk").values()),
        list(OfferAtSite.objects.order_by("pk").values()),
    ]
    rows += [list(offer().reports.values()), directory_version()]
    return [*rows, list(ForeignRecord.objects.order_by("pk").values("kind", "uid", "unmapped", "offer"))]


def check_course(row: Offer) -> None:
    assert (row.languages, row.languages_note) == (["uk", "ar"], {"de": "montags"})
    assert (row.fee, row.fee_note) == (None, {"de": "auf Spendenbasis"})
    assert (row.contact_phone, row.contact_email) == ("089 1 (7)", "kurs@example.org")
    assert row.contact_url == "https://example.org/kurs"
    site = row.at_sites.get().site
    assert (site.name, site.street, site.town) == ({"de": "Haus"}, "Hauptstraße 1", "München")
    assert (site.longitude, site.accessibility_note) == (11.5, {"de": "Rampe am Hof"})
    assert {(one.rule, one.site, one.ends_at) for one in row.schedules.all()} == {
        ("FREQ=WEEKLY;BYDAY=MO,WE", None, dt.time(12, 30)),
        ("FREQ=WEEKLY;BYDAY=FR", site, dt.time(12, 30)),
    }
    assert (row.places, row.taken, row.places_on) == (20, 15, dt.date(2026, 2, 1))


def test_places_times_figures_and_contacts_come_over(tmp_path: Path) -> None:
    of_json(tmp_path, COURSE)
    check_course(offer())
    assert offer().at_sites.get().note == {"de": "Hof"}


def test_persons_stay_in_the_record(tmp_path: Path, client: Client) -> None:
    of_json(tmp_path, {**COURSE, "email": None, "phones": []}, publish=True)
    row = offer()
    assert (row.contact_phone, row.contact_email) == (None, None)
    assert "Ann Persona" in json.dumps(ForeignRecord.objects.get(kind="service").unmapped)
    for path in (f"/api/v1/offers/{row.code}", "/api/hsds/v3/services.ndjson"):
        body = client.get(path).getvalue().decode()
        assert row.code in body
        assert "Persona" not in body
        assert "ann@" not in body


def test_what_came_waits_until_somebody_publishes_it(tmp_path: Path) -> None:
    of_json(tmp_path, COURSE)
    assert not offer().is_public
    Offer.objects.filter(pk=offer().pk).update(is_public=True, title={"de": "Kurs, verbessert"})
    before = state()
    report = of_json(tmp_path, COURSE, now=LATER)
    assert state() == before, "neither withdrawn nor undone"
    assert (report.unchanged, report.changed) == (1, 0)


def test_publish_shows_what_is_active_also_of_what_came_before(tmp_path: Path) -> None:
    of_json(tmp_path, COURSE)
    of_json(tmp_path, COURSE, {"id": TWO, "name": "Alt", "status": "defunct"}, now=LATER, publish=True)
    assert list(Offer.objects.filter(code__startswith="H", is_public=True)) == [offer()]
    assert offer().modified_at == LATER


def test_no_file_shows_again_what_somebody_here_withdrew(tmp_path: Path) -> None:
    of_json(tmp_path, COURSE, publish=True)
    editor = User.objects.create_user("editor")
    Role.objects.create(user=editor, kind=RoleKind.COORDINATOR)
    withdraw_offer(offer=offer(), why="doppelt", author=editor, now=LATER)
    for course in (COURSE, {**COURSE, "name": "Kurs, neu"}):
        of_json(tmp_path, course, now=LATER, publish=True)
        assert not offer().is_public


def test_what_its_own_system_takes_back_is_withdrawn(tmp_path: Path) -> None:
    of_json(tmp_path, COURSE, publish=True)
    of_json(tmp_path, {**COURSE, "status": "temporarily closed"}, now=LATER)
    assert not offer().is_public


def test_a_later_file_changes_what_differs(tmp_path: Path) -> None:
    of_json(tmp_path, COURSE)
    by_hand = Site.objects.create(code="ours", name={"de": "Unser Haus"})
    OfferAtSite.objects.create(offer=offer(), site=by_hand)
    moved = {**COURSE, "service_at_locations": [], "schedules": [{**WEEKLY, "byday": "TU"}], "capacities": []}
    of_json(tmp_path, moved, now=LATER)
    assert [one.rule for one in offer().schedules.all()] == ["FREQ=WEEKLY;BYDAY=TU"]
    assert [place.site for place in offer().at_sites.all()] == [by_hand], "what somebody here added stays"
    assert offer().places == 20, "a figure that was told stays told"


@pytest.mark.parametrize(
    "change",
    [
        {"byweekno": "41"}, {"until": "2027-01-01", "count": 3}, {"timezone": 5}, {"opens_at": None}, {"opens_at": "9 Uhr"},
        {"interval": 2}, {"byday": "XX"}, {"opens_at": "09:00Z"},
    ],
)  # fmt: skip
def test_times_that_cannot_be_told_truly_are_kept_and_not_shown(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    of_json(tmp_path, {**COURSE, "schedules": [{**WEEKLY, **change}], "service_at_locations": []})
    assert not offer().schedules.exists()
    assert ForeignRecord.objects.get(kind="service").unmapped["schedules"]


@pytest.mark.parametrize(
    "capacities",
    [
        [{"available": 5, "updated": "2026-02-01"}], [{"available": 9, "maximum": 5, "updated": "2026-02-01"}],
        [{"available": 5, "maximum": 9}], [{"available": 5, "maximum": 9, "updated": "2036-02-01"}],
        [{"available": 5, "maximum": 9, "updated": "2026-02-01"}] * 2,
    ],
)  # fmt: skip
def test_figures_that_say_nothing_sure_are_not_told(tmp_path: Path, capacities: list[Any]) -> None:
    of_json(tmp_path, {**COURSE, "capacities": capacities})
    assert not offer().reports.exists()


def test_a_place_that_is_not_on_earth_is_told_and_has_no_point(tmp_path: Path) -> None:
    where = {**PLACE, "latitude": 4810}
    report = of_json(tmp_path, {**COURSE, "service_at_locations": [{"id": AT, "location": where}]})
    assert [(one.column, one.old) for one in report.repaired if "latitude" in one.column] == [
        ("service_at_locations[0].location.latitude", "4810")
    ]
    assert offer().at_sites.get().site.latitude is None


def test_places_may_come_by_themselves_and_later_than_their_services(tmp_path: Path) -> None:
    plain = {name: part for name, part in COURSE.items() if name != "service_at_locations"}
    link = {"id": AT, "service_id": ONE, "location_id": HERE, "schedules": [{**WEEKLY, "byday": "FR"}]}
    of_json(tmp_path, link, plain, PLACE)
    check_course(offer())
    before = state()
    of_json(tmp_path, link, plain, PLACE, now=LATER)
    assert state() == before


def tables() -> dict[str, list[dict[str, str]]]:
    def cells(row: dict[str, Any], *without: str) -> dict[str, str]:
        return {
            key: str(value)
            for key, value in row.items()
            if not isinstance(value, list) and key not in without
        }

    mine = {"service_id": ONE}
    return {
        "services": [cells(COURSE)],
        "locations": [cells(PLACE)],
        "addresses": [cells(ADDRESS) | {"location_id": HERE}],
        "accessibility": [cells(PLACE["accessibility"][0]) | {"location_id": HERE}],
        "service_at_location": [{"id": AT, "location_id": HERE, "description": "Hof", **mine}],
        "languages": [cells(row) | mine for row in COURSE["languages"]],
        "schedules": [
            cells(WEEKLY) | mine,
            cells(WEEKLY) | {"id": TWO, "byday": "FR", "service_at_location_id": AT},
        ],
        "service_capacities": [cells(COURSE["capacities"][0], "unit") | mine],
        "contacts": [cells(COURSE["contacts"][0]) | mine],
        "phones": [cells(row) | mine for row in COURSE["phones"]]
        + [{"id": SOMEBODY, "number": "089 5", "contact_id": SOMEBODY}],
    }


def test_tables_say_the_same_as_json(tmp_path: Path) -> None:
    folder = package(tmp_path, **tables())
    store_hsds(path=folder, language="de", own=OWN, now=NOW)
    check_course(offer())
    before = state()
    store_hsds(path=folder, language="de", own=OWN, now=LATER)
    assert state() == before, "the same tables again"


def test_rows_that_a_table_holds_no_more_go(tmp_path: Path) -> None:
    folder = package(tmp_path, **tables())
    store_hsds(path=folder, language="de", own=OWN, now=NOW)
    lines = (folder / "languages.csv").read_text("utf-8-sig").splitlines()
    (folder / "languages.csv").write_text("\n".join(lines[:2]) + "\n", "utf-8")
    store_hsds(path=folder, language="de", own=OWN, now=LATER)
    assert offer().languages == ["uk"]
    assert offer().modified_at == LATER


@pytest.mark.parametrize(
    ("table", "column"),
    [("phones", "contact_id"), ("schedules", "service_at_location_id"), ("addresses", "location_id")],
)
def test_dangling_references_are_refused_with_their_line(tmp_path: Path, table: str, column: str) -> None:
    rows = tables()
    rows[table][-1][column] = str(UUID(int=99))
    with pytest.raises(ImportRefusedError) as raised:
        store_hsds(path=package(tmp_path, **rows), language="de", own=OWN, now=NOW)
    refusal = raised.value.report.refused[0]
    assert refusal.row == len(rows[table]) + 1
    assert refusal.column.endswith(f".{column}")
    assert not ForeignRecord.objects.exists()


@pytest.mark.usefixtures("munich")
def test_our_own_api_comes_back_as_it_went_out(tmp_path: Path, client: Client) -> None:
    """Into a city that has none of these offers: what the standard and our profile carry arrives."""
    row = make.offer(90, **KNOWN)
    site = furnish(row)
    path = tmp_path / "own.ndjson"
    path.write_bytes(client.get("/api/hsds/v3/services.ndjson").getvalue())
    report = store_hsds(path=path, language="de", own=Ids("another-city"), now=NOW + dt.timedelta(days=400))
    assert report.is_clean
    copies = {
        kept.unmapped["x_gesamtplan"]["code"]: kept.offer
        for kept in ForeignRecord.objects.filter(kind="service").select_related("offer")
    }
    assert len(copies) == 28
    for code, copy in copies.items():
        assert copy
        _same(Offer.objects.get(code=code), copy)
    copy = copies[row.code]
    assert copy
    there = copy.at_sites.get().site
    for name in ("street", "postal_code", "town", "longitude", "latitude"):
        assert getattr(there, name) == getattr(site, name)
    assert (there.name["de"], copy.at_sites.get().note) == ("Haus", {"de": "Hof"})
    assert _times(copy) == _times(row)


def _same(original: Offer, copy: Offer) -> None:
    plain = (
        "kind", "statuses", "funding_level", "is_voluntary", "funding_ends_on", "funding_ends_on_precision", "languages",
        "child_care", "is_drop_in", "target_groups", "verified_on", "verified_on_precision", "fee", "contact_phone",
        "contact_email", "contact_url", "fee_precision",
    )  # fmt: skip
    for name in plain:
        assert str(getattr(copy, name)) == str(getattr(original, name)), (original.code, name)
    for name in ("title", "provider_note", "eligibility_note", "fee_note", "closed_note", "languages_note"):
        if name != "languages_note" or original.languages:
            assert _german(getattr(copy, name)) == _german(getattr(original, name)), (original.code, name)
    asked = [
        sorted(
            (row.criterion, row.answer, str(sorted(row.values.items())))
            for row in one.criteria.exclude(answer="unknown")
        )
        for one in (original, copy)
    ]
    assert asked[0] == asked[1], original.code
    columns = ("target_group", "places", "taken", "waiting", "next_start", "as_of", "precision")
    told = [sorted(map(str, one.reports.current().values_list(*columns))) for one in (original, copy)]
    assert told[0] == told[1], original.code


def _german(text: Any) -> str:
    return text.in_language("de") if text else ""


def _times(row: Offer) -> set[Any]:
    columns = ("rule", "starts_at", "ends_at", "valid_from", "valid_to")
    found = {(*values, bool(site)) for *values, site in row.schedules.values_list(*columns, "site")}
    assert {str(one.exceptions) for one in row.schedules.all()} == {"['2026-12-24']"}
    return {tuple(_sorted(value) for value in one) for one in found}


def _sorted(value: Any) -> Any:
    return ";".join(sorted(value.split(";"))) if isinstance(value, str) else value
