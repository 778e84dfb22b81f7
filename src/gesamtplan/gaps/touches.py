"""Which offers and needs a change of entitlement touches."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.db.models import Q

from gesamtplan.engine.norm_files import read_norms
from gesamtplan.offers.models import Offer, OfferKind
from gesamtplan.plan.models import Need

FILE = "touches.yaml"


@dataclass(frozen=True)
class Touched:
    """Read from the record, not judged by a person; how needs are recognised stands in touches.yaml."""

    offers: tuple[Offer, ...]
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class Touch:
    """How needs that concern some kinds of entitlement are recognised."""

    kinds: frozenset[str]
    target_groups: tuple[str, ...]
    words: tuple[str, ...]


@cache
def declared_touches() -> tuple[Touch, ...]:
    """The entries of touches.yaml."""
    entries = read_norms(FILE, (files("gesamtplan.gaps") / FILE).read_bytes())
    return tuple(
        Touch(frozenset(entry["kinds"]), tuple(entry["target_groups"]), tuple(entry["words"]))
        for entry in entries
    )


def touched(kinds: Iterable[str]) -> Touched:
    """Public offers and needs that a change of these kinds touches; six queries, however many."""
    wanted = frozenset(kinds)
    concerned = [kind for kind in OfferKind.objects.all() if wanted.intersection(kind.entitlement_kinds)]
    return Touched(_offers(wanted, concerned), _needs(wanted, {kind.field_code for kind in concerned}))


def _offers(wanted: frozenset[str], concerned: list[OfferKind]) -> tuple[Offer, ...]:
    of_kind = {kind.pk for kind in concerned}
    candidates = (
        Offer.objects.filter(Q(kind__in=of_kind) | ~Q(serves=[]), is_public=True)
        .select_related("kind", "provider")
        .prefetch_related("sources")
        .told()
    )
    return tuple(
        offer for offer in candidates if offer.kind_id in of_kind or wanted.intersection(offer.serves)
    )


def _needs(wanted: frozenset[str], fields: set[str]) -> tuple[Need, ...]:
    chosen = [touch for touch in declared_touches() if touch.kinds & wanted]
    groups = {group for touch in chosen for group in touch.target_groups}
    words = {word for touch in chosen for word in touch.words}
    needs = Need.objects.public().with_state().filter(fields_of_action__code__in=fields).distinct()
    return tuple(
        need
        for need in needs.prefetch_related("target_groups", "sources")
        if groups.intersection(group.code for group in need.target_groups.all())
        or any(word in need.title.in_language("de") for word in words)
    )
