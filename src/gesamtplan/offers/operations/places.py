"""Where and when an offer takes place."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.offers.models import Offer, OfferAtSite, Schedule, Site
from gesamtplan.offers.opening import BadScheduleError, Timetable, check
from gesamtplan.offers.operations.changed import offers_changed
from gesamtplan.offers.rules import require_change_offer
from gesamtplan.offers.states import AccessFact


class SiteError(ValueError):
    """Raised for a site that cannot be: says what, why, and what to do. Nothing was written."""


@transaction.atomic
def store_site(*, code: str, values: dict[str, Any], author: User | None, now: datetime) -> Site:
    """Put a site in place; `values` are columns of Site. Raises SiteError."""
    facts = values.get("accessibility") or {}
    wrong = sorted(
        fact for fact, is_so in facts.items() if fact not in AccessFact.values or not isinstance(is_so, bool)
    )
    if wrong:
        raise SiteError(
            f"{code}: {', '.join(wrong)} is no known fact with true or false. Leave out what is unknown. "
            f"Known: {', '.join(AccessFact.values)}."
        )
    if (values.get("longitude") is None) != (values.get("latitude") is None):
        raise SiteError(f"{code}: only one of longitude and latitude is given. Give both or none.")
    site, _ = Site.objects.update_or_create(code=code, defaults=values)
    offers_changed(codes=list(site.offers_here.values_list("offer__code", flat=True)), now=now)
    record(action="store_site", target="offers.site", target_id=code, now=now, actor=author)
    return site


@transaction.atomic
def set_sites(*, offer: Offer, sites: Iterable[Site], author: User, now: datetime) -> None:
    """The offer takes place at these sites and no others. Raises NotAllowedError."""
    require_change_offer(author, offer)
    before = sorted(offer.at_sites.values_list("site__code", flat=True))
    wanted = {site.pk: site for site in sites}
    offer.at_sites.exclude(site__in=wanted).delete()
    OfferAtSite.objects.bulk_create(
        [OfferAtSite(offer=offer, site=site) for site in wanted.values()], ignore_conflicts=True
    )
    after = sorted(site.code for site in wanted.values())
    offers_changed(codes=[offer.code], now=now)
    _trace("set_sites", offer, before, after, author, now)


@transaction.atomic
def set_schedules(
    *, offer: Offer, times: Sequence[tuple[Timetable, Site | None]], author: User, now: datetime
) -> list[Schedule]:
    """The offer takes place at these times and no others. Raises NotAllowedError or BadScheduleError."""
    require_change_offer(author, offer)
    for number, (table, _site) in enumerate(times, 1):
        try:
            check(table)
        except BadScheduleError as error:
            raise BadScheduleError(f"{offer.code}, time {number}: {error}") from error
    before = [str(row) for row in offer.schedules.all()]
    offer.schedules.all().delete()
    rows = Schedule.objects.bulk_create(_schedule(offer, table, site) for table, site in times)
    offers_changed(codes=[offer.code], now=now, texts=False)
    _trace("set_schedules", offer, before, [str(row) for row in rows], author, now)
    return rows


def _schedule(offer: Offer, table: Timetable, site: Site | None) -> Schedule:
    return Schedule(
        offer=offer,
        site=site,
        rule=table.rule,
        starts_at=table.starts,
        ends_at=table.ends,
        timezone=table.zone,
        valid_from=table.first_day,
        valid_to=table.last_day,
        exceptions=sorted(day.isoformat() for day in table.exceptions),
    )


def _trace(
    action: str, offer: Offer, before: list[str], after: list[str], author: User, now: datetime
) -> None:
    if before != after:
        record(
            action=action,
            target="offers.offer",
            target_id=offer.code,
            now=now,
            actor=author,
            before={"rows": before},
            after={"rows": after},
        )
