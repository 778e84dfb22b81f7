"""The one way in which a need or a measure gets another state."""

from datetime import date

import pytest

from gesamtplan.audit.models import AuditEntry
from gesamtplan.plan.models import Measure, Need, StatusUpdate
from gesamtplan.plan.operations import add_status_update, publish_status_update
from gesamtplan.plan.operations.updates import (
    FutureUpdateError,
    NotADraftError,
    NotAllowedError,
    Report,
    StaleVersionError,
    StateTransitionError,
    allowed_states,
    state_before,
)
from gesamtplan.plan.rules import may_add_status_update, reportable
from gesamtplan.plan.states import MEASURE_TRANSITIONS, NEED_TRANSITIONS, MeasureState, NeedState
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
NEED_STEPS = [(a, b) for a in NeedState.values for b in NeedState.values]
MEASURE_STEPS = [(a, b) for a in MeasureState.values for b in MeasureState.values]


def report(state: str, on: date = DAY, **values: object) -> Report:
    return Report(state=state, on=on, text={"de": "Es geht voran.", "en": ""}, **values)  # type: ignore[arg-type]


def add(subject: Need | Measure, state: str, publish: bool = True, **values: object) -> StatusUpdate:
    given = {"author": make.user("coordinator"), "version": subject.version, "now": make.NOW, **values}
    return add_status_update(subject=subject, report=report(state), publish=publish, **given)  # type: ignore[arg-type]


def _is_allowed(table: dict[str, frozenset[str]], before: str, after: str) -> bool:
    return after in table[before] or (before == after != "unknown")


@pytest.mark.parametrize(("before", "after"), NEED_STEPS)
def test_need_follows_state_table(before: str, after: str) -> None:
    need = make.need()
    make.update(need, before)
    if _is_allowed(NEED_TRANSITIONS, before, after):
        add(need, after)
        assert Need.objects.with_state().get(pk=need.pk).state == after
    else:
        with pytest.raises(StateTransitionError):
            add(need, after)
        assert need.updates.count() == 1


@pytest.mark.parametrize(("before", "after"), MEASURE_STEPS)
def test_measure_follows_state_table(before: str, after: str) -> None:
    measure = make.measure()
    make.update(measure, before)
    if _is_allowed(MEASURE_TRANSITIONS, before, after):
        add(measure, after)
        assert Measure.objects.with_state().get(pk=measure.pk).state == after
    else:
        with pytest.raises(StateTransitionError):
            add(measure, after)


def test_allowed_states_never_offer_unknown() -> None:
    assert "unknown" not in allowed_states(make.need(), "unknown")


def test_update_without_earlier_state_starts_from_unknown() -> None:
    need = make.need()
    assert state_before(need, DAY) == "unknown"
    assert add(need, "met").published_at == make.NOW


def test_backdated_update_is_checked_against_state_at_its_date() -> None:
    need = make.need()
    make.update(need, "proposed", date(2019, 1, 1))
    make.update(need, "recognised", date(2026, 2, 1))
    with pytest.raises(StateTransitionError):
        add_status_update(
            subject=need,
            report=report("met", date(2020, 1, 1)),
            author=make.user("coordinator"),
            version=1,
            now=make.NOW,
            publish=True,
        )


def test_publication_raises_version_and_leaves_audit_row() -> None:
    need = make.need()
    author = make.user("coordinator")
    update = add(need, "recognised", author=author)
    need.refresh_from_db()
    assert need.version == 2
    entry = AuditEntry.objects.filter(target="plan.need", target_id=need.code).get()
    assert entry.action == "publish_status_update"
    assert entry.actor == author
    assert entry.after == {
        "update": update.pk,
        "state": "recognised",
        "date": "2026-03-01",
        "text": {"de": "Es geht voran."},
    }


def test_stale_version_writes_nothing() -> None:
    need = make.need()
    add(need, "recognised")
    need.refresh_from_db()
    before = (StatusUpdate.objects.count(), AuditEntry.objects.count())
    with pytest.raises(StaleVersionError) as caught:
        add(need, "in-work", version=1)
    assert (caught.value.read, caught.value.current) == (1, 2)
    assert (StatusUpdate.objects.count(), AuditEntry.objects.count()) == before


def test_future_update_is_refused() -> None:
    with pytest.raises(FutureUpdateError):
        add_status_update(
            subject=make.need(),
            report=report("met", date(2026, 3, 3)),
            author=make.user("coordinator"),
            version=1,
            now=make.NOW,
            publish=True,
        )


def test_draft_changes_no_state_and_no_version() -> None:
    need = make.need()
    draft = add(need, "met", publish=False)
    row = Need.objects.with_state().get(pk=need.pk)
    assert (row.state, row.version, draft.published_at) == ("unknown", 1, None)


def test_draft_can_be_published_once() -> None:
    need, author = make.need(), make.user("coordinator")
    draft = add(need, "met", publish=False, author=author)
    publish_status_update(update=draft, author=author, version=1, now=make.NOW)
    assert Need.objects.with_state().get(pk=need.pk).state == "met"
    with pytest.raises(NotADraftError):
        publish_status_update(update=draft, author=author, version=2, now=make.NOW)


def test_stale_draft_stays_draft() -> None:
    need, author = make.need(), make.user("coordinator")
    draft = add(need, "met", publish=False, author=author)
    add(need, "recognised")
    with pytest.raises(StaleVersionError):
        publish_status_update(update=draft, author=author, version=1, now=make.NOW)
    draft.refresh_from_db()
    assert draft.published_at is None


def test_source_address_is_stored_once() -> None:
    need, author = make.need(), make.user("coordinator")
    for version in (1, 2):
        add_status_update(
            subject=need,
            report=report("recognised", source_url="https://example.org/vorlage"),
            author=author,
            version=version,
            now=make.NOW,
            publish=True,
        )
    codes = {source.code for update in need.updates.all() for source in update.sources.all()}
    assert len(codes) == 1


@pytest.mark.parametrize(
    ("kind", "where", "expected"),
    [
        ("coordinator", "", True),
        ("editor", "", True),
        ("contributor", "lead", True),
        ("contributor", "other", False),
        ("coordinator", "other", False),
        ("reader", "", False),
        ("", "", False),
    ],
)
def test_permission_depends_on_role_and_lead(kind: str, where: str, expected: bool) -> None:
    lead = make.organization()
    place = {"lead": lead.code, "other": make.organization().code}.get(where, "")
    need, author = make.need(lead=lead), make.user(kind, place)
    assert may_add_status_update(author, need) is expected
    assert author.has_perm("plan.add_status_update", need) is expected
    assert reportable(author, [need]) == ([need] if expected else [])
    if not expected:
        with pytest.raises(NotAllowedError):
            add(need, "met", author=author)
