"""Files of other systems: what is stored, what is put right, what is refused, and that nothing is half written."""

import csv
import json
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from gesamtplan.audit.models import AuditEntry
from gesamtplan.core.imports import ImportRefusedError, ImportReport
from gesamtplan.offers.hsds.identity import Ids
from gesamtplan.offers.hsds.json_stream import UnreadableHsdsError
from gesamtplan.offers.models import ForeignRecord, Offer, OfferKind
from gesamtplan.offers.operations.foreign import store_hsds
from gesamtplan.parties.models import Organization
from tests.conftest import SHARED
from tests.factories import NOW

pytestmark = pytest.mark.django_db
OWN = Ids("landeshauptstadt-muenchen")
ONE, TWO, WHO = (str(UUID(int=number)) for number in (1, 2, 3))
COURSE: dict[str, Any] = {"id": ONE, "name": "Kurs", "status": "active"}
CLUB: dict[str, Any] = {"id": WHO, "name": "Verein", "description": "Ein Verein"}
EXAMPLES = SHARED / "hsds-3.1" / "examples"


def store(path: Path) -> ImportReport:
    return store_hsds(path=path, language="de", own=OWN, now=NOW)


def of_json(tmp_path: Path, data: Any) -> ImportReport:
    path = tmp_path / "file.json"
    path.write_text(json.dumps(data), "utf-8")
    return store(path)


def package(tmp_path: Path, **tables: list[dict[str, str]]) -> Path:
    folder = tmp_path / "package"
    folder.mkdir()
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8-sig") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)))
            writer.writeheader()
            writer.writerows(rows)
    return folder


def counts() -> tuple[int, int, int, int]:
    return (
        Offer.objects.count(),
        Organization.objects.count(),
        ForeignRecord.objects.count(),
        AuditEntry.objects.count(),
    )


def offer(identifier: str = ONE) -> Offer:
    found = ForeignRecord.objects.get(kind="service", uid=identifier).offer
    assert found
    return found


@pytest.mark.shared
@pytest.mark.parametrize("name", ["service", "organization", "service_at_location"])
def test_examples_of_the_standard_are_taken_over(name: str) -> None:
    report = store(EXAMPLES / f"{name}_full.json")
    assert report.is_clean
    found = offer("ac148810-d857-441c-9679-408f346de14b")
    assert found.title["de"] == "Community Counselling"
    assert found.provider
    assert found.provider.name["de"] == "Example Organization Inc."


@pytest.mark.shared
def test_what_cannot_be_mapped_is_kept() -> None:
    store(EXAMPLES / "service_full.json")
    example = json.loads((EXAMPLES / "service_full.json").read_text("utf-8"))
    kept = ForeignRecord.objects.get(kind="service").unmapped
    for name in (
        "wait_time",
        "accreditations",
        "schedules",
        "phones",
        "cost_options",
        "required_documents",
        "capacities",
    ):
        assert kept[name] == example[name]
    assert {
        (row.criterion, row.values["from"], row.values["to"]) for row in offer(example["id"]).criteria.all()
    } == {("age", 12, 100)}


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    data = {"contents": [{**COURSE, "organization": CLUB, "languages": [{"code": "uk"}]}]}
    first = of_json(tmp_path, data)
    before = counts()
    again = of_json(tmp_path, data)
    assert (first.created, again.created, again.changed) == (2, 0, 0)
    assert counts()[:3] == before[:3]


def test_services_may_stand_before_their_organization(tmp_path: Path) -> None:
    of_json(tmp_path, [{**COURSE, "organization_id": WHO}, CLUB])
    provider = offer().provider
    assert provider
    assert provider.name == {"de": "Verein"}


def test_organizations_taken_over_earlier_are_found(tmp_path: Path) -> None:
    of_json(tmp_path, [CLUB])
    of_json(tmp_path, [{**COURSE, "organization_id": WHO}])
    assert offer().provider == ForeignRecord.objects.get(kind="organization").organization


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("www.example.org/kurs", "https://www.example.org/kurs"),
        ("//example.org", "https://example.org"),
        (" https://example.org ", "https://example.org"),
    ],
)
def test_addresses_without_scheme_are_put_right_and_told(tmp_path: Path, given: str, read: str) -> None:
    report = of_json(tmp_path, [{**COURSE, "url": given}])
    assert ForeignRecord.objects.get(kind="service").unmapped["url"] == read
    repair = report.repaired[0]
    assert (repair.row, repair.column, repair.old, repair.new) == (1, "url", given, read)


