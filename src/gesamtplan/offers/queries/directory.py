"""Everything that decides and sorts offers, for all that fit a filter: six queries, however many offers.

What a page shows of the few offers it prints comes from `offers_in_order`.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast

from gesamtplan.core.search import words_found
from gesamtplan.engine.eligibility import OfferConditions, Places
from gesamtplan.offers.models import CapacityReport, Offer, OfferAtSite, OfferKind
from gesamtplan.offers.queries.kinds import subtree
from gesamtplan.offers.queries.listed import Line, Listed, Wanted
from gesamtplan.offers.queries.listing import TEXT, public_offers
from gesamtplan.offers.queries.related import Related, json_of, related, standings
from gesamtplan.offers.states import FundingLevel

COLUMNS = (
    "pk", "code", "kind_id", "provider__code", "is_voluntary", "funding_level", "is_drop_in", "child_care",
    "valid_from", "valid_to", "verified_on",
)  # fmt: skip


def directory(wanted: Wanted, today: date) -> list[Listed]:
    """Public offers that fit, by code; figures are fresh or old as on the day `today`."""
    kinds = {kind.pk: kind for kind in OfferKind.objects.all()}
    chosen = _chosen(wanted, list(kinds.values())).order_by("code")
    found = related(chosen.order_by().values("pk"), today)
    verified = standings(today, settings.RECORD_FRESH_DAYS)
    applied = {pk: tuple(kind.entitlement_kinds) for pk, kind in kinds.items()}
    # asked as yes or no: to read thousands of amounts of money would cost more than all else
    free = ExpressionWrapper(Q(fee=0), BooleanField(null=True))
    texts = (free, Cast("languages", TextField()), Cast("target_groups", TextField()))
    return [
        Listed(
            pk=row[0],
            code=row[1],
            kind=kinds[row[2]].code,
            provider=row[3],
            conditions=_conditions(row, applied[row[2]], found),
            lines=tuple(found.lines.get(row[0], ())),
            spots=tuple(found.spots.get(row[0], ())),
            times=tuple(found.times.get(row[0], ())),
            languages=None if row[12] is None else frozenset(json_of(row[12]) or ()),
            child_care=row[7],
            is_free=row[11],
            target_groups=tuple(json_of(row[13]) or ()),
            record=verified(row[10]),
        )
        for row in chosen.values_list(*COLUMNS, *texts)
    ]


def offers_in_order(pks: Sequence[int]) -> list[Offer]:
    """These public offers with all that a page shows of them, in the order given; at most eight queries."""
    lines = CapacityReport.objects.current().order_by("pk")
    rows = (
        public_offers()
        .filter(pk__in=pks)
        .prefetch_related(
            "criteria", "at_sites__site__area", "schedules", Prefetch("reports", lines, to_attr="lines")
        )
    )
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in pks if pk in found]


def _conditions(row: Sequence[Any], kinds: tuple[str, ...], found: Related) -> OfferConditions:
    return OfferConditions(
        conditions=found.conditions.get(row[0], ()),
        kinds=kinds,
        voluntary=bool(row[4]) or row[5] == FundingLevel.CITY,
        places=places_of(row[6], found.lines.get(row[0], ())),
        first_day=row[8],
        last_day=row[9],
    )


def places_of(is_drop_in: bool | None, lines: Sequence[Line]) -> Places:
    """Free if any fresh line has room, full if all that is told is fresh and has none; else unknown."""
    if is_drop_in:
        return Places.NOT_LIMITED
    rooms = [line.room for line in lines]
    if any(rooms):
        return Places.FREE
    return Places.UNKNOWN if not rooms or None in rooms else Places.FULL


def _chosen(wanted: Wanted, kinds: list[OfferKind]) -> QuerySet[Offer]:
    asked = {
        "provider__code": wanted.provider or None,
        "child_care": wanted.child_care or None,
        "fee": 0 if wanted.free_of_charge else None,
    }
    rows = Offer.objects.filter(words_found(wanted.words, TEXT), is_public=True)
    rows = rows.filter(**{column: value for column, value in asked.items() if value is not None})
    if wanted.kind:
        rows = rows.filter(kind__in=subtree([kind for kind in kinds if kind.code == wanted.kind], kinds))
    if wanted.area:
        inside = Q(site__area__code=wanted.area) | Q(site__area__code__startswith=f"{wanted.area}.")
        rows = rows.filter(pk__in=OfferAtSite.objects.filter(inside).values("offer"))
    if wanted.language:
        spoken = Cast("languages", TextField())  # a JSON list as text: SQLite cannot ask what it contains
        rows = rows.alias(spoken=spoken).filter(spoken__contains=f'"{wanted.language}"')
    return rows
