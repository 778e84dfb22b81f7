"""Columns and rows of the download of single figures of public sources."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from gesamtplan.indicators.models import ReportedFigure
from gesamtplan.kern.formats import machine_date

REPORTED: tuple[Any, ...] = (
    _("Code"), _("Group"), _("Title"), _("Value"), _("Unit"), _("Precision"), _("Date"), _("Period from"),
    _("Period to"), _("Note"), _("Sources"),
)  # fmt: skip


def reported_row(row: ReportedFigure) -> tuple[Any, ...]:
    """One reported figure in the order of REPORTED."""
    spans = [
        machine_date(day, precision or "year") if day else None
        for day, precision in (
            (row.date, row.date_precision),
            (row.period_from, row.period_precision),
            (row.period_to, row.period_precision),
        )
    ]
    sources = ", ".join(source.url for source in row.sources.all()) or None
    return (
        row.code,
        row.group,
        row.title,
        row.value,
        row.unit or None,
        row.precision or None,
        *spans,
        row.note,
        sources,
    )
