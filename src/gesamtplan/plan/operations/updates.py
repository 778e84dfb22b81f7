"""Status updates: the one way in which a need or a measure gets another state."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.core.models import Source
from gesamtplan.core.states import DatePrecision
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import Measure, Need, StatusUpdate
from gesamtplan.plan.operations.topics import move_report_due, subject_key
from gesamtplan.plan.rules import may_add_status_update
from gesamtplan.plan.search import index_subject
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
    """Raised where a draft is asked for and the update is public already, or gone. Correct it by a new update."""


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
    earlier = (
        StatusUpdate.objects.public().filter(**subject_key(subject), date__lte=on).newest_first().first()
    )
    return earlier.state if earlier else str(NeedState.UNKNOWN)


def own_draft(subject: Need | Measure, author: User) -> StatusUpdate | None:
    """What this person has begun to write on the subject; there is one draft per person and subject."""
    rows = StatusUpdate.objects.filter(**subject_key(subject), author=author, published_at=None)
    draft = rows.order_by("-pk").first()
    if draft:
        setattr(draft, draft.kind, subject)  # the caller's own row, whose version a publication raises
    return draft


def add_status_update(
    *, subject: Need | Measure, report: Report, author: User, version: int, now: datetime, publish: bool
) -> StatusUpdate:
    """Add an update, published or as a draft. `version` is the one that the author saw of the subject.

    A draft that the author has on this subject becomes this update; it is not kept beside it.
    Raises NotAllowedError, FutureUpdateError, StateTransitionError or StaleVersionError;
    then nothing is written.
    """
    with transaction.atomic():
        _check(subject, author, report.state, report.on, now)
        update = _written(subject, report, author, now)
        if publish:
            _make_public(update, author, version, now)
        _trace(update, "publish" if publish else "draft", author, now, report.reason)
    return update


def publish_status_update(
    *, update: StatusUpdate, author: User, version: int, now: datetime, reason: str = ""
) -> StatusUpdate:
    """Make a draft public. Raises as `add_status_update`, and NotADraftError."""
    with transaction.atomic():
        _check(update.subject, author, update.state, update.date or localdate(now), now)
        _make_public(update, author, version, now)
        _trace(update, "publish", author, now, reason)
    return update


def discard_draft(*, update: StatusUpdate, author: User, now: datetime) -> None:
    """Throw an own draft away. Raises NotADraftError where it is public, gone, or somebody else's."""
    with transaction.atomic():
        found = StatusUpdate.objects.filter(pk=update.pk, author=author, published_at=None).first()
        if found is None:
            raise NotADraftError(
                f"Update {update.pk} is no draft of {author}: it is public or was discarded. Load the desk again."
            )
        _trace(found, "discard", author, now, "")
        found.delete()


def _written(subject: Need | Measure, report: Report, author: User, now: datetime) -> StatusUpdate:
    """The author's draft with this content, made where there is none."""
    update = own_draft(subject, author) or StatusUpdate(**subject_key(subject), author=author, created_at=now)
    update.date, update.date_precision = report.on, DatePrecision.DAY
    update.state, update.organization = report.state, report.organization
    update.text = {language: words for language, words in report.text.items() if words} or None
    update.save()
    update.sources.set([_source(report.source_url)] if report.source_url else [])
    return update


def _make_public(update: StatusUpdate, author: User, version: int, now: datetime) -> None:
    """Compare and swap, so that a draft is published once; then what follows from a publication."""
    if not StatusUpdate.objects.filter(pk=update.pk, published_at=None).update(published_at=now):
        raise NotADraftError("This update is public already. Correct it by adding a new update.")
    update.published_at = now
    _raise_version(update.subject, version)
    move_report_due(subject=update.subject, on=update.date or localdate(now), author=author, now=now)
    index_subject(update.subject)


def _table(subject: Need | Measure) -> tuple[dict[str, frozenset[str]], list[str]]:
    if isinstance(subject, Need):
        return NEED_TRANSITIONS, NeedState.values
    return MEASURE_TRANSITIONS, MeasureState.values


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
    """The words only of what is public: an unfinished sentence is no evidence."""
    after = {
        "update": update.pk,
        "state": update.state,
        "date": update.date.isoformat() if update.date else None,
    }
    record(
        action=f"{verb}_status_update",
        target=f"plan.{update.kind}",
        target_id=update.subject.code,
        now=now,
        actor=author,
        after=after | ({"text": update.text} if update.published_at else {}),
        reason=reason,
    )
