"""Files of the council's lists: column by column, heading and value. Unknown is an empty cell."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from gesamtplan.council.models import Motion
from gesamtplan.kern.formats import machine_date
from gesamtplan.resolutions.models import Resolution
from gesamtplan.web.downloads import Table, joined, source_links


def _date(row: Resolution | Motion) -> str | None:
    return machine_date(row.date, row.date_precision) if row.date else None


def _settled_by(motion: Motion) -> str | None:
    decided = (link.resolution for link in motion.discharges.all())
    return joined(item.paper.reference if item.paper else item.code for item in decided)


def _yes_no(value: bool) -> Any:
    return _("yes") if value else _("no")


RESOLUTIONS = Table(
    "resolutions",
    (
        (_("Code"), lambda row: row.code),
        (_("Paper"), lambda row: row.paper and row.paper.reference),
        (_("Title"), lambda row: row.title),
        (_("Date"), _date),
        (_("Decided by"), lambda row: row.committee or row.committee_note),
        (_("Department"), lambda row: row.department),
        (_("Vote"), lambda row: row.vote),
        (_("Needs"), lambda row: joined(need.code for need in row.needs.all())),
        (_("Measures"), lambda row: joined(measure.code for measure in row.measures.all())),
        (
            _("Motions settled"),
            lambda row: joined(link.motion.reference or link.motion.code for link in row.discharges.all()),
        ),
        (_("Sources"), source_links),
    ),
)
MOTIONS = Table(
    "motions",
    (
        (_("Code"), lambda row: row.code),
        (_("Reference"), lambda row: row.reference or None),
        (_("Subject"), lambda row: row.subject),
        (_("Date"), _date),
        (_("Movers"), lambda row: row.movers),
        (_("State"), lambda row: row.get_state_display()),
        (_("What became of it"), lambda row: row.treatment),
        (_("Resolutions"), _settled_by),
        (_("Needs"), lambda row: joined(link.need.code for link in row.concerns.all())),
        (_("Sources"), source_links),
    ),
)
COMMITTEES = Table(
    "committees",
    (
        (_("Code"), lambda row: row.code),
        (_("Name"), lambda row: row.name),
        (_("Kind"), lambda row: row.get_kind_display()),
        (_("Belongs to"), lambda row: row.parent),
        (_("Role"), lambda row: row.role),
        (_("Body of the project"), lambda row: _yes_no(row.is_project_body)),
        (_("Resolutions"), lambda row: row.decisions),
        (_("Sources"), source_links),
    ),
)
