"""Who may do what with reports."""

from typing import Any

import rules

from gesamtplan.accounts.models import User
from gesamtplan.accounts.states import RoleKind

CREATE_REPORT = "reports.create_report"


@rules.predicate
def may_create_report(user: Any) -> bool:
    """Coordinators of the whole city."""
    return isinstance(user, User) and user.is_active and user.has_role(RoleKind.COORDINATOR)


rules.add_perm(CREATE_REPORT, may_create_report)
