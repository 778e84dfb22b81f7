"""Who may come: one condition of an offer at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from gesamtplan.accounts.models import User
from gesamtplan.audit.operations import record
from gesamtplan.engine.eligibility import condition_of
from gesamtplan.engine.errors import BadInput
from gesamtplan.offers.models import Eligibility, Offer
from gesamtplan.offers.operations.changed import offers_changed
from gesamtplan.offers.rules import require_change_offer
from gesamtplan.offers.states import Criterion, Demand
from gesamtplan.territory.models import Area


class EligibilityError(ValueError):
    """Raised for a condition that cannot be: says which, why, and what to do. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an offer asks: `values` only where required, {"codes": [...]} or {"from": ..., "to": ...}."""

    criterion: str
    answer: str
    values: Mapping[str, Any] = field(default_factory=dict)
    note: Mapping[str, str] | None = None


def set_eligibility(*, offer: Offer, asked: Asked, author: User, now: datetime) -> Eligibility:
    """Put one condition in place, instead of what stood there. Raises NotAllowedError or EligibilityError."""
    require_change_offer(author, offer)
    check_asked(offer.code, asked)
    with transaction.atomic():
        before = offer.criteria.filter(criterion=asked.criterion).first()
        row = store_condition(offer, asked)
        if before is None or _said(before) != _said(row):
            offers_changed(codes=[offer.code], now=now, texts=False)
            record(
                action="set_eligibility",
                target="offers.offer",
                target_id=offer.code,
                now=now,
                actor=author,
                before=_said(before) if before else None,
                after=_said(row),
            )
    return row


def check_asked(code: str, asked: Asked) -> None:
    """Raises EligibilityError for words, codes, areas or limits that nobody knows."""
    try:
        condition = condition_of(asked.criterion, asked.answer, asked.values)
    except BadInput as error:
        raise EligibilityError(f"{code}: {error}") from error
    if asked.criterion == Criterion.RESIDENCE and condition.codes:
        known = set(Area.objects.filter(code__in=condition.codes).values_list("code", flat=True))
        if missing := sorted(condition.codes - known):
            raise EligibilityError(
                f"{code}: {', '.join(missing)} is no area of the city. Use codes of districts or sub-districts."
            )


def store_condition(offer: Offer, asked: Asked) -> Eligibility:
    """The row as asked for; nothing is checked and nobody is asked."""
    values = {
        "answer": asked.answer,
        "values": dict(asked.values),
        "note": dict(asked.note) if asked.note else None,
    }
    row, _ = Eligibility.objects.update_or_create(offer=offer, criterion=asked.criterion, defaults=values)
    if row.criterion == Criterion.STATUS:
        offer.asked_status = row  # what the offer remembers would no longer be so
    return row


def asked_of_statuses(codes: list[str] | None) -> Asked:
    """Codes of statuses as a delivery names them: ["all"] = none required, None = unknown."""
    if codes is None:
        return Asked(Criterion.STATUS, Demand.UNKNOWN)
    if codes == ["all"]:
        return Asked(Criterion.STATUS, Demand.NONE_REQUIRED)
    return Asked(Criterion.STATUS, Demand.REQUIRED, {"codes": codes})


def _said(row: Eligibility) -> dict[str, Any]:
    return {"criterion": row.criterion, "answer": row.answer, "values": row.values, "note": row.note}
