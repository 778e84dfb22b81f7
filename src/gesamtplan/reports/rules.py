"""Who may do what with reports."""

from typing import Any

from rules.permissions import add_perm
from rules.predicates import predicate

from gesamtplan.accounts.models import User
from gesamtplan.accounts.states import RoleKind

CREATE_REPORT = "reports.create_report"


@predicate  # type: ignore[untyped-decorator] # the package has no types
def may_create_report(user: Any) -> bool:
    """Coordinators of the whole city."""
    return isinstance(user, User) and user.is_active and user.has_role(RoleKind.COORDINATOR)


add_perm(CREATE_REPORT, may_create_report)  # type: ignore[no-untyped-call] # as above
