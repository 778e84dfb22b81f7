"""How far an assessment got, and what a cell of the day-one matrix can say."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AssessmentKind(models.TextChoices):
    """What was asked."""

    DAY_ONE = "day-one", _("day-one matrix")
    NEEDS = "needs", _("needs analysis")


class AssessmentStatus(models.TextChoices):
    """Only complete ones, or partial ones with their reasons shown, are published."""

    COMPLETE = "complete", _("complete")
    PARTIAL = "partial", _("partial")
    FAILED = "failed", _("failed")


PUBLISHED = (AssessmentStatus.COMPLETE, AssessmentStatus.PARTIAL)


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


class RunState(models.TextChoices):
    """How far an assessment in the background is."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being computed")
    FINISHED = "finished", _("finished")
    FAILED = "failed", _("failed")


class CellKind(models.TextChoices):
    """Between which points people and offers meet."""

    CITY = "city", _("the whole city")
    SUB_DISTRICT = "sub-district", _("sub-districts")


class Years(models.TextChoices):
    """For which years a topic is computed."""

    LATEST = "latest", _("the latest year with figures")
    ALL = "all", _("all years with figures")


class AssumptionRole(models.TextChoices):
    """What an assumption stands for in the computation."""

    PEOPLE = "people", _("who is counted")
    NORM = "norm", _("places needed per person")
    PLACES = "places", _("which places are counted")
    SIZE = "size", _("how many places a new offer has")
    REACH = "reach", _("how far people go")
    SPREAD = "spread", _("where within a district they are")


class Certainty(models.TextChoices):
    """How sure an assumption is."""

    HIGH = "high", pgettext_lazy("certainty", "high")
    MEDIUM = "medium", pgettext_lazy("certainty", "medium")
    LOW = "low", pgettext_lazy("certainty", "low")


class RowStatus(models.TextChoices):
    """How much of a row is known."""

    COMPLETE = "complete", _("complete")
    ESTIMATE = "estimate", _("estimate")
    PARTIAL = "partial", _("partial")
    PROTECTED = "protected", _("too few people to show")


class EvidenceKind(models.TextChoices):
    """What was frozen beside a need."""

    GAP = "gap", _("gap of the needs analysis")
    DAY_ONE = "day-one", _("cell of the day-one matrix")
