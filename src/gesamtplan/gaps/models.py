"""Stored results of the needs analysis; pages, reports and the API only read them."""

from django.db import models

from gesamtplan.gaps.states import AssessmentStatus, Outcome
from gesamtplan.offers.models import Offer


class Assessment(models.Model):
    """One run of the engine on stated inputs. The same inputs give the same digest and are stored once."""

    kind = models.CharField(max_length=20, default="day-one")
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


class DayOneRow(models.Model):
    """What one status meets for one kind of offer, within a span of dates and of months since arrival.

    Spans are closed; null is open. `circumstances` names the set of conditions the row was computed for.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="day_one_rows")
    status_code = models.CharField(max_length=40)
    kind_code = models.CharField(max_length=40)
    circumstances = models.CharField(max_length=40)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    months_from = models.PositiveSmallIntegerField()
    months_to = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome)
    entitlement = models.JSONField(
        help_text="the engine's answer in codes; words and rules stand in the assessment's explanation"
    )
    offers = models.ManyToManyField(Offer, related_name="day_one_rows", blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["assessment", "circumstances", "months_from"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(outcome__in=Outcome.values), name="outcome_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.status_code} × {self.kind_code}: {self.outcome}"
