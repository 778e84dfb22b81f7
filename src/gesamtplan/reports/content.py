"""What stands in a status report: read once from the record, then frozen. Everything is text in one language."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from gesamtplan.core.models import Instance, Source
from gesamtplan.kern.marks import mark
from gesamtplan.plan.models import FieldOfAction, Measure, Need
from gesamtplan.plan.queries.needs import public_needs
from gesamtplan.plan.queries.overview import TopicRow, current_plan, open_topics
from gesamtplan.plan.states import MeasureState, NeedState
from gesamtplan.reports.day_one import day_one_section
from gesamtplan.reports.figures import figure_sections
from gesamtplan.reports.labels import labels
from gesamtplan.reports.money_words import line_words
from gesamtplan.reports.overview import overview_section
from gesamtplan.reports.words import day_words, unknown


class NothingToReportError(Exception):
    """Raised when no plan was loaded yet. Load a city first: `gesamtplan demo` or `gesamtplan import city FOLDER`."""


def status_content(on: date, language: str) -> dict[str, Any]:
    """The whole status report of a day in one language, ready to be frozen. Raises NothingToReportError."""
    with translation.override(language):
        instance, plan = Instance.objects.first(), current_plan()
        if instance is None or plan is None:
            raise NothingToReportError(
                "There is no plan yet, so there is nothing to report. Load a city first."
            )
        head = {
            "kind": "status",
            "language": language,
            "on": on.isoformat(),
            "on_words": day_words(on),
            "title": _("Status report"),
            "subtitle": str(plan.title),
            "city": str(instance.city),
            "summary": str(instance.purpose or plan.summary or ""),
            "labels": labels(),
        }
        return head | _sections(on, language)


def _sections(on: date, language: str) -> dict[str, Any]:
    cited: set[str] = set()
    needs, fields = list(public_needs()), list(FieldOfAction.objects.all())
    overview, bars = overview_section(needs, fields, language)
    figures, pictures = figure_sections(language)
    return {
        **overview,
        "fields": [_field(field, needs, cited) for field in fields],
        "measures": _measures(cited),
        "open_topics": [_topic(row, cited) for row in open_topics(on)],
        "day_one": day_one_section(on, cited),
        "figures": figures,
        "pictures": bars | pictures,
        "sources": _sources(cited),
    }


def _cite(row: Any, cited: set[str]) -> list[str]:
    """Codes of a row's sources, which are noted for the list at the end."""
    codes = sorted(source.code for source in row.sources.all())
    cited.update(codes)
    return codes


def _field(field: FieldOfAction, needs: Iterable[Need], cited: set[str]) -> dict[str, Any]:
    """A field with its needs; a need of several fields stands in each."""
    return {
        "number": field.number,
        "title": str(field.title),
        "is_cross_cutting": field.is_cross_cutting,
        "needs": [_need(need, cited) for need in needs if field in need.fields_of_action.all()],
    }


def _need(need: Any, cited: set[str]) -> dict[str, Any]:
    state = NeedState(need.state)
    return {
        "code": need.code,
        "title": str(need.title),
        "state": state.value,
        "state_label": str(state.label),
        "tone": mark("need", state.value).tone,
        "state_date": day_words(need.state_date, need.state_date_precision) if need.state_date else "",
        "lead": str(need.lead or need.lead_note or unknown()),
        "sources": _cite(need, cited),
    }


def _measures(cited: set[str]) -> list[dict[str, Any]]:
    rows = Measure.objects.public().with_state().select_related("lead")
    return [_measure(row, cited) for row in rows.prefetch_related("sources", "budget_lines__source")]


def _measure(measure: Any, cited: set[str]) -> dict[str, Any]:
    state = MeasureState(measure.state)
    return {
        "code": measure.code,
        "title": str(measure.title),
        "period": str(measure.period or unknown()),
        "lead": str(measure.lead or unknown()),
        "state": state.value,
        "state_label": str(state.label),
        "tone": mark("measure", state.value).tone,
        "money": [line_words(line) for line in measure.budget_lines.all()] or [unknown()],
        "sources": _cite(measure, cited),
    }


def _topic(row: TopicRow, cited: set[str]) -> dict[str, Any]:
    topic = row.topic
    return {
        "code": row.subject.code,
        "title": str(row.subject.title),
        "department": str(topic.department or unknown()),
        "next_report": day_words(topic.next_report_due),
        "note": str(topic.note or ""),
        "sources": _cite(topic, cited),
    }


def _sources(codes: Iterable[str]) -> list[dict[str, str]]:
    note = _("partisan")
    return [
        {
            "code": source.code,
            "title": f"{source.title} ({note})" if source.partisan else str(source.title),
            "url": source.url,
        }
        for source in Source.objects.filter(code__in=set(codes))
    ]
