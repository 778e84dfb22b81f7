"""How far an assessment got, and what a cell of the day-one matrix can say."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AssessmentStatus(models.TextChoices):
    """Only complete ones, or partial ones with their reasons shown, are published."""

    COMPLETE = "complete", _("complete")
    PARTIAL = "partial", _("partial")
    FAILED = "failed", _("failed")


class Outcome(models.TextChoices):
    """What somebody meets at the door; the order is the legend's."""

    BY_RIGHT = "by-right", pgettext_lazy("outcome", "by right")
    IF_PLACE = "if-place", pgettext_lazy("outcome", "if there is a place")
    AT_DISCRETION = "at-discretion", pgettext_lazy("outcome", "at discretion")
    CONDITIONAL = "conditional", pgettext_lazy("outcome", "on conditions")
    REDUCED = "reduced", pgettext_lazy("outcome", "reduced")
    LATER = "after-months", pgettext_lazy("outcome", "later")
    MUNICIPAL = "municipal", pgettext_lazy("outcome", "voluntary offer of the city")
    NOBODY = "nobody", pgettext_lazy("outcome", "nobody")
    UNKNOWN = "unknown", pgettext_lazy("outcome", "unknown")
