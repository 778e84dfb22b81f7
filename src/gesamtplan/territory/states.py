"""Levels of areas, from large to small."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AreaKind(models.TextChoices):
    """A smaller area lies wholly inside its parent."""

    CITY = "city", _("city")
    DISTRICT = "district", _("district")
    SUB_DISTRICT = "sub-district", _("sub-district")
    CELL = "cell", _("grid cell")
