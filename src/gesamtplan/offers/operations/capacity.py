"""Reports of places: appended, and the last told of each line is the current one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.core.models import Source
from gesamtplan.core.states import DatePrecision
from gesamtplan.offers.models import CapacityReport, Offer, Site
from gesamtplan.offers.models.capacity import FIGURES
from gesamtplan.offers.operations.changed import offers_changed
from gesamtplan.offers.rules import NotAllowedError, require_report_capacity
from gesamtplan.offers.states import ReportChannel

__all__ = ["CapacityError", "Figures", "NotAllowedError", "Origin", "append_report", "report_capacity"]


class CapacityError(ValueError):
    """Raised for figures that cannot be: says which, why, and what to do. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What somebody tells of an offer, or of one line of it (site, target group); None is not told."""

    places: int | None = None
    taken: int | None = None
    waiting: int | None = None
    next_start: date | None = None
    as_of: date | None = None
    precision: str = DatePrecision.DAY
    note: dict[str, str] | None = None
    target_group: str = ""
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """How the figures came: a person who signed in, a provider's link, an import; `reporter` says which."""

    channel: str
    author: User | None = None
    reporter: str = ""
    source: Source | None = None


def report_capacity(*, offer: Offer, figures: Figures, author: User, now: datetime) -> CapacityReport:
    """Somebody who signed in tells figures. Raises NotAllowedError or CapacityError."""
    require_report_capacity(author, offer)
    return append_report(offer=offer, figures=figures, origin=Origin(ReportChannel.USER, author), now=now)


@transaction.atomic
def append_report(*, offer: Offer, figures: Figures, origin: Origin, now: datetime) -> CapacityReport:
    """Append what was told; whether this origin may tell it, the caller has made sure. Raises CapacityError.

    What was told for an earlier day than the current figure is kept and does not become the current one.
    """
    _check(offer, figures, localdate(now))
    Offer.objects.select_for_update().get(pk=offer.pk)  # of two reports at once one waits for the other
    report = CapacityReport(
        offer=offer,
        channel=origin.channel,
        author=origin.author,
        reporter=origin.reporter,
        source=origin.source,
        created_at=now,
        **{name: getattr(figures, name) for name in Figures.__dataclass_fields__},
    )
    line = CapacityReport.objects.current().of_line(report)
    last = line.first()
    report.is_current = last is None or (report.as_of or date.min) >= (last.as_of or date.min)
    if report.is_current:
        line.update(is_current=False)
    report.save()
    if report.is_current and report.is_of_whole_offer:
        offer.figure = report  # what this row remembers would no longer be the last told
    offers_changed(codes=[offer.code], now=now, texts=False)
    if origin.channel != ReportChannel.IMPORT:  # an import leaves one entry for all its rows
        _trace(report, last, now)
    return report


def _check(offer: Offer, figures: Figures, today: date) -> None:
    if all(getattr(figures, name) is None for name in FIGURES):
        raise CapacityError(f"{offer.code}: nothing is told. Give places, taken, waiting or the next start.")
    for name in ("places", "taken", "waiting"):
        number = getattr(figures, name)
        if number is not None and not 0 <= number <= 2**31 - 1:
            raise CapacityError(f"{offer.code}: {name} is {number}. Give a whole number from 0 on.")
    if figures.as_of and figures.as_of > today:
        raise CapacityError(
            f"{offer.code}: the figures are told for {figures.as_of}, which lies ahead. Give a day up to {today}."
        )
    if figures.site and not offer.at_sites.filter(site=figures.site).exists():
        raise CapacityError(
            f"{offer.code} does not take place at {figures.site.code}. Add the site to the offer first."
        )


def _trace(report: CapacityReport, last: CapacityReport | None, now: datetime) -> None:
    record(
        action="report_capacity",
        target="offers.offer",
        target_id=report.offer.code,
        now=now,
        actor=report.author,
        before=_told(last) if last else None,
        after=_told(report) | {"channel": report.channel, "reporter": report.reporter},
    )


def _told(report: CapacityReport) -> dict[str, Any]:
    columns = (*FIGURES, "as_of", "target_group")
    values = {name: getattr(report, name) for name in columns}
    site = {"site": report.site.code} if report.site else {}
    return {name: v.isoformat() if isinstance(v, date) else v for name, v in values.items()} | site
