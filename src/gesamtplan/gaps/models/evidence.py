"""Why a need was proposed: figures frozen on the day."""

from django.db import models

from gesamtplan.accounts.models import User
from gesamtplan.gaps.models.assessment import Assessment
from gesamtplan.gaps.states import EvidenceKind
from gesamtplan.plan.models import Need


class NeedEvidence(models.Model):
    """Evidence (Beleg) of a need: a frozen copy of rows, with the digest of what they were computed from."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="evidence")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=EvidenceKind)
    content = models.JSONField(help_text="the rows as they stood, with labels in all languages")
    picture = models.TextField(blank=True, help_text="the map as SVG, as it stood")
    inputs_digest = models.CharField(max_length=64)
    content_digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-frozen_at"]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.kind} {self.frozen_at:%Y-%m-%d}"
