"""Columns and rows of the downloads of the plan's pages. Unknown is an empty cell."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from gesamtplan.funding.models import BudgetLine
from gesamtplan.kern.formats import format_amount, machine_date
from gesamtplan.plan.models import Measure, Need
from gesamtplan.plan.queries.overview import TopicRow
from gesamtplan.plan.states import Term
from gesamtplan.web.plan.shares import FieldBar

NEEDS: tuple[Any, ...] = (
    _("Code"), _("Title"), _("State"), _("As of"), _("Fields of action"), _("Term"), _("Origin"), _("Lead"),
    _("Target groups"), _("Priority"), _("Measures"), _("Sources"),
)  # fmt: skip
MEASURES: tuple[Any, ...] = (
    _("Code"), _("Title"), _("State"), _("As of"), _("Fields of action"), _("Period"), _("Start"), _("End"),
    _("Lead"), _("Needs"), _("Amounts"), _("Sources"),
)  # fmt: skip
TOPICS: tuple[Any, ...] = (
    _("Code"), _("Title"), _("State"), _("Department"), _("Open since"), _("Next report due"),
    _("Last report"), _("Sources"),
)  # fmt: skip


def _joined(values: Iterable[Any]) -> str | None:
    return ", ".join(str(value) for value in values) or None


def _links(row: Any) -> str | None:
    return _joined(source.url for source in row.sources.all())


def _as_of(row: Any) -> str | None:
    return machine_date(row.state_date, row.state_date_precision) if row.state_date else None


def need_row(row: Any) -> tuple[Any, ...]:
    """One need, read with its state, in the order of NEEDS."""
    need: Need = row
    return (
        need.code,
        need.title,
        need.state_label,
        _as_of(need),
        _joined(field.short_title for field in need.fields_of_action.all()),
        None if need.term == Term.UNKNOWN else need.get_term_display(),
        need.get_origin_display(),
        need.lead or need.lead_note,
        _joined(group.name for group in need.target_groups.all()),
        need.priority,
        _joined(measure.code for measure in need.measures.all()),
        _links(need),
    )


def measure_row(measure: Measure, money: Mapping[int, list[BudgetLine]]) -> tuple[Any, ...]:
    """One measure, read with its state, in the order of MEASURES; `money`: budget lines by measure."""
    amounts = (line for line in money.get(measure.pk, []) if line.amount is not None)
    return (
        measure.code,
        measure.title,
        measure.state_label,
        _as_of(measure),
        _joined(field.short_title for field in measure.fields_of_action.all()),
        measure.period,
        measure.start and machine_date(measure.start, measure.start_precision),
        measure.end and machine_date(measure.end, measure.end_precision),
        measure.lead,
        _joined(need.code for need in measure.needs.all()),
        "; ".join(format_amount(line.amount, line.precision) for line in amounts if line.amount is not None)
        or None,
        _links(measure),
    )


def topic_row(row: TopicRow) -> tuple[Any, ...]:
    """One open topic in the order of TOPICS."""
    last = row.last_report
    return (
        row.subject.code,
        row.subject.title,
        row.subject.state_label,
        row.topic.department,
        row.topic.opened_on,
        row.topic.next_report_due,
        machine_date(last.date, last.date_precision) if last and last.date else None,
        _links(row.topic),
    )


def field_columns(bars: Iterable[FieldBar]) -> list[Any]:
    """Head of the table of fields: field, number of needs, one column per group of states."""
    first = next(iter(bars), None)
    return [
        _("Field of action"),
        _("Needs"),
        *(segment.label for segment in (first.segments if first else [])),
    ]


def field_row(bar: FieldBar) -> tuple[Any, ...]:
    """One field of action in the order of `field_columns`."""
    return (bar.field.short_title, bar.total, *(segment.value for segment in bar.segments))
