"""What the holder of a link sees: the offers it reaches, those that are due first."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from gesamtplan.audit.models import AuditEntry
from gesamtplan.offers.freshness import Standing, freshness
from gesamtplan.offers.link_tokens import uid_of
from gesamtplan.offers.models import CapacityReport, Offer, Site, TextProposal, UpkeepLink
from gesamtplan.offers.models.capacity import FIGURES
from gesamtplan.offers.queries.upkeep import Due, due_of, upkept_offers
from gesamtplan.offers.states import ProposalState, ReportChannel, TextPart


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line of figures: of the whole offer, or of a site or a target group. `report` None: never told."""

    site: Site | None
    target_group: str
    report: CapacityReport | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class Kept:
    """An offer as its provider looks after it. `seen`: fingerprint of all that is shown, `texts_seen` of the texts."""

    offer: Offer
    lines: tuple[KeptLine, ...]
    due: Due | None
    seen: str
    texts_seen: str
    proposals: tuple[TextProposal, ...]


def link_of(token: str) -> UpkeepLink:
    """The link that an address names, whatever its state; raises UpkeepLink.DoesNotExist."""
    uid = uid_of(token)
    if uid is None:
        raise UpkeepLink.DoesNotExist("No link has this address. It may be cut: open it from the mail again.")
    return UpkeepLink.objects.select_related("offer", "provider").get(uid=uid)


def kept_offers(link: UpkeepLink, today: date) -> list[Kept]:
    """Public offers of the link that are not over; three queries, however many."""
    rows = upkept_offers(today)
    rows = rows.filter(pk=link.offer_id) if link.offer_id else rows.filter(provider=link.provider_id)
    found = [_kept(row, today) for row in with_lines(rows).order_by("code")]
    return sorted(found, key=lambda kept: kept.due is None)


def with_lines(rows: QuerySet[Offer]) -> QuerySet[Offer]:
    """With `lines`, the last told of each line, and `waiting_texts`, proposals that nobody has decided."""
    lines = CapacityReport.objects.current().select_related("site").order_by("pk")
    waiting = TextProposal.objects.filter(state=ProposalState.PROPOSED)
    return rows.prefetch_related(
        Prefetch("reports", lines, to_attr="lines"), Prefetch("proposals", waiting, to_attr="waiting_texts")
    )


def fingerprint(offer: Offer, lines: Iterable[CapacityReport]) -> str:
    """Of the texts and the figures, without their days: telling the same again changes nothing."""
    texts = [getattr(offer, part) for part in TextPart.values]
    told = [[row.site_id, row.target_group, *(str(getattr(row, name)) for name in FIGURES)] for row in lines]
    return sha256(json.dumps([texts, sorted(told, key=str)]).encode()).hexdigest()[:16]


def _kept(row: Offer, today: date) -> Kept:
    reports: list[CapacityReport] = row.lines  # type: ignore[attr-defined] # with_lines() brought them
    waiting: list[TextProposal] = row.waiting_texts  # type: ignore[attr-defined] # as above
    seen, texts_seen = fingerprint(row, reports), fingerprint(row, ())
    return Kept(row, _lines(reports, today), due_of(row, today), seen, texts_seen, tuple(waiting))


def _lines(reports: Iterable[CapacityReport], today: date) -> tuple[KeptLine, ...]:
    """The whole offer first; where only sites or target groups were told, nobody is asked for the whole."""
    first = sorted(reports, key=lambda row: (not row.is_of_whole_offer, row.pk))
    lines = tuple(
        KeptLine(row.site, row.target_group, row, freshness(row.as_of, today, settings.PLACES_FRESH_DAYS))
        for row in first
    )
    return lines or (KeptLine(None, "", None, freshness(None, today, settings.PLACES_FRESH_DAYS)),)


@dataclass(frozen=True, slots=True)
class LastUse:
    """What was stored the last time that something was told through a link."""

    reports: tuple[CapacityReport, ...]
    confirmed: tuple[Offer, ...]
    proposals: tuple[TextProposal, ...]


def last_use(link: UpkeepLink) -> LastUse:
    """As it stands in the database, not as somebody meant it; all that was stored together has the same moment."""
    at, name = link.last_used_at, str(link)
    if at is None:
        return LastUse((), (), ())
    entries = AuditEntry.objects.filter(at=at, action="confirm_offer", after__reporter=name)
    codes = list(entries.values_list("target_id", flat=True))
    told = CapacityReport.objects.filter(created_at=at, channel=ReportChannel.LINK, reporter=name)
    return LastUse(
        tuple(told.select_related("offer", "site").order_by("pk")),
        tuple(Offer.objects.filter(code__in=codes, is_public=True)),
        tuple(TextProposal.objects.filter(proposed_at=at, link=link).select_related("offer")),
    )
