"""Assumptions with their versions, and which of them the shown figures do not know yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Min, QuerySet

from gesamtplan.accounts.models import User
from gesamtplan.audit.models import AuditEntry
from gesamtplan.gaps.models import AnalysisTopic, Assessment, AssessmentRun, Assumption
from gesamtplan.gaps.queries.shown import shown_analyses
from gesamtplan.indicators.models import Indicator, IndicatorValue
from gesamtplan.territory.states import AreaKind

TARGET = "gaps.assumption"


@dataclass(frozen=True)
class Version:
    """One version with who made it and when; both None for what the city delivered."""

    row: Assumption
    at: datetime | None
    by: User | None


def audit_key(row: Assumption) -> str:
    """Name of an assumption, whatever its version, in the record of changes."""
    return f"{row.topic.code}/{row.code}"[:80]


def versions_of(topic: str, code: str) -> list[Version]:
    """All versions, the latest first; empty where there is no such assumption."""
    found = Assumption.objects.filter(topic__code=topic, code=code)
    rows = list(
        found.select_related("topic__field_of_action").prefetch_related("sources").order_by("-version")
    )
    if not rows:
        return []
    made = AuditEntry.objects.filter(target=TARGET, target_id=audit_key(rows[0])).select_related("actor")
    entries = {(entry.after or {}).get("version"): entry for entry in made}
    return [
        Version(row, entry.at, entry.actor)
        if (entry := entries.get(row.version))
        else Version(row, None, None)
        for row in rows
    ]


def uncomputed(analysis: Assessment | None) -> list[Assumption]:
    """Current assumptions that the analysis was not computed with: changed since, or new."""
    used = dict(_used(analysis.explanation)) if analysis else {}
    rows = Assumption.objects.filter(is_current=True).select_related("topic")
    return [row for row in rows if used.get((row.topic.code, row.code)) != row.version]


def _used(explanation: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], int]]:
    for topic in explanation["topics"]:
        for one in topic["assumptions"]:
            yield (topic["code"], one["code"]), one["version"]


def analysis_with_words() -> Assessment | None:
    """The needs analysis that is shown, with its explanation; None before the first one."""
    return shown_analyses().first()


def last_run() -> AssessmentRun | None:
    """The run that was asked for last."""
    return AssessmentRun.objects.select_related("asked_by").first()


def usable_indicators(topic: AnalysisTopic) -> QuerySet[Indicator]:
    """Indicators with figures on the level of the topic, with their first and last year."""
    level = AreaKind.DISTRICT if topic.has_districts else AreaKind.CITY
    values = IndicatorValue.objects.current().filter(area__kind=level)
    rows = Indicator.objects.filter(values__in=values)
    return rows.annotate(first=Min("values__year"), last=Max("values__year")).order_by("theme", "code")
