"""What a person may be in an organization."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleKind(models.TextChoices):
    """From least to most; each may do what the ones before may."""

    READER = "reader", _("reader")
    CONTRIBUTOR = "contributor", _("contributor")
    EDITOR = "editor", _("editor")
    COORDINATOR = "coordinator", _("coordinator")
    ADMINISTRATOR = "administrator", _("administrator")


RANK = {kind: rank for rank, kind in enumerate(RoleKind.values)}
