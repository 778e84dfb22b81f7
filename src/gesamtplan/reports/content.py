"""What stands in a status report: read once from the record, then frozen. Everything is text in one language."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gesamtplan.core.models import Instance, Source
from gesamtplan.funding.models import BudgetLine
from gesamtplan.plan.models import FieldOfAction, Measure, Need, OpenTopic, Plan
from gesamtplan.plan.states import MeasureState, NeedState, Origin, Term
from gesamtplan.reports.figures import day_one_section, figure_sections
from gesamtplan.reports.words import amount_words, day_words, period_words, unknown

STATE_ORDER = (
    NeedState.MET, NeedState.PARTLY_MET, NeedState.IN_WORK, NeedState.RECOGNISED, NeedState.PROPOSED, NeedState.REFUSED,
    NeedState.NOT_OUR_COMPETENCE, NeedState.WITHDRAWN, NeedState.UNKNOWN,
)  # fmt: skip


def status_content(on: date, language: str) -> dict[str, Any]:
    """The whole status report of a day in one language, ready to be frozen."""
    with translation.override(language):
        instance, plan = Instance.objects.get(), Plan.objects.get()
        needs = list(Need.objects.public().with_state().select_related("lead").prefetch_related("fields_of_action", "sources"))
        cited: set[str] = set()
        sections = {
            "fields": _fields(needs, cited),
            "measures": _measures(cited),
            "open_topics": _open_topics(cited),
            "day_one": day_one_section(on, cited),
        }
        figures, pictures = figure_sections(language)
        return {
            "kind": "status",
            "language": language,
            "on": on.isoformat(),
            "on_words": date_format(on, "DATE_FORMAT"),
            "title": _("Status report"),
            "subtitle": str(plan.title),
            "city": str(instance.city),
            "summary": str(instance.purpose or plan.summary or ""),
            "labels": _labels(),
            "tiles": _tiles(needs),
            **sections,
            "figures": figures,
            "pictures": pictures,
            "sources": _sources(cited),
        }


def _labels() -> dict[str, str]:
    """Fixed words of the report."""
    return {
        "as_of": _("As of"),
        "contents": _("Contents"),
        "needs": _("Needs by field of action"),
        "need": _("Need"),
        "state": _("State"),
        "lead": _("Lead"),
        "term": _("Term"),
        "origin": _("Origin"),
        "sources": _("Sources"),
        "measures": _("Measures and money"),
        "measure": _("Measure"),
        "period": _("Period"),
        "money": _("Money"),
        "open_topics": _("Open topics"),
        "department": _("Department"),
        "next_report": _("Next report due"),
        "last_report": _("Last report"),
        "day_one": _("Day one: who may use what"),
        "status": _("Residence status"),
        "figures": _("Figures"),
        "year": _("Year"),
        "value": _("Value"),
        "page": _("Page"),
        "of": pgettext_of(),
        "no_legal_advice": _("Not legal advice. Each cell follows from dated rules; basis, certainty and source stand on the day-one page."),
        "amounts_note": _("Amounts have different periods and are therefore not added up."),
        "unknown_note": _("“unknown” means that no public source was found, not that nothing was done."),
        "at_a_glance": _("At a glance"),
    }


def pgettext_of() -> str:
    """The word between page number and number of pages."""
    return translation.pgettext("page 1 of 9", "of")


def _tiles(needs: list[Need]) -> list[dict[str, str | int]]:
    counts = Counter(need.state for need in needs)
    return [{"label": str(state.label), "state": state.value, "value": counts[state]} for state in STATE_ORDER if counts[state]]


def _cite(row: Any, cited: set[str]) -> str:
    codes = sorted(source.code for source in row.sources.all())
    cited.update(codes)
    return ", ".join(codes)


def _fields(needs: list[Need], cited: set[str]) -> list[dict[str, Any]]:
    """Every field with its needs; a need that belongs to all fields is shown in each."""
    return [
        {
            "number": field.number,
            "title": str(field.title),
            "is_cross_cutting": field.is_cross_cutting,
            "needs": [_need(need, cited) for need in needs if field in need.fields_of_action.all()],
        }
        for field in FieldOfAction.objects.all()
    ]


def _need(need: Need, cited: set[str]) -> dict[str, str]:
    state, term = NeedState(need.state), Term(need.term)
    return {
        "code": need.code,
        "title": str(need.title),
        "state": state.value,
        "state_label": str(state.label),
        "state_date": day_words(need.state_date, need.state_date_precision or "day"),
        "lead": str(need.lead or need.lead_note or unknown()),
        "term": str(term.label),
        "origin": str(Origin(need.origin).label),
        "sources": _cite(need, cited),
    }


def _measures(cited: set[str]) -> list[dict[str, Any]]:
    measures = Measure.objects.public().with_state().select_related("lead").prefetch_related("sources", "budget_lines__source")
    return [
        {
            "code": measure.code,
            "title": str(measure.title),
            "period": str(measure.period or unknown()),
            "lead": str(measure.lead or unknown()),
            "state": measure.state,
            "state_label": str(MeasureState(measure.state).label),
            "money": [_line(line) for line in measure.budget_lines.all()] or [unknown()],
            "sources": _cite(measure, cited),
        }
        for measure in measures
    ]


def _line(line: BudgetLine) -> str:
    """One budget line in words."""
    parts = [amount_words(line), period_words(line), str(line.source) if line.source else ""]
    return " · ".join(part for part in parts if part)


def _open_topics(cited: set[str]) -> list[dict[str, str]]:
    topics = OpenTopic.objects.filter(closed_on=None).select_related("need", "measure", "department").prefetch_related("sources")
    return [
        {
            "code": _subject(topic).code,
            "title": str(_subject(topic).title),
            "department": str(topic.department or unknown()),
            "next_report": day_words(topic.next_report_due, "day"),
            "note": str(topic.note or ""),
            "sources": _cite(topic, cited),
        }
        for topic in topics
    ]


def _subject(topic: OpenTopic) -> Need | Measure:
    subject: Model | None = topic.need or topic.measure
    if not isinstance(subject, Need | Measure):
        raise TypeError("An open topic has a need or a measure; the database sees to that.")
    return subject


def _sources(codes: Iterable[str]) -> list[dict[str, str]]:
    note = _("partisan")
    return [
        {"code": source.code, "title": source.title + (f" ({note})" if source.partisan else ""), "url": source.url}
        for source in Source.objects.filter(code__in=set(codes))
    ]
