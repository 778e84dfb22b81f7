"""Every room's writes end in the index; it can be built anew, and what is stale is found. On Munich's data."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from gesamtplan.config import search as index
from gesamtplan.core.models import SearchDocument
from gesamtplan.core.search_index.queries import search
from gesamtplan.offers.models import Offer
from gesamtplan.offers.search import index_offers
from gesamtplan.plan.models import Need
from gesamtplan.plan.operations import add_status_update
from gesamtplan.plan.operations.updates import Report
from gesamtplan.plan.search import index_subject
from tests import factories

pytestmark = pytest.mark.usefixtures("munich")


def found(query: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.key) for hit in search(query, language="de", limit=100).hits]


def test_after_an_import_the_index_is_what_a_rebuild_would_make() -> None:
    assert list(index.findings()) == []
    kinds = set(SearchDocument.objects.values_list("kind", flat=True))
    assert kinds == set(index.DOCUMENTS) - {"report"}  # the tests' Munich has none


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("N18", ("need", "N18")),
        ("Staedtischer Deutschkurs", ("need", "N18")),
        ("deutshkurse", ("offer", "O26")),
        ("14-20 / V 16291", ("resolution", "R-V16291")),
        ("Solidarity Cities", ("need", "N34")),
        ("Volkshochschule", ("organization", "mvhs")),
        ("protected housing for women", ("need", "N02")),
        ("nichtdeutsche Bevölkerung", ("indicator", "bevoelkerung.nichtdeutsche.insgesamt")),
    ],
)
def test_what_people_look_for_is_found(query: str, expected: tuple[str, str]) -> None:
    assert expected in found(query)


def test_a_published_update_can_be_found_and_a_draft_cannot() -> None:
    need = Need.objects.get(code="N18")
    words: dict[str, Any] = {"subject": need, "author": factories.user("coordinator"), "now": timezone.now()}
    report = Report("in-work", date(2026, 1, 5), {"de": "Der Zeppelinhangar wird umgebaut."})
    add_status_update(**words, report=report, version=need.version, publish=False)
    assert found("Zeppelinhangar") == []
    add_status_update(**words, report=report, version=need.version, publish=True)
    assert found("Zeppelinhangare") == [("need", "N18")]


def test_what_is_no_longer_public_disappears() -> None:
    assert ("need", "N18") in found("N18")
    Need.objects.filter(code="N18").update(is_public=False)
    assert any("kind need" in finding for finding in index.findings())
    index_subject(Need.objects.get(code="N18"))
    assert ("need", "N18") not in found("N18")
    Offer.objects.filter(code="O26").update(is_public=False)
    index_offers(["O26"])
    assert ("offer", "O26") not in found("Deutschkurse")
    assert ("offer", "O01") in found("Deutschkurse")
    assert list(index.findings()) == []


def test_a_translation_is_found_in_its_own_script() -> None:
    found = search("الدورات", language="de", kinds=["offer"])
    assert {"O01", "O26"} <= {hit.key for hit in found.hits}
    assert {hit.title.language for hit in found.hits if hit.key in {"O01", "O26"}} == {"ar"}


def test_a_rebuild_mends_what_is_stale_and_drops_what_no_room_writes() -> None:
    SearchDocument.objects.filter(kind="motion").update(digest="")
    SearchDocument.objects.filter(kind="need").update(kind="riddle")
    findings = list(index.findings())
    assert len(findings) == 3
    assert all("Run `gesamtplan index`" in finding for finding in findings)
    steps: list[int] = []
    index.rebuild(lambda _name, done, _total: steps.append(done))
    assert steps == list(range(1, len(index.DOCUMENTS) + 1))
    assert list(index.findings()) == []


def test_an_upgraded_instance_gets_its_index_once() -> None:
    SearchDocument.objects.filter(kind="need").delete()
    index.fill_if_empty()
    assert found("N18") == []  # not empty: left to the writes
    SearchDocument.objects.all().delete()
    index.fill_if_empty()
    assert ("need", "N18") in found("N18")
