"""Where, when and how many places: what hangs on a service of another system, put on its offer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from gesamtplan.offers.hsds.linked import Parts, Place, Time
from gesamtplan.offers.models import Offer, OfferAtSite, Schedule, Site
from gesamtplan.offers.operations.capacity import CapacityError, Figures, Origin, append_report
from gesamtplan.offers.states import ReportChannel

MARK = "hsds-"  # sites that an import made; those that somebody here added are left as they are


@dataclass(frozen=True, slots=True)
class Files:
    """Which file it came from, and when."""

    name: str
    now: datetime


def store_parts(offer: Offer, parts: Parts, files: Files) -> None:
    """The offer takes place there and then, as far as the file says; figures are appended once."""
    sites = {place.uid: site for place in parts.places if (site := _site(place))}
    _store_places(offer, parts, sites)
    _store_times(offer, parts.times, sites)
    for line in parts.figures:
        _tell(offer, line, sites, files)


def put_site(uid: UUID, values: Mapping[str, Any]) -> Site:
    """The site of a foreign place; what the file does not say stays as it is."""
    site, _ = Site.objects.update_or_create(code=code_of(uid), defaults=dict(values))
    return site


def code_of(uid: UUID) -> str:
    """Code of the site of a foreign place."""
    return f"{MARK}{sha256(uid.bytes).hexdigest()[:16]}"


def _site(place: Place) -> Site | None:
    """None where it is no place one can go to, or is told nowhere."""
    if place.values:
        return put_site(place.uid, place.values)
    return Site.objects.filter(code=code_of(place.uid)).first()


def _store_places(offer: Offer, parts: Parts, sites: Mapping[UUID, Site]) -> None:
    told = Q(site__in=sites.values())
    offer.at_sites.filter(site__code__startswith=MARK).exclude(told).delete()
    for place in parts.places:
        if place.uid in sites:
            OfferAtSite.objects.update_or_create(
                offer=offer, site=sites[place.uid], defaults={"note": place.note}
            )


def _store_times(offer: Offer, times: tuple[Time, ...], sites: Mapping[UUID, Site]) -> None:
    """All that stood there go, as soon as the file tells any."""
    if not times:
        return
    offer.schedules.all().delete()
    Schedule.objects.bulk_create(
        Schedule(
            offer=offer,
            site=sites.get(time.place) if time.place else None,
            rule=time.table.rule,
            starts_at=time.table.starts,
            ends_at=time.table.ends,
            timezone=time.table.zone,
            valid_from=time.table.first_day,
            valid_to=time.table.last_day,
            exceptions=sorted(day.isoformat() for day in time.table.exceptions),
            note=time.note,
        )
        for time in times
        if time.place is None or time.place in sites
    )


def _tell(offer: Offer, line: dict[str, Any], sites: Mapping[UUID, Site], files: Files) -> None:
    """The same figure for the same day is told once; one that cannot be is left in the record."""
    if line["site"] is not None and line["site"] not in sites:
        return
    figures = Figures(**{**line, "site": sites.get(line["site"])})
    same = {name: getattr(figures, name) for name in ("places", "taken", "waiting", "next_start", "as_of")}
    known = offer.reports.filter(site=figures.site, target_group=figures.target_group, **same)
    if (figures.as_of and figures.as_of > localdate(files.now)) or known.exists():
        return
    try:
        append_report(
            offer=offer,
            figures=figures,
            origin=Origin(ReportChannel.IMPORT, reporter=files.name[:120]),
            now=files.now,
        )
    except CapacityError:
        return
