"""What the holder of a link may do at once: tell places, and say that an offer is still right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gesamtplan.audit.operations import record
from gesamtplan.core.states import DatePrecision
from gesamtplan.offers.models import CapacityReport, Offer, UpkeepLink
from gesamtplan.offers.models.capacity import FIGURES
from gesamtplan.offers.operations.capacity import CapacityError, Figures, append_report
from gesamtplan.offers.operations.changed import offers_changed
from gesamtplan.offers.operations.teller import Teller
from gesamtplan.offers.queries.kept import fingerprint
from gesamtplan.offers.rules import LinkClosedError


class ChangedMeanwhileError(Exception):
    """Raised when an offer is no longer what was seen: somebody else told or changed something. Nothing was written."""

    def __init__(self, offer: Offer) -> None:
        super().__init__(
            f"{offer.code} was changed meanwhile. Look at it again, then say whether it is right."
        )
        self.offer = offer


@dataclass(frozen=True, slots=True)
class LineTold:
    """Figures of one line as a form sent them; `seen`: key of the report that it showed, None where there was none.

    `is_touched` false: they are sent back as they were shown.
    """

    figures: Figures
    seen: int | None
    is_touched: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What became of it. `newer`: lines sent back untouched of which somebody else has told newer figures."""

    reports: tuple[CapacityReport, ...]
    newer: tuple[CapacityReport, ...]


@transaction.atomic
def tell_through_link(
    *, link: UpkeepLink, offer: Offer, lines: Sequence[LineTold], texts_seen: str = "", now: datetime
) -> Told:
    """Append figures line by line; with `texts_seen`, their fingerprint, the record counts as verified as well.

    Of two people at once both are appended and the later is current; but nobody overwrites what they did not touch.
    Raises LinkClosedError, CapacityError or ChangedMeanwhileError (the texts).
    """
    teller = Teller(link=link)
    locked = Offer.objects.select_for_update().get(pk=offer.pk)
    teller.require(locked, now)
    reports, newer = [], []
    for line in lines:
        last = _last(offer, line.figures)
        if not line.is_touched and last and last.pk != line.seen:
            newer.append(last)
        elif line.is_touched or last:
            reports.append(append_report(offer=offer, figures=line.figures, origin=teller.origin, now=now))
    if not reports and not newer and not texts_seen:
        raise CapacityError(f"{offer.code}: nothing is told. Give places, taken, waiting or the next start.")
    if texts_seen:
        if fingerprint(locked, ()) != texts_seen:
            raise ChangedMeanwhileError(locked)
        _verify(locked, teller, now)
        offers_changed(codes=[offer.code], now=now, texts=False)
    teller.was_here(now)
    return Told(tuple(reports), tuple(newer))


@transaction.atomic
def confirm_offers(*, seen: Mapping[str, str], teller: Teller, now: datetime) -> list[Offer]:
    """ "Still right": records count as verified today, figures as told for today; all of these offers or none.

    `seen`: by code the fingerprint of what was shown (`queries.kept`). Raises ChangedMeanwhileError, LinkClosedError or
    NotAllowedError. Saying it twice appends no figure twice.
    """
    offers = list(Offer.objects.select_for_update().filter(code__in=seen).order_by("code"))
    if missing := sorted(set(seen) - {offer.code for offer in offers}):
        raise LinkClosedError(f"{', '.join(missing)}: there is no such offer. Open the page again.")
    for offer in offers:
        teller.require(offer, now)
        lines = list(offer.reports.current().select_related("site"))
        if fingerprint(offer, lines) != seen[offer.code]:
            raise ChangedMeanwhileError(offer)
        _repeat(offer, lines, teller, now)
        _verify(offer, teller, now)
    offers_changed(codes=[offer.code for offer in offers], now=now, texts=False)
    teller.was_here(now)
    return offers


def _last(offer: Offer, figures: Figures) -> CapacityReport | None:
    lines = offer.reports.current().filter(site=figures.site, target_group=figures.target_group)
    return lines.first()


def _repeat(offer: Offer, lines: Iterable[CapacityReport], teller: Teller, now: datetime) -> None:
    """The same figures, told for today. A start that lies behind is not the next one any more."""
    today = localdate(now)
    for line in lines:
        start = line.next_start if line.next_start and line.next_start >= today else None
        figures = Figures(
            places=line.places,
            taken=line.taken,
            waiting=line.waiting,
            next_start=start,
            as_of=today,
            note=line.note,
            target_group=line.target_group,
            site=line.site,
        )
        if line.as_of != today and any(getattr(figures, name) is not None for name in FIGURES):
            append_report(offer=offer, figures=figures, origin=teller.origin, now=now)


def _verify(offer: Offer, teller: Teller, now: datetime) -> None:
    before = _days(offer)
    offer.verified_on, offer.verified_on_precision = localdate(now), DatePrecision.DAY
    offer.check_due = None
    offer.save(update_fields=["verified_on", "verified_on_precision", "check_due"])
    record(
        action="confirm_offer",
        target="offers.offer",
        target_id=offer.code,
        now=now,
        actor=teller.user,
        before=before,
        after=_days(offer) | {"channel": teller.origin.channel, "reporter": teller.origin.reporter},
    )


def _days(offer: Offer) -> dict[str, str | None]:
    def said(day: date | None) -> str | None:
        return day.isoformat() if day else None

    return {"verified_on": said(offer.verified_on), "check_due": said(offer.check_due)}
