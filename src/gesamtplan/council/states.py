"""Kinds of committees, states of motions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CommitteeKind(models.TextChoices):
    """What OParl calls the type of an Organization inside the municipality."""

    COUNCIL = "council", _("city council")
    COMMITTEE = "committee", _("committee")
    JOINT_SESSION = "joint-session", _("joint session of committees")
    COMMISSION = "commission", _("commission")
    STEERING_GROUP = "steering-group", _("steering group")
    WORKING_GROUP = "working-group", _("working group")
    PROJECT_TEAM = "project-team", _("project team")
    WORKSHOP = "workshop", _("workshop")
    STAFF_UNIT = "staff-unit", _("staff unit")
    NETWORK = "network", pgettext_lazy("committee", "network")
    DISTRICT_COMMITTEE = "district-committee", _("district committee")
    PROCEDURE = "procedure", _("procedure")


class MotionState(models.TextChoices):
    """What became of a motion."""

    OPEN = "open", pgettext_lazy("motion", "open")
    TREATED = "treated", pgettext_lazy("motion", "dealt with")
    ANSWERED = "answered", pgettext_lazy("motion", "answered")
    REFUSED = "refused", pgettext_lazy("motion", "refused")
    UNKNOWN = "unknown", pgettext_lazy("motion", "unknown")
