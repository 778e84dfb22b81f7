"""Who may write and review translations."""

from typing import Any

from rules.permissions import add_perm
from rules.predicates import predicate

from gesamtplan.accounts.models import User
from gesamtplan.accounts.states import RoleKind

CHANGE_TRANSLATION = "translations.change_translation"


@predicate  # type: ignore[untyped-decorator] # the package has no types
def may_translate(user: Any) -> bool:
    """Editors of the whole city and above."""
    return isinstance(user, User) and user.is_active and user.has_role(RoleKind.EDITOR)


add_perm(CHANGE_TRANSLATION, may_translate)  # type: ignore[no-untyped-call] # as above
