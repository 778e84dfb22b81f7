"""Where, for whom, how much is missing."""

from django.db import models

from gesamtplan.gaps.models.assessment import Assessment
from gesamtplan.gaps.models.topic import AnalysisGroup
from gesamtplan.gaps.states import RowStatus
from gesamtplan.territory.models import Area


class GapRow(models.Model):
    """One area × group × year of an assessment. All counts are persons or places; null is not known.

    access: reachable places per person after all who compete for them (E2SFCA); claims = people × access;
    need = people × norm; unmet = need − what the claims cover, never below 0. The best case is what remains
    if every place went where it helps most; its three parts say why: build, move, open up.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="gap_rows")
    group = models.ForeignKey(AnalysisGroup, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    people = models.FloatField(null=True)
    need = models.FloatField(null=True)
    places = models.FloatField(null=True, help_text="places that stand in the area itself")
    access = models.FloatField(null=True)
    access_balanced = models.FloatField(null=True, help_text="the same by BFCA")
    claims = models.FloatField(null=True)
    unmet = models.FloatField(null=True)
    best_unmet = models.FloatField(null=True)
    no_place = models.FloatField(null=True, help_text="part of best_unmet: build")
    too_far = models.FloatField(null=True, help_text="part of best_unmet: move")
    not_eligible = models.FloatField(null=True, help_text="part of best_unmet: open up")
    rank = models.PositiveIntegerField(null=True, help_text="by unmet within topic, group, level and year")
    status = models.CharField(max_length=10, choices=RowStatus)
    reasons = models.JSONField(default=list, help_text="codes of what is not known or only estimated")
    explanation = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "group", "area", "year"], name="gap_row_once_per_assessment"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=RowStatus.values), name="gap_status_is_known"
            ),
        ]
        indexes = [models.Index(fields=["assessment", "group", "year"])]

    def __str__(self) -> str:
        return f"{self.area_id} × {self.group_id} × {self.year}: {self.unmet}"
