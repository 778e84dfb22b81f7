"""Status updates: the one way in which a need or a measure gets another state."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.core.models import Source
from gesamtplan.core.states import DatePrecision
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import Measure, Need, StatusUpdate
from gesamtplan.plan.rules import may_add_status_update
from gesamtplan.plan.states import MEASURE_TRANSITIONS, NEED_TRANSITIONS, MeasureState, NeedState


class StatusUpdateError(Exception):
    """Base of all reasons for which an update is not accepted; nothing was written."""


class NotAllowedError(StatusUpdateError):
    """Raised when the person may not report on this subject. Ask the coordination for a role there."""


class StateTransitionError(StatusUpdateError):
    """Raised when the state table does not lead from the state at that date to the one reported."""

    def __init__(self, before: str, after: str) -> None:
        self.before, self.after = before, after
        super().__init__(
            f"The state cannot go from {before!r} to {after!r}, because the state table has no such step. "
            "Report a state in between, or check the date."
        )


class FutureUpdateError(StatusUpdateError):
    """Raised for a date after today: an update says what was. Give the date it speaks of."""


class NotADraftError(StatusUpdateError):
    """Raised on publishing an update that is public already. Correct it by adding a new update."""


class StaleVersionError(StatusUpdateError):
    """Raised when somebody else published since the form was opened. Read that, then send yours again."""

    def __init__(self, read: int, current: int) -> None:
        self.read, self.current = read, current
        super().__init__(
            f"The form was opened on version {read}, but version {current} is stored: "
            "somebody else published meanwhile. Read their update and send yours again."
        )


@dataclass(frozen=True)
class Report:
    """What somebody reports: the state at a day, and the words for it by language (empty: nothing to add)."""

    state: str
    on: date
    text: dict[str, str]
    organization: Organization | None = None
    source_url: str = ""
    reason: str = ""


def allowed_states(subject: Need | Measure, before: str) -> list[str]:
    """States that may be reported after `before`: those of the table, and the same again."""
    table, states = _table(subject)
    return [
        state
        for state in states
        if state in table[before] or (state == before and state != NeedState.UNKNOWN)
    ]


def state_before(subject: Need | Measure, on: date) -> str:
    """State that the public updates up to that day tell; unknown where there is none."""
    earlier = StatusUpdate.objects.public().filter(**_subject(subject), date__lte=on).newest_first().first()
    return earlier.state if earlier else str(NeedState.UNKNOWN)


def add_status_update(
    *, subject: Need | Measure, report: Report, author: User, version: int, now: datetime, publish: bool
) -> StatusUpdate:
    """Add an update, published or as a draft. `version` is the one that the author saw of the subject.

    Raises NotAllowedError, FutureUpdateError, StateTransitionError or StaleVersionError;
    then nothing is written.
    """
    with transaction.atomic():
        _check(subject, author, report.state, report.on, now)
        update = StatusUpdate.objects.create(
            **_subject(subject),
            date=report.on,
            date_precision=DatePrecision.DAY,
            state=report.state,
            text={language: words for language, words in report.text.items() if words} or None,
            organization=report.organization,
            author=author,
            created_at=now,
            published_at=now if publish else None,
        )
        if report.source_url:
            update.sources.add(_source(report.source_url))
        if publish:
            _raise_version(subject, version)
        _trace(update, "publish" if publish else "draft", author, now, report.reason)
    return update


def publish_status_update(
    *, update: StatusUpdate, author: User, version: int, now: datetime, reason: str = ""
) -> StatusUpdate:
    """Make a draft public. Raises as `add_status_update`, and NotADraftError."""
    with transaction.atomic():
        _check(update.subject, author, update.state, update.date or localdate(now), now)
        made_public = StatusUpdate.objects.filter(pk=update.pk, published_at=None).update(published_at=now)
        if not made_public:
            raise NotADraftError("This update is public already. Correct it by adding a new update.")
        _raise_version(update.subject, version)
        update.published_at = now
        _trace(update, "publish", author, now, reason)
    return update


def _table(subject: Need | Measure) -> tuple[dict[str, frozenset[str]], list[str]]:
    if isinstance(subject, Need):
        return NEED_TRANSITIONS, NeedState.values
    return MEASURE_TRANSITIONS, MeasureState.values


def _subject(subject: Need | Measure) -> dict[str, Any]:
    return {"need": subject} if isinstance(subject, Need) else {"measure": subject}


def _check(subject: Need | Measure, author: User, state: str, on: date, now: datetime) -> None:
    if not may_add_status_update(author, subject):
        raise NotAllowedError(
            f"{author} has no role at the lead organization of {subject.code}. Ask the coordination."
        )
    if on > localdate(now):
        raise FutureUpdateError(f"{on} is after today. An update says what was: give the date it speaks of.")
    before = state_before(subject, on)
    if state not in allowed_states(subject, before):
        raise StateTransitionError(before, state)


def _raise_version(subject: Need | Measure, seen: int) -> None:
    """Compare and swap in one statement, so that of two authors at the same moment only one wins."""
    rows = (Need.objects if isinstance(subject, Need) else Measure.objects).filter(pk=subject.pk)
    if not rows.filter(version=seen).update(version=F("version") + 1):
        raise StaleVersionError(seen, rows.values_list("version", flat=True).get())
    subject.version = seen + 1


def _source(url: str) -> Source:
    """The stored source with this address, else a new one that is called by its address."""
    known = Source.objects.filter(url=url).first()
    code = "U" + hashlib.sha256(url.encode()).hexdigest()[:12]
    return known or Source.objects.create(code=code, title=url[:300], url=url, kind="update")


def _trace(update: StatusUpdate, verb: str, author: User, now: datetime, reason: str) -> None:
    record(
        action=f"{verb}_status_update",
        target=f"plan.{update.kind}",
        target_id=update.subject.code,
        now=now,
        actor=author,
        after={
            "update": update.pk,
            "state": update.state,
            "date": update.date.isoformat() if update.date else None,
            "text": update.text,
        },
        reason=reason,
    )