@pytest.mark.parametrize(
    ("column", "value"), [("url", "ask us"), ("assured_date", "last week"), ("minimum_age", "young")]
)
def test_values_nobody_can_read_are_set_aside_and_told(tmp_path: Path, column: str, value: str) -> None:
    report = of_json(tmp_path, [{**COURSE, column: value}])
    assert [(repair.column, repair.old, repair.new) for repair in report.repaired] == [(column, value, "")]
    assert ForeignRecord.objects.get(kind="service").unmapped["unusable"] == {column: value}
    assert offer().verified_on is None
    assert not offer().criteria.exists()


def test_german_days_are_read(tmp_path: Path) -> None:
    of_json(tmp_path, [{**COURSE, "assured_date": "1.3.2026"}])
    assert str(offer().verified_on) == "2026-03-01"


def test_unknown_stays_unknown(tmp_path: Path) -> None:
    of_json(tmp_path, [{"id": ONE, "name": "Kurs", "eligibility_description": "", "organization_id": ""}])
    row = offer()
    assert (row.provider, row.languages, row.fee, row.verified_on, row.eligibility_note) == (None,) * 5
    assert (row.child_care, row.is_voluntary, row.funding_level, row.statuses) == (None, None, "", None)
    assert not row.is_public, "nobody said that it is active"


@pytest.mark.parametrize(
    ("options", "fee"),
    [
        ([{"currency": "eur", "amount": 12.5}], "12.50"),
        ([{"currency": "EUR", "amount": 0}], "0.00"),
        ([{"currency": "usd", "amount": 5}], None),
        ([{"currency": "EUR", "amount": 5}, {"currency": "EUR", "amount": 9}], None),
        ([{"currency": "EUR"}], None),
    ],
)
def test_only_one_price_in_euros_is_a_fee(tmp_path: Path, options: list[Any], fee: str | None) -> None:
    of_json(tmp_path, [{**COURSE, "cost_options": options}])
    assert (str(offer().fee) if offer().fee is not None else None) == fee


def test_terms_that_are_ours_give_the_kind(tmp_path: Path) -> None:
    OfferKind.objects.get_or_create(code="german", defaults={"name": {"de": "Deutschkurs"}})
    term = {"taxonomy_term": {"code": "german"}}
    of_json(
        tmp_path,
        [{**COURSE, "attributes": [{"taxonomy_term": {"code": "else"}}, term]}, {**COURSE, "id": TWO}],
    )
    assert (offer().kind.code, offer(TWO).kind.code) == ("german", "unsorted")


