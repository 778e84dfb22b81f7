"""Takes over a file of HSDS: checked as a whole first, then stored in one transaction, object by object."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from gesamtplan.audit.operations import record
from gesamtplan.core.fields import LocalizedText
from gesamtplan.core.imports import ImportRefusedError, ImportReport
from gesamtplan.core.operations import put
from gesamtplan.core.search_index.operations import reindex
from gesamtplan.offers.hsds.checking import check_file
from gesamtplan.offers.hsds.cleaning import cleaned
from gesamtplan.offers.hsds.identity import Ids, foreign_uid
from gesamtplan.offers.hsds.mapping import Mapped, kind_codes, organization_values, service_values
from gesamtplan.offers.hsds.objects import Found, read_objects
from gesamtplan.offers.models import ForeignRecord, Offer, OfferKind
from gesamtplan.offers.operations.changed import offers_changed
from gesamtplan.offers.operations.eligibility import Asked, EligibilityError, check_asked, store_condition
from gesamtplan.parties.models import Organization
from gesamtplan.parties.search import organization_documents
from gesamtplan.parties.states import OrganizationKind

UNSORTED = {
    "code": "unsorted",
    "name": LocalizedText(de="Noch nicht eingeordnet", en="Not sorted yet"),
}


@dataclass
class _Delivery:
    """What one import knows while it runs; `own`: our own rows by identifier, which it leaves as they are."""

    name: str
    language: str
    now: datetime
    report: ImportReport
    own: Mapping[UUID, str]
    organizations: dict[UUID, int]
    touched: set[str] = field(default_factory=set)
    kinds: dict[str, OfferKind] = field(
        default_factory=lambda: {kind.code: kind for kind in OfferKind.objects.all()}
    )


def store_hsds(*, path: Path, language: str, own: Ids, now: datetime) -> ImportReport:
    """All of the file or nothing. Raises ImportRefusedError, or UnreadableHsdsError where the file breaks off."""
    ours, organizations = _own_rows(own), _known_organizations(own)
    services = {*ForeignRecord.objects.filter(kind="service").values_list("uid", flat=True), *ours}
    report = check_file(path, {"organization": organizations.keys(), "service": services})
    if not report.is_clean:
        raise ImportRefusedError(report)
    delivery = _Delivery(path.name[:200], language, now, report, ours, organizations)
    with transaction.atomic():
        # providers first: a service may stand before its organization in the file
        for kinds in ({"organization"}, None):
            for found in read_objects(path):
                if (found.kind == "organization") is (kinds is not None):
                    _take(found, delivery)
        counts = {"read": report.read, "created": report.created, "changed": report.changed}
        record(
            action="import-hsds",
            target="offers.foreignrecord",
            target_id=path.name[:80],
            now=now,
            after=counts,
        )
        reindex(kind="organization", documents=organization_documents())
        offers_changed(codes=sorted(delivery.touched), now=now)
    return report


def _own_rows(own: Ids) -> dict[UUID, str]:
    """Identifiers of our own offers: a file of our own API must not double them."""
    taken = ForeignRecord.objects.exclude(offer=None).values("offer")
    codes = Offer.objects.exclude(pk__in=taken).values_list("code", flat=True)
    return {UUID(own.of("service", code)): code for code in codes}


def _known_organizations(own: Ids) -> dict[UUID, int]:
    foreign = ForeignRecord.objects.filter(kind="organization").exclude(organization=None)
    found = {
        UUID(own.of("organization", code)): pk for pk, code in Organization.objects.values_list("pk", "code")
    }
    return found | dict(foreign.values_list("uid", "organization"))


def _take(found: Found, delivery: _Delivery) -> None:
    """What was repaired has been reported by the check."""
    data = cleaned(found.data, found.row, ImportReport(""))
    if found.kind == "service":
        _take_service(data, delivery)
    elif found.kind == "organization":
        _take_organization(data, delivery)
    else:
        given = data.get("id") or f"{delivery.name}:{found.row}"
        _keep(found.kind or "unknown", foreign_uid(found.kind, given), data, delivery)
    if found.kind == "language" and found.table:
        _add_language(data)


def _take_service(data: dict[str, Any], delivery: _Delivery) -> None:
    uid = foreign_uid("service", data["id"])
    if uid in delivery.own:
        delivery.report.unchanged += 1
        return
    mapped = service_values(data, delivery.language)
    values = {**mapped.values, "kind": _kind(data, delivery), "provider_id": _provider(data, delivery)}
    row = put(Offer, key={"code": f"H{_short(uid)}"}, values=values, report=delivery.report)
    delivery.touched.add(row.code)
    refused = [condition for condition in mapped.conditions if not _asked(row, condition)]
    unmapped = mapped.unmapped | ({"conditions": [list(part) for part in refused]} if refused else {})
    _keep("service", uid, unmapped, delivery, offer=row)


def _asked(row: Offer, condition: tuple[str, str, dict[str, Any]]) -> bool:
    """False where a code is unknown here; the condition is kept in the record then."""
    asked = Asked(*condition)
    try:
        check_asked(row.code, asked)
    except EligibilityError:
        return False
    store_condition(row, asked)
    return True


def _kind(data: Mapping[str, Any], delivery: _Delivery) -> OfferKind:
    """A term with the code of one of our kinds, else the kind for what somebody has still to sort."""
    found = next((delivery.kinds[code] for code in kind_codes(data) if code in delivery.kinds), None)
    if found is None:
        found, _ = OfferKind.objects.get_or_create(code=UNSORTED["code"], defaults={"name": UNSORTED["name"]})
    return found


def _short(uid: UUID) -> str:
    """For a code: the beginning of a UUID alone is the same for all that were made in the same moment."""
    return sha256(uid.bytes).hexdigest()[:16]


def _provider(data: Mapping[str, Any], delivery: _Delivery) -> int | None:
    nested = data.get("organization")
    if isinstance(nested, Mapping) and isinstance(nested.get("id"), str) and nested.get("name"):
        return _take_organization(dict(nested), delivery, only_new=True)
    given = data.get("organization_id")
    return delivery.organizations[foreign_uid("organization", given)] if given else None


def _take_organization(data: dict[str, Any], delivery: _Delivery, *, only_new: bool = False) -> int:
    """Key of the organization. One that is ours is left as it is."""
    uid = foreign_uid("organization", data["id"])
    taken_before = ForeignRecord.objects.filter(kind="organization", uid=uid).exists()
    if uid in delivery.organizations and (only_new or not taken_before):
        delivery.report.unchanged += 0 if only_new else 1
        return delivery.organizations[uid]
    mapped: Mapped = organization_values(data, delivery.language)
    code = f"{slugify(str(data['name']))[:60]}-{_short(uid)}".strip("-")
    known = delivery.organizations.get(uid)
    key: dict[str, Any] = {"pk": known} if known else {"code": code}
    values = mapped.values if known else mapped.values | {"kind": OrganizationKind.PROVIDER}
    row = put(Organization, key=key, values=values, report=delivery.report)
    delivery.organizations[uid] = row.pk
    _keep("organization", uid, mapped.unmapped, delivery, organization=row)
    return row.pk


def _add_language(data: Mapping[str, Any]) -> None:
    uid = foreign_uid("service", data.get("service_id", ""))
    kept = ForeignRecord.objects.filter(kind="service", uid=uid).select_related("offer").first()
    code = data.get("code")
    if kept and kept.offer and isinstance(code, str) and code not in (kept.offer.languages or []):
        kept.offer.languages = [*(kept.offer.languages or []), code]
        kept.offer.save(update_fields=["languages"])


def _keep(
    kind: str,
    uid: UUID,
    unmapped: Mapping[str, Any],
    delivery: _Delivery,
    *,
    offer: Offer | None = None,
    organization: Organization | None = None,
) -> None:
    values = {"offer": offer, "organization": organization, "unmapped": dict(unmapped)}
    values |= {"taken_from": delivery.name, "taken_at": delivery.now}  # type: ignore[dict-item]
    ForeignRecord.objects.update_or_create(kind=kind[:40], uid=uid, defaults=values)
