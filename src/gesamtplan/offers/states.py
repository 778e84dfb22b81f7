"""Who pays for an offer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FundingLevel(models.TextChoices):
    """Level that pays; empty means unknown."""

    EU = "eu", _("European Union")
    FEDERATION = "federation", _("Federation")
    STATE = "state", _("Free State")
    CITY = "city", _("city")
    FOUNDATION = "foundation", _("foundation or donations")
    OTHER = "other", _("other")
