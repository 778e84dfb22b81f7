"""Figures of many offers at once: appended, as everywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gesamtplan.accounts.models import User
from gesamtplan.core.entries import partial_date
from gesamtplan.offers.models import CapacityReport
from gesamtplan.offers.sheets.columns import FIGURES
from gesamtplan.offers.states import ReportChannel

Row = tuple[int, Mapping[str, Any], frozenset[str], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class FiguresFrom:
    """Who tells them; `reporter` says which import, or the undo of which."""

    author: User | None
    reporter: str


def write_figures(rows: Sequence[Row], origin: FiguresFrom, now: datetime) -> None:
    """Rows: key of the offer, values of all columns, columns that differ, what an undo brings back.

    What was told stays on record; where nothing was told before an import, its undo leaves no current figure.
    """
    changed = [row for row in rows if row[2] & set(FIGURES)]
    if not changed:
        return
    lines = CapacityReport.objects.current().filter(site=None, target_group="")
    lines.filter(offer__in=[row[0] for row in changed]).update(is_current=False)
    told = [row for row in changed if any(row[1][name] is not None for name in FIGURES if name != "as_of")]
    CapacityReport.objects.bulk_create([_report(row, origin, now) for row in told])


def _report(row: Row, origin: FiguresFrom, now: datetime) -> CapacityReport:
    offer, values, _names, back = row
    as_of, precision = partial_date(values["as_of"])
    return CapacityReport(
        offer_id=offer,
        places=values["places"],
        taken=values["taken"],
        waiting=values["waiting"],
        next_start=partial_date(values["next_start"])[0],
        as_of=as_of,
        precision=precision,
        note=(back or {}).get("_note"),
        channel=ReportChannel.IMPORT,
        author=origin.author,
        reporter=origin.reporter[:120],
        created_at=now,
    )
