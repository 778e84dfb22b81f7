"""Who may do what in the directory."""

from datetime import date
from typing import Any

from rules.permissions import add_perm
from rules.predicates import predicate

from gesamtplan.accounts.models import User
from gesamtplan.accounts.states import RANK, RoleKind
from gesamtplan.offers.models import Offer, UpkeepLink
from gesamtplan.offers.states import LinkState

REPORT_CAPACITY = "offers.report_capacity"
CHANGE_OFFER = "offers.change_offer"
RUN_UPKEEP = "offers.run_upkeep"
IMPORT_OFFERS = "offers.import_offers"


class NotAllowedError(Exception):
    """Raised when the person has no role at the provider that allows it. Nothing was written."""

    def __init__(self, user: User, offer: Offer, role: RoleKind) -> None:
        super().__init__(
            f"{user} may not change {offer.code}: no role as {role.label} at its provider. Ask the coordination."
        )


class NotCoordinatingError(Exception):
    """Raised when somebody who does not coordinate the city makes, sends or revokes links. Nothing was written."""

    def __init__(self, user: User) -> None:
        super().__init__(
            f"{user} may not run the upkeep of offers: no role as coordinator of the city. Ask an administrator."
        )


class LinkClosedError(Exception):
    """Raised when a link is expired or revoked, or the offer is not one of its own. Nothing was written."""


@predicate  # type: ignore[untyped-decorator] # the package has no types
def may_report_capacity(user: Any, offer: Offer | None) -> bool:
    """Contributors of the provider, and whoever contributes in the whole city."""
    return _has_role(user, offer, RoleKind.CONTRIBUTOR)


@predicate  # type: ignore[untyped-decorator] # as above
def may_change_offer(user: Any, offer: Offer | None) -> bool:
    """Editors of the provider, and whoever edits in the whole city."""
    return _has_role(user, offer, RoleKind.EDITOR)


@predicate  # type: ignore[untyped-decorator] # as above
def may_run_upkeep(user: Any) -> bool:
    """Coordinators of the whole city: they know whom a link is given to."""
    return isinstance(user, User) and user.is_active and user.has_role(RoleKind.COORDINATOR)


def link_state(link: UpkeepLink, today: date) -> LinkState:
    """Whether it opens on this day; revoked counts before expired."""
    if link.revoked_at is not None:
        return LinkState.REVOKED
    return LinkState.OPEN if today <= link.expires_on else LinkState.EXPIRED


def link_reaches(link: UpkeepLink, offer: Offer) -> bool:
    """The one offer of the link, or any offer of its provider; never one that is not public."""
    if not offer.is_public:
        return False
    if link.offer_id is not None:
        return link.offer_id == offer.pk
    return link.provider_id == offer.provider_id


def _has_role(user: Any, offer: Offer | None, role: RoleKind) -> bool:
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.has_role(role, offer.provider.code if offer and offer.provider else None)


add_perm(REPORT_CAPACITY, may_report_capacity)  # type: ignore[no-untyped-call] # as above
add_perm(CHANGE_OFFER, may_change_offer)  # type: ignore[no-untyped-call] # as above
add_perm(RUN_UPKEEP, may_run_upkeep)  # type: ignore[no-untyped-call] # as above


def require_report_capacity(user: User, offer: Offer) -> None:
    """Raises NotAllowedError."""
    if not may_report_capacity(user, offer):
        raise NotAllowedError(user, offer, RoleKind.CONTRIBUTOR)


def require_change_offer(user: User, offer: Offer) -> None:
    """Raises NotAllowedError."""
    if not may_change_offer(user, offer):
        raise NotAllowedError(user, offer, RoleKind.EDITOR)


def require_run_upkeep(user: User) -> None:
    """Raises NotCoordinatingError."""
    if not may_run_upkeep(user):
        raise NotCoordinatingError(user)


def require_link(link: UpkeepLink, offer: Offer, today: date) -> None:
    """Raises LinkClosedError."""
    state = link_state(link, today)
    if state is not LinkState.OPEN:
        raise LinkClosedError(f"{link} is {state}. Ask the coordination of the city for a new one.")
    if not link_reaches(link, offer):
        raise LinkClosedError(f"{link} does not reach {offer.code}. Ask its provider or the coordination.")


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
