"""How an amount of money stands in the budget."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AmountKind(models.TextChoices):
    """What the source says of the money."""

    ASKED = "asked", _("asked for")
    GRANTED = "granted", _("granted")
    SPENT = "spent", _("spent")
    PLANNED = "planned", _("planned")
    UNKNOWN = "unknown", _("not said whether granted or spent")
