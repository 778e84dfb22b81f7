"""A new need: next code, proposed, seen by everybody, traced."""

from datetime import UTC, datetime
from typing import Any

import pytest

from gesamtplan.audit.models import AuditEntry
from gesamtplan.plan.models import Need
from gesamtplan.plan.operations import needs
from gesamtplan.plan.operations.updates import NotAllowedError
from gesamtplan.plan.states import Origin
from tests import factories as make

pytestmark = pytest.mark.usefixtures("munich")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def create(role: str = "editor", **values: Any) -> Need:
    given = {
        "title": {"de": "Es fehlen Plätze", "en": ""},
        "description": {"de": "Weil", "en": ""},
        "fields": [make.field()],
        "origin": Origin.ANALYSIS,
    }
    return needs.create_need(draft=needs.NeedDraft(**given | values), author=make.user(role), now=NOW)


def test_codes_go_on_after_the_highest_of_the_plan() -> None:
    make.need("X99")
    assert [create().code, create().code] == ["N36", "N37"]


def test_codes_of_another_scheme_do_not_count() -> None:
    make.need("N1999-A")
    assert needs.next_code() == "N36"


def test_need_is_proposed_and_public_with_only_the_words_that_were_written() -> None:
    code = create(announcement={"de": "Vorgeschlagen", "en": "Proposed"}).code
    need = Need.objects.public().with_state().get(code=code)
    assert (need.state, need.origin, need.title) == ("proposed", "analysis", {"de": "Es fehlen Plätze"})
    update = need.updates.get()
    assert update.text == {"de": "Vorgeschlagen", "en": "Proposed"}
    assert update.published_at == NOW
    assert need.history.count() >= 1


def test_first_update_says_the_title_where_nothing_else_is_written() -> None:
    assert create().updates.get().text == {"de": "Es fehlen Plätze"}


def test_need_without_a_german_title_is_refused() -> None:
    before = Need.objects.count()
    with pytest.raises(needs.NoTitleError):
        create(title={"de": " ", "en": "Places are missing"})
    assert Need.objects.count() == before


def test_reader_leaves_nothing_behind() -> None:
    before = Need.objects.count(), AuditEntry.objects.count()
    with pytest.raises(NotAllowedError):
        create("reader")
    assert (Need.objects.count(), AuditEntry.objects.count()) == before


def test_creation_is_traced() -> None:
    need = create()
    actions = AuditEntry.objects.filter(target="plan.need", target_id=need.code).values_list(
        "action", flat=True
    )
    assert set(actions) == {"create_need", "publish_status_update"}
