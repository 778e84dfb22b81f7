"""Services, organizations and places of other systems as rows of our own."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from gesamtplan.audit.models import AuditEntry
from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.imports import ImportReport
from gesamtplan.core.operations import put
from gesamtplan.offers.hsds.identity import foreign_uid
from gesamtplan.offers.hsds.linked import linked_columns, parts_of, site_values
from gesamtplan.offers.hsds.mapping import ACTIVE, Mapped, kind_codes, organization_values, service_values
from gesamtplan.offers.models import ForeignRecord, Offer, OfferKind, Site
from gesamtplan.offers.operations.eligibility import Asked, EligibilityError, check_asked, store_condition
from gesamtplan.offers.operations.foreign_parts import Files, put_site, store_parts
from gesamtplan.parties.models import Organization
from gesamtplan.parties.states import OrganizationKind

UNSORTED = {
    "code": "unsorted",
    "name": LocalizedText(de="Noch nicht eingeordnet", en="Not sorted yet"),
}


@dataclass
class Delivery:
    """What one import knows while it runs; `own`: our own rows by identifier, which it leaves as they are.

    `to_join`: offers whose linked objects came by themselves, and whether these are all there are.
    """

    name: str
    language: str
    now: datetime
    publish: bool
    report: ImportReport
    own: Mapping[UUID, str]
    organizations: dict[UUID, int]
    touched: set[str] = field(default_factory=set)
    organizations_changed: bool = False
    kinds_seen: set[str] = field(default_factory=set)
    to_join: dict[int, bool] = field(default_factory=dict)
    kinds: dict[str, OfferKind] = field(
        default_factory=lambda: {kind.code: kind for kind in OfferKind.objects.all()}
    )

    def kinds_left(self, takes: Callable[[str], bool]) -> bool:
        """Whether the file holds anything for this turn; it is read anew for each."""
        return any(takes(kind) for kind in self.kinds_seen)


def take_service(data: dict[str, Any], delivery: Delivery, *, is_loose: bool) -> None:
    """`is_loose`: of a table; what is linked to it comes in tables of its own."""
    uid = foreign_uid("service", data["id"])
    kept = None if uid in delivery.own else known_record("service", uid)
    if uid in delivery.own or (kept and kept.offer_id and kept.digest == digest_of(data)):
        delivery.report.unchanged += 1
        if kept and delivery.publish:
            _publish(kept, data, delivery)
        return
    mapped = service_values(data, delivery.language)
    row = _put_offer(uid, data, mapped, kept, delivery, is_loose=is_loose)
    unmapped = mapped.unmapped
    if refused := [condition for condition in mapped.conditions if not _asked(row, condition)]:
        unmapped = unmapped | {"conditions": [list(part) for part in refused]}
    if is_loose:
        delivery.to_join[row.pk] = True
    else:
        store_parts(row, parts_of(data, delivery.language), Files(delivery.name, delivery.now))
    delivery.touched.add(row.code)
    keep("service", uid, data, unmapped, delivery, offer=row)


def _put_offer(
    uid: UUID,
    data: Mapping[str, Any],
    mapped: Mapped,
    kept: ForeignRecord | None,
    delivery: Delivery,
    *,
    is_loose: bool,
) -> Offer:
    values = {**mapped.values, "kind": _kind(data, delivery), "provider_id": _provider(data, delivery)}
    if is_loose and kept:  # told by its tables; until they are read, what was told stays
        values = {name: value for name, value in values.items() if name not in linked_columns({}, "")}
    is_active = data.get("status") == ACTIVE
    if kept is None or kept.offer is None:
        values["is_public"] = delivery.publish and is_active
    elif delivery.publish and is_active and not _was_withdrawn(kept.offer):
        values["is_public"] = True
    elif kept.unmapped.get("status") == ACTIVE and not is_active:
        values["is_public"] = False  # its own system has taken it back
    return put(Offer, key={"code": f"H{short(uid)}"}, values=values, report=delivery.report)


def _publish(kept: ForeignRecord, data: Mapping[str, Any], delivery: Delivery) -> None:
    row = kept.offer
    if row and not row.is_public and data.get("status") == ACTIVE and not _was_withdrawn(row):
        row.is_public = True
        row.save(update_fields=["is_public"])
        delivery.touched.add(row.code)


def _was_withdrawn(row: Offer) -> bool:
    """Somebody here gave a reason why it should not be shown: no file outweighs that."""
    return AuditEntry.objects.filter(
        target="offers.offer", target_id=row.code, action="withdraw_offer"
    ).exists()


def _asked(row: Offer, condition: tuple[Any, ...]) -> bool:
    """False where a code is unknown here; the condition is kept in the record then."""
    asked = Asked(*condition)
    try:
        check_asked(row.code, asked)
    except EligibilityError:
        return False
    store_condition(row, asked)
    return True


def _kind(data: Mapping[str, Any], delivery: Delivery) -> OfferKind:
    """A term with the code of one of our kinds, else the kind for what somebody has still to sort."""
    found = next((delivery.kinds[code] for code in kind_codes(data) if code in delivery.kinds), None)
    if found is None:
        found, _ = OfferKind.objects.get_or_create(code=UNSORTED["code"], defaults={"name": UNSORTED["name"]})
    return found


def short(uid: UUID) -> str:
    """For a code: the beginning of a UUID alone is the same for all that were made in the same moment."""
    return sha256(uid.bytes).hexdigest()[:16]


def _provider(data: Mapping[str, Any], delivery: Delivery) -> int | None:
    nested = data.get("organization")
    if isinstance(nested, Mapping) and isinstance(nested.get("id"), str) and nested.get("name"):
        return take_organization(dict(nested), delivery, only_new=True)
    given = data.get("organization_id")
    return delivery.organizations[foreign_uid("organization", given)] if given else None


def take_organization(data: dict[str, Any], delivery: Delivery, *, only_new: bool = False) -> int:
    """Key of the organization. One that is ours is left as it is."""
    uid = foreign_uid("organization", data["id"])
    kept = known_record("organization", uid)
    if uid in delivery.organizations and (only_new or kept is None or kept.digest == digest_of(data)):
        delivery.report.unchanged += 0 if only_new else 1
        return delivery.organizations[uid]
    mapped = organization_values(data, delivery.language)
    code = f"{slugify(str(data['name']))[:60]}-{short(uid)}".strip("-")
    known = delivery.organizations.get(uid)
    key: dict[str, Any] = {"pk": known} if known else {"code": code}
    values = mapped.values if known else mapped.values | {"kind": OrganizationKind.PROVIDER}
    row = put(Organization, key=key, values=values, report=delivery.report)
    delivery.organizations[uid] = row.pk
    delivery.organizations_changed = True
    keep("organization", uid, data, mapped.unmapped, delivery, organization=row)
    return row.pk


def take_location(data: dict[str, Any], delivery: Delivery) -> None:
    """A place that came by itself: what takes place there points at it."""
    uid = foreign_uid("location", data["id"])
    kept = known_record("location", uid)
    if kept and kept.digest == digest_of(data):
        return
    if values := site_values(data, delivery.language):
        site = put_site(uid, values)
        delivery.touched |= offers_at(site)
    keep("location", uid, data, data, delivery)


def offers_at(site: Site) -> set[str]:
    """Codes of the offers that a change of the site changes."""
    return set(site.offers_here.values_list("offer__code", flat=True))


def known_record(kind: str, uid: UUID) -> ForeignRecord | None:
    """What was kept of this object the last time."""
    return ForeignRecord.objects.filter(kind=kind, uid=uid).select_related("offer").first()


def digest_of(data: Mapping[str, Any]) -> str:
    """Of the object as it was put right, whatever the order of its properties."""
    return sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def keep(
    kind: str,
    uid: UUID,
    data: Mapping[str, Any],
    unmapped: Mapping[str, Any],
    delivery: Delivery,
    *,
    offer: Offer | None = None,
    organization: Organization | None = None,
) -> None:
    """Remember under which identifier it came, and all of it for which there is no column."""
    values: dict[str, Any] = {"offer": offer, "organization": organization, "unmapped": dict(unmapped)}
    values |= {"digest": digest_of(data), "taken_from": delivery.name, "taken_at": delivery.now}
    ForeignRecord.objects.update_or_create(kind=kind[:40], uid=uid, defaults=values)
