"""Who may do what in the directory."""

from typing import Any

from rules.permissions import add_perm
from rules.predicates import predicate

from gesamtplan.accounts.models import User
from gesamtplan.accounts.states import RANK, RoleKind
from gesamtplan.offers.models import Offer

REPORT_CAPACITY = "offers.report_capacity"
CHANGE_OFFER = "offers.change_offer"
IMPORT_OFFERS = "offers.import_offers"


class NotAllowedError(Exception):
    """Raised when the person has no role at the provider that allows it. Nothing was written."""

    def __init__(self, user: User, offer: Offer, role: RoleKind) -> None:
        super().__init__(
            f"{user} may not change {offer.code}: no role as {role.label} at its provider. Ask the coordination."
        )


@predicate  # type: ignore[untyped-decorator] # the package has no types
def may_report_capacity(user: Any, offer: Offer | None) -> bool:
    """Contributors of the provider, and whoever contributes in the whole city."""
    return _has_role(user, offer, RoleKind.CONTRIBUTOR)


@predicate  # type: ignore[untyped-decorator] # as above
def may_change_offer(user: Any, offer: Offer | None) -> bool:
    """Editors of the provider, and whoever edits in the whole city."""
    return _has_role(user, offer, RoleKind.EDITOR)


def _has_role(user: Any, offer: Offer | None, role: RoleKind) -> bool:
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.has_role(role, offer.provider.code if offer and offer.provider else None)


add_perm(REPORT_CAPACITY, may_report_capacity)  # type: ignore[no-untyped-call] # as above
add_perm(CHANGE_OFFER, may_change_offer)  # type: ignore[no-untyped-call] # as above


def require_report_capacity(user: User, offer: Offer) -> None:
    """Raises NotAllowedError."""
    if not may_report_capacity(user, offer):
        raise NotAllowedError(user, offer, RoleKind.CONTRIBUTOR)


def require_change_offer(user: User, offer: Offer) -> None:
    """Raises NotAllowedError."""
    if not may_change_offer(user, offer):
        raise NotAllowedError(user, offer, RoleKind.EDITOR)


@predicate  # type: ignore[untyped-decorator] # as above
def may_import_offers(user: Any) -> bool:
    """Whoever edits offers, be it of one provider only; which rows they may change is asked row by row."""
    return isinstance(user, User) and user.is_active and providers_of(user) != frozenset()


add_perm(IMPORT_OFFERS, may_import_offers)  # type: ignore[no-untyped-call] # as above


def providers_of(user: User) -> frozenset[str] | None:
    """Providers whose offers the person may change; None: all, also those without a provider."""
    if user.has_role(RoleKind.EDITOR):
        return None
    return frozenset(
        role.organization_code
        for role in user.role_list
        if role.organization_code and RANK[role.kind] >= RANK[RoleKind.EDITOR]
    )
