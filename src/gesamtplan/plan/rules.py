"""Who may do what in the plan."""

from collections.abc import Iterable
from typing import Any, TypeVar

from rules.permissions import add_perm
from rules.predicates import predicate

from gesamtplan.accounts.models import User
from gesamtplan.accounts.states import RoleKind
from gesamtplan.plan.models import Measure, Need

Subject = TypeVar("Subject", Need, Measure)
ADD_STATUS_UPDATE = "plan.add_status_update"


@predicate  # type: ignore[untyped-decorator] # the package has no types
def may_add_status_update(user: Any, subject: Need | Measure | None) -> bool:
    """Contributors of the lead organization, and whoever contributes in the whole city."""
    if not isinstance(user, User) or not user.is_active:
        return False
    lead = subject.lead.code if subject is not None and subject.lead else None
    return user.has_role(RoleKind.CONTRIBUTOR, lead)


add_perm(ADD_STATUS_UPDATE, may_add_status_update)  # type: ignore[no-untyped-call] # as above


def reportable(user: Any, rows: Iterable[Subject]) -> list[Subject]:
    """Those of the rows on which this person may report: the same predicate as list filter."""
    return [row for row in rows if may_add_status_update(user, row)]
