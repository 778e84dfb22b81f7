"""The plan itself, its events, goals and fields of action."""

from django.db import models

from gesamtplan.core.fields import LocalizedTextField
from gesamtplan.core.models import PartiallyDated, Sourced
from gesamtplan.parties.models import Organization
from gesamtplan.plan.states import Phase


class Plan(Sourced):
    """An integration plan of a city."""

    title = LocalizedTextField()
    city = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    phase = models.CharField(max_length=20, choices=Phase)
    summary = LocalizedTextField(null=True)
    closed_on = models.DateField(null=True, blank=True)
    not_found = models.JSONField(default=list, help_text="what no public source was found for, by language")
    facts = models.JSONField(
        default=list, help_text="list of {label, text, sources}: what is known of the plan as a whole"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(phase__in=Phase.values), name="plan_phase_is_known")
        ]

    def __str__(self) -> str:
        return str(self.title)


class PlanEvent(Sourced, PartiallyDated):
    """A point on the way from mandate to today. `reference` names the council paper in words."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="events")
    code = models.SlugField(max_length=40)
    title = LocalizedTextField()
    reference = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date}: {self.title}"


class Goal(Sourced):
    """What the plan wants to reach, or a question that leads it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    text = LocalizedTextField()
    position = models.PositiveSmallIntegerField()
    is_question = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.text)


class FieldOfAction(Sourced):
    """A field of action (Handlungsfeld); one may cut across all others."""

    code = models.CharField(max_length=10, unique=True)
    number = models.PositiveSmallIntegerField(unique=True)
    title = LocalizedTextField()
    short_title = LocalizedTextField()
    is_cross_cutting = models.BooleanField(default=False)
    subtopics = models.JSONField(default=dict, help_text="by language: list of texts")
    lead = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="led_fields"
    )

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return str(self.short_title)
