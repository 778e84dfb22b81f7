"""In which direction a figure should move."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    """Empty: no direction is wanted, the figure describes."""

    UP = "up", _("should rise")
    DOWN = "down", _("should fall")
