"""Columns and rows of the downloads of the council's pages. Unknown is an empty cell."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from gesamtplan.council.models import Committee, Motion
from gesamtplan.kern.formats import machine_date
from gesamtplan.resolutions.models import Resolution

RESOLUTIONS: tuple[Any, ...] = (
    _("Code"), _("Paper"), _("Title"), _("Date"), _("Decided by"), _("Department"), _("Vote"),
    _("Needs"), _("Measures"), _("Motions settled"), _("Sources"),
)  # fmt: skip
MOTIONS: tuple[Any, ...] = (
    _("Code"), _("Reference"), _("Subject"), _("Date"), _("Movers"), _("State"), _("What became of it"),
    _("Resolutions"), _("Needs"), _("Sources"),
)  # fmt: skip
COMMITTEES: tuple[Any, ...] = (
    _("Code"), _("Name"), _("Kind"), _("Belongs to"), _("Role"), _("Body of the project"),
    _("Resolutions"), _("Sources"),
)  # fmt: skip


def _joined(values: Iterable[Any]) -> str | None:
    return ", ".join(str(value) for value in values) or None


def _links(row: Resolution | Motion | Committee) -> str | None:
    return _joined(source.url for source in row.sources.all())


def _date(row: Resolution | Motion) -> str | None:
    return machine_date(row.date, row.date_precision) if row.date else None


def resolution_row(row: Resolution) -> tuple[Any, ...]:
    """One decision in the order of RESOLUTIONS."""
    return (
        row.code,
        row.paper and row.paper.reference,
        row.title,
        _date(row),
        row.committee or row.committee_note,
        row.department,
        row.vote,
        _joined(need.code for need in row.needs.all()),
        _joined(measure.code for measure in row.measures.all()),
        _joined(link.motion.reference or link.motion.code for link in row.discharges.all()),
        _links(row),
    )


def motion_row(row: Motion) -> tuple[Any, ...]:
    """One motion in the order of MOTIONS."""
    decided = (link.resolution for link in row.discharges.all())
    return (
        row.code,
        row.reference or None,
        row.subject,
        _date(row),
        row.movers,
        row.get_state_display(),
        row.treatment,
        _joined(item.paper.reference if item.paper else item.code for item in decided),
        _joined(link.need.code for link in row.concerns.all()),
        _links(row),
    )


def committee_row(row: Any) -> tuple[Any, ...]:
    """One body in the order of COMMITTEES; `row` carries the count `decisions`."""
    project = _("yes") if row.is_project_body else _("no")
    return (
        row.code, row.name, row.get_kind_display(), row.parent, row.role, project, row.decisions, _links(row),
    )  # fmt: skip
