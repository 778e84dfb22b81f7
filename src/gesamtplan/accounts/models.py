"""Users and their roles. A role names its organization by code, because organizations live in a room above."""

from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models

from gesamtplan.accounts.states import RANK, RoleKind


class User(AbstractUser):
    """Somebody who signs in."""

    @cached_property
    def role_list(self) -> list["Role"]:
        """All roles of this person, read once per request."""
        return list(self.roles.all())

    def has_role(self, kind: RoleKind, organization_code: str | None = None) -> bool:
        """True when the person holds at least this role, city-wide or in the organization given."""
        if self.is_superuser:
            return True
        return any(
            RANK[role.kind] >= RANK[kind] and role.organization_code in {"", organization_code}
            for role in self.role_list
        )


class Role(models.Model):
    """What a user may do, and where; an empty organization code means in the whole city."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=20, choices=RoleKind)
    organization_code = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "organization_code"], name="one_role_per_organization"
            ),
            models.CheckConstraint(condition=models.Q(kind__in=RoleKind.values), name="role_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()} {self.organization_code}".strip()
