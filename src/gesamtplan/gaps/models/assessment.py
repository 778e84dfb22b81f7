"""A run of the engine and what it was run on."""

from django.db import models

from gesamtplan.accounts.models import User
from gesamtplan.gaps.states import AssessmentKind, AssessmentStatus, RunState


class Assessment(models.Model):
    """One run of the engine on stated inputs. The same inputs give the same digest and are stored once."""

    kind = models.CharField(max_length=20, choices=AssessmentKind, default=AssessmentKind.DAY_ONE)
    on = models.DateField(help_text="day for which it was asked")
    inputs_digest = models.CharField(max_length=64)
    norms_version = models.CharField(max_length=120)
    status = models.CharField(max_length=10, choices=AssessmentStatus)
    explanation = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    current_since = models.DateTimeField(
        help_text="later than created_at if older inputs came back; the latest is shown"
    )

    class Meta:
        ordering = ["-current_since"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "inputs_digest"], name="assessment_once_per_input")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on} ({self.status})"


class AssessmentRun(models.Model):
    """Somebody asked for an assessment; it is computed in the background and says how far it is."""

    on = models.DateField()
    asked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=RunState, default=RunState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0, help_text="steps; 0 before the work is known")
    message = models.TextField(blank=True, help_text="why it failed and what to do")
    assessment = models.ForeignKey(Assessment, null=True, on_delete=models.SET_NULL, related_name="runs")

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.on}: {self.state} {self.done}/{self.total}"
