"""Committees, papers and motions. OParl calls a committee Organization; OParl's Body is the municipality."""

from django.db import models

from gesamtplan.core.fields import LocalizedTextField
from gesamtplan.core.models import PartiallyDated, Sourced
from gesamtplan.council.states import CommitteeKind, MotionState
from gesamtplan.parties.models import Organization


class Committee(Sourced):
    """A body of the council or of the project (Gremium)."""

    code = models.CharField(max_length=40, unique=True)
    name = LocalizedTextField()
    kind = models.CharField(max_length=30, choices=CommitteeKind)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    role = LocalizedTextField(null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    is_project_body = models.BooleanField(default=True, help_text="false: only named as the place of a vote")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=CommitteeKind.values), name="committee_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Paper(Sourced, PartiallyDated):
    """A council paper (Vorlage), known by its reference, e.g. "14-20 / V 16291"."""

    reference = models.CharField(max_length=40, unique=True)
    title = LocalizedTextField()
    department = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )

    class Meta:
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class Motion(Sourced, PartiallyDated):
    """A motion of council members (Antrag). Without a known reference it is found by its code."""

    code = models.CharField(max_length=60, unique=True)
    reference = models.CharField(max_length=40, blank=True)
    reference_note = LocalizedTextField(null=True, blank=True)
    movers = models.CharField(max_length=200)
    subject = LocalizedTextField()
    state = models.CharField(max_length=12, choices=MotionState)
    treatment = LocalizedTextField(null=True, blank=True)

    class Meta:
        ordering = ["date", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=MotionState.values), name="motion_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference or self.code} {self.subject}"
