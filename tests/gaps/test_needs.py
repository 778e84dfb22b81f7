"""From a gap to a need: what is frozen, what is refused, and how it stands beside today's figures."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils.timezone import localdate

from gesamtplan.audit.models import AuditEntry
from gesamtplan.gaps.evidence import FIGURES, Frozen
from gesamtplan.gaps.models import Assessment, Assumption, GapRow, NeedEvidence
from gesamtplan.gaps.operations import needs, store_analysis
from gesamtplan.gaps.queries import evidence
from gesamtplan.gaps.queries.day_one import current_assessment, matrix
from gesamtplan.gaps.states import RowStatus
from gesamtplan.plan.models import Need
from gesamtplan.plan.operations.needs import NeedDraft
from gesamtplan.plan.states import Origin
from tests import factories as make

pytestmark = pytest.mark.usefixtures("munich")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def rows(topic: str = "day-care", **values: Any) -> list[GapRow]:
    """The largest gaps of Munich as it is loaded."""
    store_analysis(on=TODAY, now=NOW)
    analysis = evidence.current_analysis()
    found = GapRow.objects.filter(assessment=analysis, group__topic__code=topic, **values)
    return list(found.order_by("-unmet")[:3])


def districts() -> list[GapRow]:
    return rows(area__kind="district", group__code="age-0-2-migration")


def frozen(chosen: list[GapRow]) -> Frozen:
    return evidence.gaps_to_freeze([str(row.pk) for row in chosen])[0]


def propose(what: Frozen, role: str = "editor", title: str = "Es fehlen Plätze", **values: Any) -> Need:
    draft = NeedDraft({"de": title}, {"de": "Weil"}, [make.field()], Origin.ANALYSIS)
    return needs.propose_need(draft=draft, evidence=what, author=make.user(role), now=NOW, **values)


def test_need_stands_with_its_evidence_in_one_step() -> None:
    chosen = districts()
    need = propose(frozen(chosen), picture="<svg></svg>")
    kept = need.evidence.get()
    assert kept.assessment == chosen[0].assessment
    assert [row["unmet"] for row in kept.content["rows"]] == [row.unmet for row in chosen]
    assert kept.inputs_digest == kept.assessment.inputs_digest
    assert (kept.frozen_at, kept.picture, need.origin) == (NOW, "<svg></svg>", "analysis")
    assert AuditEntry.objects.filter(target="gaps.evidence", target_id=str(kept.pk), action="freeze").exists()
    assert Need.objects.with_state().get(pk=need.pk).state == "proposed"


def test_frozen_rows_can_be_read_alone() -> None:
    content = frozen(districts()).content
    row = content["rows"][0]
    assert set(FIGURES) < set(row)
    assert row["status_name"].keys() == row["group"]["name"].keys() == {"de", "en"}
    named = {fact["key"] for fact in content["facts"]}
    assert named >= set(row["explanation"]["people"])
    assert all(fact["value"] is not None and fact["date"] for fact in content["facts"])
    assert {one["role"] for one in content["assumptions"]} >= {"people", "norm", "places", "reach"}
    cited = {code for item in (*content["facts"], *content["assumptions"]) for code in item["sources"]}
    assert cited == set(content["sources"])
    assert content["topic"]["cannot_carry"]["de"]


def test_assumptions_of_other_groups_are_not_frozen_with_it() -> None:
    codes = {one["code"] for one in frozen(districts()).content["assumptions"]}
    assert "people.age-0-2-migration" in codes
    assert "people.age-3-6-other" not in codes


@pytest.mark.parametrize("keys", [[], ["999999999"], ["x"], ["-1"], ["9" * 40]])
def test_keys_that_no_row_has_are_refused(keys: list[str]) -> None:
    with pytest.raises(evidence.NoRowsError):
        evidence.gaps_to_freeze(keys)


def test_one_unknown_key_among_known_ones_is_refused() -> None:
    with pytest.raises(evidence.NoRowsError):
        evidence.gaps_to_freeze([str(districts()[0].pk), "999999999"])


def test_rows_of_two_topics_are_refused() -> None:
    with pytest.raises(evidence.MixedRowsError):
        frozen([districts()[0], *rows("accommodation")])


def test_rows_of_too_few_people_alone_are_refused() -> None:
    with pytest.raises(evidence.ProtectedRowsError):
        frozen(rows(status=RowStatus.PROTECTED))


def test_row_of_too_few_people_is_frozen_without_figures() -> None:
    hidden, shown = rows(status=RowStatus.PROTECTED)[0], districts()[0]
    GapRow.objects.filter(pk=hidden.pk).update(
        people=3, unmet=2, access=0.4
    )  # as if somebody had stored them
    kept = {row["status"]: row for row in frozen([hidden, shown]).content["rows"]}
    assert {kept["protected"][name] for name in FIGURES if name != "places"} == {None}
    assert kept["complete"]["people"] == shown.people


@pytest.mark.parametrize("role", ["reader", "contributor"])
def test_others_may_not_propose(role: str) -> None:
    what, before = frozen(districts()), Need.objects.count()
    with pytest.raises(needs.NotAllowedError):
        propose(what, role)
    assert (Need.objects.count(), NeedEvidence.objects.count()) == (before, 0)


def test_second_click_proposes_nothing_twice() -> None:
    what = frozen(districts())
    first = propose(what)
    before = Need.objects.count(), AuditEntry.objects.count()
    with pytest.raises(needs.ProposedBeforeError) as told:
        propose(frozen(districts()))
    assert told.value.need == first
    assert (Need.objects.count(), AuditEntry.objects.count()) == before
    assert propose(what, title="Ein zweiter Bedarf aus denselben Zahlen") != first
    assert {need.pk for need in evidence.needs_resting_on(what)} >= {first.pk}


def test_evidence_stands_beside_the_figures_of_a_later_assessment() -> None:
    chosen = rows("accommodation", year=2026)
    need = propose(frozen(chosen))
    (same,) = evidence.evidence_of(need, TODAY)
    assert same.is_current
    assert same.comparisons[0].difference == 0
    Assumption.objects.filter(code="norm.bed").update(value=Decimal("1.5"))
    later = store_analysis(
        on=localdate() + timedelta(1), now=NOW.replace(year=2100)
    )  # the demo has one of today
    (told,) = evidence.evidence_of(need, TODAY)
    (row,) = told.comparisons
    assert (told.current, told.is_current, told.is_intact) == (later, False, True)
    assert row.now is not None
    assert row.now.assessment == later
    assert row.difference == pytest.approx(0.5 * (chosen[0].people or 0))


def test_evidence_that_somebody_touched_says_so() -> None:
    need = propose(frozen(districts()), picture="<svg></svg>")
    NeedEvidence.objects.update(picture="<svg>other</svg>")
    assert not evidence.evidence_of(need, TODAY)[0].is_intact


def test_row_that_is_computed_no_more_is_unknown() -> None:
    need = propose(frozen(districts()))
    GapRow.objects.all().delete()
    comparison = evidence.evidence_of(need, TODAY)[0].comparisons[0]
    assert (comparison.now, comparison.difference) == (None, None)
    assert comparison.then["unmet"] is not None


def test_need_without_evidence_has_none_in_one_query(django_assert_num_queries: Any) -> None:
    need = Need.objects.get(code="N01")
    with django_assert_num_queries(1):
        assert evidence.evidence_of(need, TODAY) == []


def test_evidence_takes_as_many_queries_for_many_rows_as_for_one(django_assert_max_num_queries: Any) -> None:
    need = propose(frozen(rows(area__kind="district")))
    for title in ("Zweiter", "Dritter"):
        other = propose(frozen(rows(area__kind="sub-district", status="estimate")), title=title)
        other.evidence.update(need=need)
    with django_assert_max_num_queries(3):
        found = evidence.evidence_of(need, TODAY)
        assert [len(one.comparisons) for one in found] == [3, 3, 3]


def nobody() -> tuple[str, str, str]:
    """(status, kind, circumstances) of a cell in which nobody is there today."""
    assessment = current_assessment()
    assert assessment is not None
    circumstances = assessment.explanation["circumstances"][0]["code"]
    found = matrix(TODAY, 0, circumstances)
    assert found is not None
    return next((*key, circumstances) for key, cell in found.cells.items() if cell.outcome == "nobody")


def test_cell_in_which_nobody_is_there_is_frozen_with_its_rules() -> None:
    status, kind, circumstances = nobody()
    what = evidence.cell_to_freeze(status, kind, TODAY, 0, circumstances)
    need = propose(what)
    content = need.evidence.get().content
    assert (content["status"]["code"], content["offer_kind"]["code"], content["months"]) == (status, kind, 0)
    assert [rule["id"] for rule in content["rules"]] == content["entitlement"]["rules"]
    assert content["outcome_name"].keys() == {"de", "en"}
    (told,) = evidence.evidence_of(need, TODAY)
    assert (told.outcome_now, told.is_intact, told.day) == ("nobody", True, TODAY)
    assert told.words["status"]


def test_cell_that_is_gone_from_the_matrix_is_unknown_today() -> None:
    status, kind, circumstances = nobody()
    need = propose(evidence.cell_to_freeze(status, kind, TODAY, 0, circumstances))
    Assessment.objects.filter(kind="day-one").update(status="failed")
    assert evidence.evidence_of(need, TODAY)[0].outcome_now is None


@pytest.mark.parametrize("change", [{"status": "no-such"}, {"kind": "no-such"}, {"circumstances": "no-such"}])
def test_cell_that_does_not_exist_is_refused(change: dict[str, str]) -> None:
    status, kind, circumstances = nobody()
    given = {"status": status, "kind": kind, "circumstances": circumstances} | change
    with pytest.raises(evidence.NoCellError):
        evidence.cell_to_freeze(on=TODAY, months=0, **given)


def test_cell_in_which_somebody_is_there_is_refused() -> None:
    _status, _kind, circumstances = nobody()
    found = matrix(TODAY, 0, circumstances)
    assert found is not None
    status, kind = next(key for key, cell in found.cells.items() if cell.outcome == "by-right")
    with pytest.raises(evidence.NoCellError):
        evidence.cell_to_freeze(status, kind, TODAY, 0, circumstances)
