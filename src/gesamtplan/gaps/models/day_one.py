"""The day-one matrix as stored."""

from django.db import models

from gesamtplan.gaps.models.assessment import Assessment
from gesamtplan.gaps.states import Outcome
from gesamtplan.offers.models import Offer


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
