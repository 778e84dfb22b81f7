"""Linked objects that come by themselves, in tables or lists of their own: kept first, joined to their offers at the end."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from gesamtplan.offers.hsds.identity import foreign_uid
from gesamtplan.offers.hsds.linked import accessibility_note, address_values, linked_columns, parts_of
from gesamtplan.offers.hsds.objects import Found
from gesamtplan.offers.models import ForeignRecord, Offer, Site
from gesamtplan.offers.operations.foreign_parts import Files, code_of, store_parts
from gesamtplan.offers.operations.foreign_rows import Delivery, digest_of, keep, known_record, offers_at

# object -> the list of a service, or of its service_at_location or contact, in which the standard nests it
INSIDE = {
    "service_at_location": "service_at_locations", "contact": "contacts", "language": "languages", "funding": "funding",
    "cost_option": "cost_options", "service_capacity": "capacities", "schedule": "schedules", "phone": "phones",
    "url": "additional_urls",
}  # fmt: skip
OWNERS = (("service_at_location_id", "service_at_location"), ("contact_id", "contact"))


def take_loose(found: Found, data: dict[str, Any], delivery: Delivery) -> None:
    """Keep the object as it came, with the offer it belongs to."""
    kind = found.kind or "unknown"
    uid = foreign_uid(found.kind, data.get("id") or f"{delivery.name}:{found.row}")
    if kind in {"address", "accessibility"} and data.get("location_id"):
        _describe(kind, data, delivery)
    offer = _offer_of(data) if kind in INSIDE else None
    kept = known_record(kind, uid)
    if kept and kept.digest == digest_of(data) and kept.offer_id == (offer.pk if offer else None):
        ForeignRecord.objects.filter(pk=kept.pk).update(taken_at=delivery.now)  # still there
        return
    keep(kind, uid, data, data, delivery, offer=offer)
    if offer:
        delivery.to_join.setdefault(offer.pk, found.table)


def _offer_of(data: Mapping[str, Any]) -> Offer | None:
    if given := data.get("service_id"):
        record = known_record("service", foreign_uid("service", given))
        return record.offer if record else None
    for column, kind in OWNERS:
        if given := data.get(column):
            record = known_record(kind, foreign_uid(kind, given))
            return record.offer if record else None
    return None


def _describe(kind: str, data: Mapping[str, Any], delivery: Delivery) -> None:
    """Address and accessibility of a place that came before them."""
    uid = foreign_uid("location", data["location_id"])
    site = Site.objects.filter(code=code_of(uid)).first()
    if site is None:
        return
    note = accessibility_note([data], delivery.language)
    values = address_values(data) if kind == "address" else {"accessibility_note": note} if note else {}
    changed = {name: value for name, value in values.items() if value and getattr(site, name) != value}
    for name, value in changed.items():
        setattr(site, name, value)
    if changed:
        site.save(update_fields=list(changed))
        delivery.touched |= offers_at(site)


def join_loose(delivery: Delivery) -> None:
    """Each offer of which something came by itself, with all of it."""
    _forget_gone(delivery)
    for pk, is_all in delivery.to_join.items():
        offer = Offer.objects.get(pk=pk)
        data = _nested(offer)
        columns = linked_columns(data, delivery.language)
        told = {name: value for name, value in columns.items() if is_all or value is not None}
        for name, value in told.items():
            setattr(offer, name, value)
        offer.save(update_fields=list(told))
        store_parts(offer, parts_of(data, delivery.language), Files(delivery.name, delivery.now))
        delivery.touched.add(offer.code)


def _forget_gone(delivery: Delivery) -> None:
    """Rows that a table held the last time and holds no more."""
    seen = [kind for kind in INSIDE if kind in delivery.kinds_seen]
    here = ForeignRecord.objects.filter(kind="service", taken_from=delivery.name).values("offer")
    gone = ForeignRecord.objects.filter(kind__in=seen, offer__in=here, taken_from=delivery.name)
    gone = gone.filter(taken_at__lt=delivery.now)
    delivery.to_join |= dict.fromkeys(gone.values_list("offer", flat=True), True)
    gone.delete()


def _nested(offer: Offer) -> dict[str, Any]:
    """What is kept of the offer, as one service with all that belongs to it."""
    whole: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    rows = ForeignRecord.objects.filter(offer=offer, kind__in=INSIDE).order_by("pk")
    loose = [(row.kind, row.uid, dict(row.unmapped)) for row in rows]
    owners = {uid: data for kind, uid, data in loose if kind in {"service_at_location", "contact"}}
    for kind, _uid, data in loose:
        owner = next(
            (owners.get(foreign_uid(of, data[column])) for column, of in OWNERS if data.get(column)), None
        )
        target = whole if owner is None or kind in {"service_at_location", "contact"} else owner
        target.setdefault(INSIDE[kind], []).append(data)
    service = ForeignRecord.objects.filter(offer=offer, kind="service").first()
    told = dict(service.unmapped) if service else {}
    return {**told, **{name: [*_listed(told.get(name)), *rows] for name, rows in whole.items()}}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
