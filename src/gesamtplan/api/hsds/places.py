"""Sites as the standard's locations, and offers at them."""

from typing import Any

from django.conf import settings

from gesamtplan.api.hsds import words
from gesamtplan.api.hsds.context import Context, known
from gesamtplan.api.hsds.times import schedule
from gesamtplan.offers.models import Offer, OfferAtSite, Site

Data = dict[str, Any]


def location(site: Site, context: Context) -> Data:
    """A place; its address only where it is known as a whole."""
    return known(
        id=context.ids.of("location", site.code),
        location_type="physical",
        name=context.text(site.name),
        latitude=site.latitude,
        longitude=site.longitude,
        external_identifier=site.code,
        external_identifier_type="gesamtplan:site",
        addresses=[_address(site, context)] if site.street and site.postal_code and site.town else [],
        accessibility=_accessibility(site, context),
    )


def _address(site: Site, context: Context) -> Data:
    return {
        "id": context.ids.of("address", site.code),
        "address_1": site.street,
        "city": site.town,
        "state_province": settings.STATE_PROVINCE,
        "postal_code": site.postal_code,
        "country": "DE",
        "address_type": "physical",
    }


def _accessibility(site: Site, context: Context) -> list[Data]:
    said, note = words.accessibility(site.accessibility), context.text(site.accessibility_note)
    if not said and not note:
        return []
    return [known(id=context.ids.of("accessibility", site.code), description=said, details=note)]


def at_site(row: OfferAtSite, offer: Offer, context: Context, *, full: bool) -> Data:
    """An offer at a place; `full`: with the place and the times that hold there only."""
    plain = known(
        id=context.ids.of("service_at_location", key_of(row, offer)),
        service_id=context.ids.of("service", offer.code),
        location_id=context.ids.of("location", row.site.code),
        description=context.text(row.note),
    )
    return plain | _linked(row, offer, context) if full else plain


def _linked(row: OfferAtSite, offer: Offer, context: Context) -> Data:
    return known(location=location(row.site, context), schedules=schedules(offer, context, site=row.site_id))


def schedules(offer: Offer, context: Context, *, site: int | None) -> list[Data]:
    """Times at one site; None: those that hold at all of them."""
    rows = [row for row in offer.schedules.all() if row.site_id == site]
    return [schedule(row, context, f"{offer.code}/{row.pk}") for row in rows]


def key_of(row: OfferAtSite, offer: Offer) -> str:
    """What the identifier of an offer at a site is made of."""
    return f"{offer.code}/{row.site.code}"
