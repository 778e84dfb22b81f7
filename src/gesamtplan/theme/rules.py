"""Who may change how the city shows itself."""

from typing import Any

from rules.permissions import add_perm
from rules.predicates import predicate

from gesamtplan.accounts.models import User
from gesamtplan.accounts.states import RoleKind

CHANGE_THEME = "theme.change_theme"


@predicate  # type: ignore[untyped-decorator] # the package has no types
def may_change_theme(user: Any) -> bool:
    """Administrators of the whole city."""
    return isinstance(user, User) and user.is_active and user.has_role(RoleKind.ADMINISTRATOR)


add_perm(CHANGE_THEME, may_change_theme)  # type: ignore[no-untyped-call] # as above
