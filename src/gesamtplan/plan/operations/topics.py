"""The register of open topics: when the next report is due."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.plan.models import Measure, Need, OpenTopic


@dataclass(frozen=True)
class NextReport:
    """What a report does to the register: the day when the next is due (None: unknown), and the cadence in months.

    Without a cadence the day stays as it stood, because nobody decided how often to report.
    """

    due: date | None
    cadence_months: int | None


def subject_key(subject: Need | Measure) -> dict[str, Any]:
    """The column by which a row names this subject."""
    return {"need": subject} if isinstance(subject, Need) else {"measure": subject}


def next_report(subject: Need | Measure, on: date) -> NextReport | None:
    """When the next report would be due after one that speaks of `on`; None where the subject is no open topic."""
    topic = OpenTopic.objects.filter(**subject_key(subject), closed_on=None).first()
    return _after(topic, on) if topic else None


def move_report_due(*, subject: Need | Measure, on: date, author: User, now: datetime) -> None:
    """Called inside the transaction of a publication: the next report is due a cadence after this one."""
    topic = OpenTopic.objects.filter(**subject_key(subject), closed_on=None).first()
    if topic is None or (due := _after(topic, on).due) == topic.next_report_due:
        return
    before, topic.next_report_due = topic.next_report_due, due
    topic.save(update_fields=["next_report_due"])
    record(
        action="move_report_due",
        target=f"plan.{OpenTopic._meta.model_name}",
        target_id=subject.code,
        now=now,
        actor=author,
        before={"next_report_due": _iso(before)},
        after={"next_report_due": _iso(due)},
    )


def _after(topic: OpenTopic, on: date) -> NextReport:
    """A cadence after the report, but never earlier than it stood: an old report does not bring a reminder back."""
    due, months = topic.next_report_due, topic.cadence_months
    if months:
        due = max(due or date.min, _months_later(on, months))
    return NextReport(due, months)


def _months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