REFUSED: dict[str, tuple[Any, str, str]] = {
    "no id": ([{"name": "Kurs", "status": "active"}], "id", "is missing"),
    "no name": ([{"id": ONE, "status": "active"}], "name", "is missing"),
    "id twice": ([COURSE, COURSE], "id", "stands in row 1 too"),
    "nobody": ([{**COURSE, "organization_id": WHO}], "service.organization_id", "is not there"),
    "no object": ([COURSE, 7], "", "is no object"),
    "nothing": ([], "", "is empty"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_files_are_refused_whole_with_row_and_remedy(tmp_path: Path, name: str) -> None:
    data, column, why = REFUSED[name]
    good = {**COURSE, "id": TWO}
    before = counts()
    with pytest.raises(ImportRefusedError) as raised:
        of_json(tmp_path, [good, *data] if data else data)
    refusal = raised.value.report.refused[0]
    assert refusal.column == column
    assert why.replace("row 1", "row 2") in refusal.why
    assert refusal.remedy
    assert refusal.row == (len(data) + 1 if data else 1)
    assert counts() == before


def test_a_file_that_breaks_off_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_text(json.dumps([COURSE, {**COURSE, "id": TWO}])[:-20], "utf-8")
    before = counts()
    with pytest.raises(UnreadableHsdsError):
        store(path)
    assert counts() == before


def test_faults_without_end_are_not_all_told(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError) as raised:
        of_json(tmp_path, [{"name": "Kurs", "status": "active"}] * 5000)
    report = raised.value.report
    assert len(report.refused) == 1001
    assert "reading stopped" in report.refused[-1].why


def test_ids_that_are_no_uuid_stay_the_same_forever(tmp_path: Path) -> None:
    for _ in range(2):
        report = of_json(
            tmp_path, [{**COURSE, "id": "kurs-7", "organization_id": "v1"}, {**CLUB, "id": "v1"}]
        )
        assert {repair.old for repair in report.repaired} == {"kurs-7", "v1"}
    assert ForeignRecord.objects.filter(kind="service").count() == 1


@pytest.mark.parametrize("packed", [False, True])
def test_tables_are_taken_over(tmp_path: Path, packed: bool) -> None:
    folder = package(
        tmp_path,
        services=[{**COURSE, "organization_id": WHO, "url": "example.org", "minimum_age": "16"}],
        organizations=[CLUB],
        languages=[{"id": TWO, "service_id": ONE, "code": "uk", "note": "montags"}],
        phones=[{"id": TWO, "service_id": ONE, "number": "089 1"}],
    )
    path = folder
    if packed:
        path = tmp_path / "package.zip"
        with zipfile.ZipFile(path, "w") as target:
            for file in folder.iterdir():
                target.write(file, f"inside/{file.name}")
    report = store(path)
    assert (report.read, report.created) == (4, 2)
    row = offer()
    assert row.provider
    assert row.languages == ["uk"]
    assert row.criteria.get(criterion="age").values == {"from": 16}
    assert ForeignRecord.objects.get(kind="phone").unmapped["number"] == "089 1"
    assert {repair.column for repair in report.repaired} == {"url", "minimum_age"}


def test_datapackage_names_the_tables(tmp_path: Path) -> None:
    folder = package(tmp_path, angebote=[COURSE])
    (folder / "datapackage.json").write_text(
        json.dumps({"resources": [{"name": "services", "path": "data/angebote.csv"}]}), "utf-8"
    )
    assert store(folder).created == 1


def test_dangling_rows_of_tables_are_refused_with_file_line(tmp_path: Path) -> None:
    folder = package(tmp_path, services=[COURSE], phones=[{"id": TWO, "service_id": TWO, "number": "1"}])
    before = counts()
    with pytest.raises(ImportRefusedError) as raised:
        store(folder)
    refusal = raised.value.report.refused[0]
    assert (refusal.row, refusal.column, refusal.value) == (2, "phone.service_id", TWO)
    assert counts() == before


@pytest.mark.parametrize("name", ["empty", "nozip.zip", "missing.json"])
def test_what_is_no_package_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "empty":
        path.mkdir()
    elif name == "nozip.zip":
        path.write_text("no zip")
    with pytest.raises(UnreadableHsdsError):
        store(path)


@pytest.mark.usefixtures("munich")
def test_our_own_file_does_not_double_our_offers(tmp_path: Path, client: Client) -> None:
    path = tmp_path / "own.ndjson"
    path.write_bytes(client.get("/api/hsds/v3/services.ndjson").getvalue())
    before = counts()
    report = store(path)
    assert (report.created, report.changed, report.unchanged) == (0, 0, 27)
    assert counts()[:3] == before[:3]


@pytest.mark.usefixtures("munich")
def test_another_city_can_take_over_our_file(tmp_path: Path, client: Client) -> None:
    path = tmp_path / "own.ndjson"
    path.write_bytes(client.get("/api/hsds/v3/services.ndjson").getvalue())
    report = store_hsds(path=path, language="de", own=Ids("another-city"), now=NOW)
    assert report.is_clean
    copies = {
        row.foreign_records.get().unmapped["x_gesamtplan"]["code"]: row
        for row in Offer.objects.filter(code__startswith="H")
    }
    assert len(copies) == 27
    for code, copy in copies.items():
        original = Offer.objects.get(code=code)
        for name in ("kind", "statuses", "funding_level", "is_voluntary", "languages", "child_care"):
            assert getattr(copy, name) == getattr(original, name), (code, name)


def test_ids_with_the_same_beginning_do_not_meet(tmp_path: Path) -> None:
    of_json(tmp_path, [COURSE, {**COURSE, "id": TWO}, CLUB, {**CLUB, "id": ONE}])
    assert offer(ONE) != offer(TWO)
    assert len({row.organization for row in ForeignRecord.objects.filter(kind="organization")}) == 2
