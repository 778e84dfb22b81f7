"""Reads of accounts."""

from collections.abc import Iterable

from django.db.models import Q

from gesamtplan.accounts.models import User
from gesamtplan.accounts.states import RoleKind


def active_user_with_email(addresses: Iterable[str]) -> User | None:
    """The one active person with one of these addresses; None where nobody or more than one has it."""
    wanted = Q(pk__in=())
    for address in addresses:
        wanted |= Q(email__iexact=address)
    found = list(User.objects.filter(wanted, is_active=True)[:2])
    return found[0] if len(found) == 1 else None


def coordinators() -> list[User]:
    """Active people who coordinate the whole city and can be written to; where there are none, administrators."""
    found: list[User] = []
    for kind in (RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR):
        wide = Q(roles__organization_code="", roles__kind=kind)
        found = found or list(User.objects.filter(wide, is_active=True).exclude(email="").order_by("pk"))
    return found
