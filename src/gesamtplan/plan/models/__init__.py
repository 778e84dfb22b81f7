"""The plan's rows."""

from gesamtplan.plan.models.measure import Measure, Milestone
from gesamtplan.plan.models.need import EarlierMention, Need, TargetGroup
from gesamtplan.plan.models.plan import FieldOfAction, Goal, Plan, PlanEvent
from gesamtplan.plan.models.update import OpenTopic, StatusUpdate

__all__ = [
    "EarlierMention",
    "FieldOfAction",
    "Goal",
    "Measure",
    "Milestone",
    "Need",
    "OpenTopic",
    "Plan",
    "PlanEvent",
    "StatusUpdate",
    "TargetGroup",
]
