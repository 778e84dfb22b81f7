"""How exactly a date or an amount is known."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DatePrecision(models.TextChoices):
    """A source may give only the month or the year; the page must not pretend more."""

    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")


class AmountPrecision(models.TextChoices):
    """How a source words an amount."""

    EXACT = "exact", _("exact")
    ABOUT = "about", _("about")
    ALMOST = "almost", _("almost")
    MORE_THAN = "more-than", _("more than")
    AT_MOST = "at-most", _("at most")


class Confidence(models.TextChoices):
    """How sure the statement is, as its compiler judged it."""

    HIGH = "high", _("well documented")
    MEDIUM = "medium", _("partly documented")
    LOW = "low", _("thinly documented")
