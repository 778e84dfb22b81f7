"""Storing the matrix: once per input, in one transaction, with its trace."""

import time
from datetime import timedelta

import pytest

from gesamtplan.audit.models import AuditEntry
from gesamtplan.engine.entitlement import KINDS, STATUSES
from gesamtplan.gaps.circumstances import all_circumstances
from gesamtplan.gaps.models import Assessment, DayOneRow
from gesamtplan.gaps.operations import day_one as operations
from gesamtplan.gaps.queries.day_one import current_assessment
from tests.gaps.factories import NOW, ON, make_offer, store

pytestmark = pytest.mark.usefixtures("directory")


def audit_count() -> int:
    return AuditEntry.objects.filter(target="gaps.assessment").count()


def test_store_keeps_inputs_norms_reasons_and_audit() -> None:
    before = audit_count()
    assessment = store()
    assert len(assessment.inputs_digest) == 64
    assert assessment.norms_version
    assert assessment.status == "partial"
    assert assessment.explanation["reasons"][0]["code"] == "unknown"
    assert sum(assessment.explanation["rules_by_certainty"].values()) == len(assessment.explanation["rules"])
    assert audit_count() == before + 1


def test_store_twice_changes_nothing() -> None:
    first = store()
    rows, audited = DayOneRow.objects.count(), audit_count()
    second = store(on=ON + timedelta(days=40), now=NOW + timedelta(days=40))
    assert second == first
    assert (DayOneRow.objects.count(), audit_count(), Assessment.objects.count()) == (rows, audited, 1)


def test_store_with_another_offer_makes_a_second_assessment_and_links_it() -> None:
    first = store()
    offer = make_offer()
    second = store(now=NOW + timedelta(hours=1))
    assert second != first
    assert offer.day_one_rows.filter(assessment=second, outcome="municipal").exists()
    assert current_assessment() == second


def test_inputs_that_come_back_make_their_result_current_again() -> None:
    first = store()
    offer = make_offer()
    store(now=NOW + timedelta(hours=1))
    offer.delete()
    third = store(now=NOW + timedelta(hours=2))
    assert third == first
    assert current_assessment() == first
    assert Assessment.objects.count() == 2


def test_offers_paid_by_others_or_not_public_do_not_stand_in() -> None:
    make_offer("X01", is_voluntary=False, funding_level="federation")
    make_offer("X02", is_public=False)
    make_offer("X03", is_voluntary=None, funding_level="")
    assert store().explanation["offers"] == []


def test_an_offer_of_the_city_stands_in_without_the_word_voluntary() -> None:
    make_offer("X01", is_voluntary=None, funding_level="city")
    assert store().explanation["offers"] == ["X01"]


def test_an_offer_for_everybody_stands_in_for_each_status() -> None:
    offer = make_offer("X01", statuses=["all"])
    store()
    assert offer.day_one_rows.filter(status_code="duldung", outcome="municipal").exists()


def test_progress_reaches_the_total_within_the_time() -> None:
    seen: list[tuple[int, int]] = []
    start = time.monotonic()
    store(progress=lambda done, total: seen.append((done, total)))
    total = len(STATUSES) * len(KINDS) * len(all_circumstances())
    assert seen[-1] == (total, total)
    assert time.monotonic() - start < 15


def test_a_failure_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(operations, "_store_rows", broken)
    with pytest.raises(RuntimeError):
        store()
    assert not Assessment.objects.exists()
