"""A new need: row, first state and trace in one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.core.models import Source
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import FieldOfAction, Need, Plan, TargetGroup
from gesamtplan.plan.operations.updates import Report, add_status_update
from gesamtplan.plan.states import NeedState, Origin, Term

CODE = re.compile(r"N(\d+)")


class NeedError(Exception):
    """Base of all reasons for which a need is not created; nothing was written."""


class NoTitleError(NeedError):
    """Raised for a need without a title in German, by which everybody finds it. Write one."""


@dataclass(frozen=True)
class NeedDraft:
    """What a new need says; texts by language. `priority` 1 is most urgent, None unknown.

    `announcement` is the text of the first status update; without it the title stands there.
    """

    title: Mapping[str, str]
    description: Mapping[str, str]
    fields: Sequence[FieldOfAction]
    origin: Origin
    target_groups: Sequence[TargetGroup] = ()
    lead: Organization | None = None
    term: str = Term.UNKNOWN
    priority: int | None = None
    priority_reason: Mapping[str, str] = field(default_factory=dict)
    sources: Sequence[Source] = ()
    announcement: Mapping[str, str] = field(default_factory=dict)


def create_need(*, draft: NeedDraft, author: User, now: datetime) -> Need:
    """The need under the next free code, as proposed today and seen by everybody.

    Raises NoTitleError, or NotAllowedError of a status update where the author may not report on it.
    """
    if not draft.title.get("de", "").strip():
        raise NoTitleError("The need has no title in German. Write what is missing, for whom and where.")
    with transaction.atomic():
        list(Plan.objects.select_for_update())  # one at a time, so that no code is given twice
        need = _row(draft)
        report = Report(NeedState.PROPOSED, localdate(now), _known(draft.announcement) or _known(draft.title))
        add_status_update(
            subject=need, report=report, author=author, version=need.version, now=now, publish=True
        )
        after = {"title": need.title, "origin": need.origin, "lead": need.lead.code if need.lead else None}
        record(
            action="create_need", target="plan.need", target_id=need.code, now=now, actor=author, after=after
        )
    return need


def next_code() -> str:
    """The code after the highest of the plan's own scheme: N01, N02, …"""
    found = (CODE.fullmatch(code) for code in Need.objects.values_list("code", flat=True))
    return f"N{max((int(match[1]) for match in found if match), default=0) + 1:02d}"


def _row(draft: NeedDraft) -> Need:
    need = Need.objects.create(
        code=next_code(),
        title=_known(draft.title),
        description=_known(draft.description) or None,
        term=draft.term,
        origin=draft.origin,
        lead=draft.lead,
        priority=draft.priority,
        priority_reason=_known(draft.priority_reason) or None,
    )
    need.fields_of_action.set(draft.fields)
    need.target_groups.set(draft.target_groups)
    need.sources.set(draft.sources)
    return need


def _known(text: Mapping[str, str]) -> dict[str, str]:
    """Only the languages in which something was written."""
    return {language: words.strip() for language, words in text.items() if words.strip()}
