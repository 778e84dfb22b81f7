"""Offers appear in the directory and leave it again. What an import brought is not public before somebody looked at it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.offers.models import Offer
from gesamtplan.offers.operations.changed import offers_changed
from gesamtplan.offers.rules import require_change_offer


class PublishingError(ValueError):
    """Raised for offers that are not there, or a withdrawal without reason: says what to do. Nothing was written."""


@transaction.atomic
def publish_offers(*, codes: Collection[str], author: User, now: datetime) -> list[str]:
    """All of them or none; codes of those that were not public before. Raises NotAllowedError or PublishingError."""
    rows = list(Offer.objects.select_for_update().filter(code__in=codes).order_by("code"))
    if missing := sorted(set(codes) - {row.code for row in rows}):
        raise PublishingError(f"{', '.join(missing)}: there is no such offer. Reload the list.")
    for row in rows:
        require_change_offer(author, row)
    fresh = [row for row in rows if not row.is_public]
    _set(fresh, author, now, is_public=True)
    return [row.code for row in fresh]


@transaction.atomic
def withdraw_offer(*, offer: Offer, why: str, author: User, now: datetime) -> None:
    """From now on nobody outside finds it, by page, search, API or link. Raises NotAllowedError or PublishingError."""
    require_change_offer(author, offer)
    if not why.strip():
        raise PublishingError(
            f"{offer.code}: a withdrawal needs a reason. It is kept in the record of changes."
        )
    if Offer.objects.select_for_update().get(pk=offer.pk).is_public:
        _set([offer], author, now, is_public=False, why=why.strip())


def _set(rows: list[Offer], author: User, now: datetime, *, is_public: bool, why: str = "") -> None:
    for row in rows:
        row.is_public = is_public
        row.save(update_fields=["is_public"])
        record(
            action="publish_offer" if is_public else "withdraw_offer",
            target="offers.offer",
            target_id=row.code,
            now=now,
            actor=author,
            before={"is_public": not is_public},
            after={"is_public": is_public},
            reason=why,
        )
    offers_changed(codes=[row.code for row in rows], now=now)
