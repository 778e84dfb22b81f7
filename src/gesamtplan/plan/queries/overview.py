"""Reads of the plan as a whole: its events, goals, fields, latest updates, register of open topics."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from gesamtplan.accounts.models import User
from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.models import Source
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import FieldOfAction, Measure, Need, OpenTopic, Plan, PlanEvent, StatusUpdate

UNTIL_SOON = 90


def current_plan() -> Plan | None:
    """The one plan with its goals and events, or None before the first import."""
    events = Prefetch("events", PlanEvent.objects.order_by(F("date").asc(nulls_last=True)))
    return Plan.objects.prefetch_related("goals__sources", events, "events__sources", "sources").first()


@dataclass(frozen=True)
class Fact:
    """Something known of the plan as a whole, with its sources."""

    label: LocalizedText
    text: LocalizedText
    sources: list[Source]


def plan_facts(plan: Plan) -> list[Fact]:
    """The plan's facts with their sources, which the record names by code."""
    codes = {code for fact in plan.facts for code in fact.get("sources", [])}
    sources = {source.code: source for source in Source.objects.filter(code__in=codes)}
    return [
        Fact(
            _localized(fact["label"]),
            _localized(fact["text"]),
            [sources[code] for code in fact.get("sources", []) if code in sources],
        )
        for fact in plan.facts
    ]


def _localized(value: dict[str, str] | str) -> LocalizedText:
    return LocalizedText(value if isinstance(value, dict) else {LocalizedText.SOURCE_LANGUAGE: str(value)})


def fields_of_action() -> QuerySet[FieldOfAction]:
    """All fields by number."""
    return FieldOfAction.objects.order_by("number")


def fields_with_measures() -> QuerySet[FieldOfAction]:
    """All fields with lead, sources and the number of their public measures (`measures_n`)."""
    rows = fields_of_action().select_related("lead").prefetch_related("sources")
    return rows.annotate(measures_n=Count("measures", filter=Q(measures__is_public=True)))


def leads(kind: str) -> list[tuple[str, Organization]]:
    """Organizations that lead a public need ("need") or measure ("measure"), by code."""
    rows = Organization.objects.filter(**{f"led_{kind}s__is_public": True}).distinct()
    return [(row.code, row) for row in rows]


def latest_updates(limit: int) -> list[StatusUpdate]:
    """Public updates on public subjects, newest first."""
    visible = Q(need__is_public=True) | Q(measure__is_public=True)
    rows = (
        StatusUpdate.objects.public()
        .filter(visible)
        .newest_first()
        .select_related("need", "measure", "organization")
    )
    return list(rows.prefetch_related("sources")[:limit])


@dataclass(frozen=True)
class TopicRow:
    """An open topic as the register shows it on a day. `due` is overdue, soon, later or unknown."""

    topic: OpenTopic
    subject: Need | Measure
    last_report: StatusUpdate | None
    due: str


def open_topics(on: date) -> list[TopicRow]:
    """The register on that day: overdue first, then by date, unknown dates last.

    A report is a public update after the topic was opened.
    """
    updates = Prefetch("updates", StatusUpdate.objects.public().newest_first(), to_attr="public_updates")
    needs = Prefetch(
        "need", Need.objects.public().with_state().select_related("lead").prefetch_related(updates)
    )
    measures = Prefetch(
        "measure", Measure.objects.public().with_state().select_related("lead").prefetch_related(updates)
    )
    rows = OpenTopic.objects.filter(closed_on=None).select_related("department")
    visible = rows.filter(Q(need__is_public=True) | Q(measure__is_public=True))
    found = [_topic_row(row, on) for row in visible.prefetch_related(needs, measures, "sources")]
    return sorted(
        found, key=lambda row: (row.due != "overdue", row.topic.next_report_due or date.max, row.subject.code)
    )


def _topic_row(topic: OpenTopic, on: date) -> TopicRow:
    subject = topic.need or topic.measure
    if subject is None:
        raise ValueError(
            f"Open topic {topic.pk} has no subject, which the database forbids. Run `gesamtplan check`."
        )
    public_updates: list[StatusUpdate] = subject.public_updates  # type: ignore[union-attr] # to_attr above
    reports = [update for update in public_updates if update.date and update.date > topic.opened_on]
    last = reports[0] if reports else None
    return TopicRow(topic, subject, last, _due(topic, last, on))


def _due(topic: OpenTopic, last: StatusUpdate | None, on: date) -> str:
    """A report given since the due date fulfils it."""
    due = topic.next_report_due
    if due is None or (last and last.date and last.date >= due):
        return "unknown"
    if due < on:
        return "overdue"
    return "soon" if (due - on).days <= UNTIL_SOON else "later"


def drafts_of(author: User) -> list[StatusUpdate]:
    """Updates this person has written and not published."""
    rows = StatusUpdate.objects.filter(author=author, published_at=None).select_related(
        "need__lead", "measure__lead"
    )
    return list(rows.order_by("-created_at"))


def updates_since(subject: Need | Measure, number: int) -> list[StatusUpdate]:
    """The last `number` updates published on a subject, in the order of publishing, latest first."""
    rows = subject.updates.filter(published_at__isnull=False).select_related("organization", "author")
    return list(rows.order_by("-published_at", "-pk")[:number])


def subject(kind: str, code: str) -> Need | Measure:
    """The need ("need") or measure ("measure") with this code, public or not, with state and lead.

    Raises Need.DoesNotExist or Measure.DoesNotExist.
    """
    if kind == "need":
        return Need.objects.with_state().select_related("lead").get(code=code)
    return Measure.objects.with_state().select_related("lead").get(code=code)


def draft(pk: int) -> StatusUpdate:
    """One unpublished update with its subject; raises StatusUpdate.DoesNotExist."""
    rows = StatusUpdate.objects.filter(published_at=None).select_related("need__lead", "measure__lead")
    return rows.get(pk=pk)
