"""Takes over a file of HSDS: checked as a whole first, then stored in one transaction, object by object."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from gesamtplan.audit.operations import record
from gesamtplan.core.imports import ImportRefusedError, ImportReport
from gesamtplan.core.search_index.operations import reindex
from gesamtplan.offers.hsds.checking import check_file
from gesamtplan.offers.hsds.cleaning import cleaned
from gesamtplan.offers.hsds.identity import Ids
from gesamtplan.offers.hsds.objects import Found, read_objects
from gesamtplan.offers.models import ForeignRecord, Offer
from gesamtplan.offers.operations.changed import directory_changed, offers_changed
from gesamtplan.offers.operations.foreign_loose import join_loose, take_loose
from gesamtplan.offers.operations.foreign_rows import Delivery, take_location, take_organization, take_service
from gesamtplan.parties.models import Organization
from gesamtplan.parties.search import organization_documents

# in this order: a service may stand before its organization and its place in the file, what belongs to it before it
TURNS: tuple[Callable[[str], bool], ...] = (
    lambda kind: kind in {"organization", "location"},
    lambda kind: kind == "service",
    lambda kind: kind not in {"organization", "location", "service"},
)
AT_ONCE = 1000  # a database takes only so many codes in one question


def store_hsds(*, path: Path, language: str, own: Ids, now: datetime, publish: bool = False) -> ImportReport:
    """All of the file or nothing. Raises ImportRefusedError, or UnreadableHsdsError where the file breaks off.

    What is new is not public, unless `publish`: then all that is active is. The same object again changes nothing.
    """
    ours, organizations = _own_rows(own), _known_organizations(own)
    services = {*ForeignRecord.objects.filter(kind="service").values_list("uid", flat=True), *ours}
    locations = ForeignRecord.objects.filter(kind="location").values_list("uid", flat=True)
    known = {"organization": organizations.keys(), "service": services, "location": set(locations)}
    report = check_file(path, known)
    if not report.is_clean:
        raise ImportRefusedError(report)
    delivery = Delivery(path.name[:200], language, now, publish, report, ours, organizations)
    with transaction.atomic():
        for number, takes in enumerate(TURNS):
            if number == 0 or delivery.kinds_left(takes):
                _take_all(path, takes, delivery)
        join_loose(delivery)
        _finish(path, delivery)
    return report


def _take_all(path: Path, takes: Callable[[str], bool], delivery: Delivery) -> None:
    for found in read_objects(path):
        delivery.kinds_seen.add(found.kind)
        if takes(found.kind):
            _take(found, delivery)


def _take(found: Found, delivery: Delivery) -> None:
    """What was repaired has been reported by the check."""
    data = cleaned(found.data, found.row, ImportReport(""))
    if found.kind == "service":
        take_service(data, delivery, is_loose=found.table)
    elif found.kind == "organization":
        take_organization(data, delivery)
    elif found.kind == "location":
        take_location(data, delivery)
    else:
        take_loose(found, data, delivery)


def _finish(path: Path, delivery: Delivery) -> None:
    """Nothing is told to readers and caches where nothing was changed."""
    report = delivery.report
    counts = {"read": report.read, "created": report.created, "changed": report.changed}
    target = "offers.foreignrecord"
    record(action="import-hsds", target=target, target_id=path.name[:80], now=delivery.now, after=counts)
    if delivery.organizations_changed:
        reindex(kind="organization", documents=organization_documents())
        directory_changed(now=delivery.now)
    codes = sorted(delivery.touched)
    for start in range(0, len(codes), AT_ONCE):
        offers_changed(codes=codes[start : start + AT_ONCE], now=delivery.now)


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
