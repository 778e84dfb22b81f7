"""Files of the plan's lists: column by column, heading and value. Unknown is an empty cell."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from gesamtplan.funding.models import BudgetLine
from gesamtplan.kern.formats import format_amount, machine_date
from gesamtplan.plan.models import Measure, Need
from gesamtplan.plan.queries.overview import TopicRow
from gesamtplan.plan.states import StateGroup, Term
from gesamtplan.web.downloads import Table, joined, source_links
from gesamtplan.web.plan.shares import FieldBar


class MeasureRow(NamedTuple):
    """A measure, read with its state, and its budget lines."""

    measure: Measure
    lines: list[BudgetLine]


def _as_of(row: Any) -> str | None:
    return machine_date(row.state_date, row.state_date_precision) if row.state_date else None


def _fields(row: Need | Measure) -> str | None:
    return joined(field.short_title for field in row.fields_of_action.all())


def _amounts(row: MeasureRow) -> str | None:
    known = (line for line in row.lines if line.amount is not None)
    return "; ".join(format_amount(line.amount or 0, line.precision) for line in known) or None


def _last_report(row: TopicRow) -> str | None:
    last = row.last_report
    return machine_date(last.date, last.date_precision) if last and last.date else None


def _in_group(group: StateGroup) -> Any:
    def cell(bar: FieldBar) -> int:
        return next(segment.value for segment in bar.segments if segment.group == group)

    return cell


NEEDS = Table(
    "needs",
    (
        (_("Code"), lambda need: need.code),
        (_("Title"), lambda need: need.title),
        (_("State"), lambda need: need.state_label),
        (_("As of"), _as_of),
        (_("Fields of action"), _fields),
        (_("Term"), lambda need: None if need.term == Term.UNKNOWN else need.get_term_display()),
        (_("Origin"), lambda need: need.get_origin_display()),
        (_("Lead"), lambda need: need.lead or need.lead_note),
        (_("Target groups"), lambda need: joined(group.name for group in need.target_groups.all())),
        (_("Priority"), lambda need: need.priority),
        (_("Measures"), lambda need: joined(measure.code for measure in need.measures.all())),
        (_("Sources"), source_links),
    ),
)
MEASURES = Table(
    "measures",
    (
        (_("Code"), lambda row: row.measure.code),
        (_("Title"), lambda row: row.measure.title),
        (_("State"), lambda row: row.measure.state_label),
        (_("As of"), lambda row: _as_of(row.measure)),
        (_("Fields of action"), lambda row: _fields(row.measure)),
        (_("Period"), lambda row: row.measure.period),
        (
            _("Start"),
            lambda row: row.measure.start and machine_date(row.measure.start, row.measure.start_precision),
        ),
        (_("End"), lambda row: row.measure.end and machine_date(row.measure.end, row.measure.end_precision)),
        (_("Lead"), lambda row: row.measure.lead),
        (_("Needs"), lambda row: joined(need.code for need in row.measure.needs.all())),
        (_("Amounts"), _amounts),
        (_("Sources"), lambda row: source_links(row.measure)),
    ),
)
TOPICS = Table(
    "open-topics",
    (
        (_("Code"), lambda row: row.subject.code),
        (_("Title"), lambda row: row.subject.title),
        (_("State"), lambda row: row.subject.state_label),
        (_("Department"), lambda row: row.topic.department),
        (_("Open since"), lambda row: row.topic.opened_on),
        (_("Next report due"), lambda row: row.topic.next_report_due),
        (_("Last report"), _last_report),
        (_("Note"), lambda row: row.topic.note),
        (_("Sources"), lambda row: source_links(row.topic)),
    ),
)
_BY_FIELD = (
    (_("Field of action"), lambda bar: bar.field.short_title),
    (_("Needs"), lambda bar: bar.total),
    *((group.label, _in_group(group)) for group in StateGroup),
)
FIELDS = Table("fields", _BY_FIELD)
NEEDS_BY_FIELD = Table("needs-by-field", _BY_FIELD)
