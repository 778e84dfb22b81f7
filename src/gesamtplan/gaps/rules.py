"""Who may do what with the needs analysis."""

from typing import Any

from rules.permissions import add_perm
from rules.predicates import predicate

from gesamtplan.accounts.models import User
from gesamtplan.accounts.states import RoleKind

ASK_FOR_ASSESSMENT = "gaps.ask_for_assessment"
CHANGE_ASSUMPTION = "gaps.change_assumption"
PROPOSE_NEED = "gaps.propose_need"


@predicate  # type: ignore[untyped-decorator] # the package has no types
def may_analyse(user: Any) -> bool:
    """Whoever edits for the whole city: an assumption or a need of the analysis concerns all departments."""
    return isinstance(user, User) and user.is_active and user.has_role(RoleKind.EDITOR)


for _permission in (ASK_FOR_ASSESSMENT, CHANGE_ASSUMPTION, PROPOSE_NEED):
    add_perm(_permission, may_analyse)  # type: ignore[no-untyped-call] # as above
