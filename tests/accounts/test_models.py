"""Who may do what, and where."""

import pytest

from gesamtplan.accounts.models import Role, User
from gesamtplan.accounts.states import RoleKind


@pytest.mark.parametrize(
    ("held", "asked", "place", "may"),
    [
        ("coordinator", "editor", "sozialreferat", True),
        ("contributor", "editor", "sozialreferat", False),
        ("contributor", "contributor", "rbs", False),
        ("contributor", "contributor", "sozialreferat", True),
    ],
)
def test_a_role_reaches_as_far_as_it_says(munich: None, held: str, asked: str, place: str, may: bool) -> None:
    user = User.objects.create_user("somebody")
    Role.objects.create(
        user=user, kind=held, organization_code="" if held == "coordinator" else "sozialreferat"
    )
    assert user.has_role(RoleKind(asked), place) is may


def test_without_a_role_nothing_is_allowed(munich: None) -> None:
    assert not User.objects.create_user("nobody").has_role(RoleKind.READER)
