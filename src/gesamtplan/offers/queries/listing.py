"""Reads the directory of offers; only what is public."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast

from gesamtplan.core.search import words_found
from gesamtplan.offers.freshness import freshness
from gesamtplan.offers.models import Offer, OfferKind
from gesamtplan.offers.states import Demand
from gesamtplan.parties.models import Organization

TEXT = (
    "title__de",
    "title__en",
    "description__de",
    "description__en",
    "provider_note__de",
    "provider_note__en",
    "code",
)
ORDER = {"title": "title__de", "kind": "kind__code", "provider": "provider__code", "places": "figure__places"}


def offers(
    q: str = "", kind: str = "", provider: str = "", status: str = "", sort: str = ""
) -> QuerySet[Offer]:
    """Public offers that fit the filter; status is a residence status code, or "unknown"."""
    found = public_offers().filter(words_found(q, TEXT))
    if kind:
        found = found.filter(kind__code=kind)
    if provider:
        found = (
            found.filter(provider=None) if provider == "unknown" else found.filter(provider__code=provider)
        )
    if status:
        # a JSON list as text: SQLite cannot ask a JSON column what it contains
        found = found.alias(admitted=Cast("asked_status__values", TextField())).filter(_admits(status))
    column = ORDER.get(sort.removeprefix("-"), "")
    first = [f"-{column}" if sort.startswith("-") else column] if column else []
    return found.order_by(*first, "code")


def _admits(status: str) -> Q:
    """The offer says that this status is admitted or that none is required; "unknown": it says neither."""
    if status == "unknown":
        return Q(asked_status=None) | Q(asked_status__answer=Demand.UNKNOWN)
    return Q(asked_status__answer=Demand.NONE_REQUIRED) | Q(admitted__contains=f'"{status}"')


def public_offers() -> QuerySet[Offer]:
    """All public offers with what a row shows."""
    rows = Offer.objects.filter(is_public=True).select_related("kind", "provider").prefetch_related("sources")
    return rows.told()


def offers_in_order(pks: Sequence[int], *also: str) -> list[Offer]:
    """These public offers with kind and provider, in the order given; `also`: what else is read, a query each."""
    rows = Offer.objects.filter(pk__in=pks, is_public=True).select_related("kind", "provider")
    found = {row.pk: row for row in rows.prefetch_related(*also)}
    return [found[pk] for pk in pks if pk in found]


def offer(code: str) -> Offer:
    """One public offer; raises Offer.DoesNotExist."""
    return public_offers().get(code=code)


def kinds_in_use() -> list[tuple[OfferKind, int]]:
    """Kinds that occur, with the number of their public offers."""
    counted = _counted("kind")
    return [(row, counted[row.pk]) for row in OfferKind.objects.filter(pk__in=counted)]


def providers_in_use() -> list[tuple[str, str, int]]:
    """Code and name of providers that occur, with the number of their public offers."""
    counted = _counted("provider")
    return [
        (row.code, str(row), counted[row.pk])
        for row in Organization.objects.filter(pk__in=counted).order_by("code")
    ]


def _counted(column: str) -> dict[int, int]:
    """Number of public offers by key of what the column points at; the database counts, no offer is read."""
    rows = Offer.objects.filter(is_public=True, **{f"{column}__isnull": False}).order_by(column)
    return dict(rows.values_list(column).annotate(n=Count("pk")))


def is_fresh(offer: Offer, on: dt.date) -> bool:
    """True when the figure of places is recent enough to rely on; on the day `on`."""
    return offer.places is not None and freshness(offer.places_on, on, settings.PLACES_FRESH_DAYS).is_fresh


def same_kind(offer: Offer) -> QuerySet[Offer]:
    """Other public offers of the same kind."""
    return public_offers().filter(kind=offer.kind).exclude(pk=offer.pk)


def voluntary_offers() -> QuerySet[Offer]:
    """Public offers that a source calls a voluntary service of the city."""
    return public_offers().filter(is_voluntary=True)
