"""Council decisions, joined to what they mandate and settle."""

from django.db import models

from gesamtplan.core.fields import LocalizedTextField
from gesamtplan.core.models import PartiallyDated, Sourced
from gesamtplan.council.models import Committee, Motion, Paper
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models import Measure, Need


class Resolution(Sourced, PartiallyDated):
    """A decision of a committee on a paper (Beschluss)."""

    code = models.CharField(max_length=40, unique=True)
    paper = models.ForeignKey(
        Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="resolutions"
    )
    committee = models.ForeignKey(
        Committee, null=True, blank=True, on_delete=models.PROTECT, related_name="resolutions"
    )
    committee_note = LocalizedTextField(null=True, blank=True)
    preparation = LocalizedTextField(null=True, blank=True)
    department = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    title = LocalizedTextField()
    vote = LocalizedTextField(null=True, blank=True)
    note = LocalizedTextField(null=True, blank=True)
    needs = models.ManyToManyField(Need, related_name="resolutions", blank=True)
    related_needs = models.ManyToManyField(
        Need,
        related_name="related_resolutions",
        blank=True,
        help_text="a weaker link, found in the need's own evidence",
    )
    measures = models.ManyToManyField(Measure, related_name="resolutions", blank=True)
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["date", "code"]

    def __str__(self) -> str:
        return f"{self.paper.reference if self.paper else self.code} {self.title}"


class ResolutionPoint(models.Model):
    """One numbered point of a resolution; only points that a source gives are stored."""

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="points")
    number = models.CharField(max_length=10, blank=True)
    text = LocalizedTextField()
    kind = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["number", "pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.text}".strip()


class Discharge(models.Model):
    """A resolution settles a motion (Erledigung); one may settle many."""

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="discharges")
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="discharges")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resolution", "motion"], name="discharge_once")]

    def __str__(self) -> str:
        return f"{self.resolution} → {self.motion}"


class MotionConcern(models.Model):
    """A motion asks for what a need names; the link lives here because motions and needs are neighbours."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="concerns")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="motion_concerns")
    is_stated = models.BooleanField(
        default=True, help_text="false: same subject and source, but no source joins the two"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["motion", "need"], name="concern_once")]

    def __str__(self) -> str:
        return f"{self.motion} → {self.need}"
