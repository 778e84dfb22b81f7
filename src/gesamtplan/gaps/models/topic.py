"""What is analysed, for whom, and which figure stands for what."""

from django.db import models

from gesamtplan.core.fields import LocalizedTextField
from gesamtplan.core.models import Sourced
from gesamtplan.gaps.states import AssumptionRole, CellKind, Certainty, Years
from gesamtplan.plan.models import FieldOfAction, TargetGroup
from gesamtplan.territory.states import AreaKind


class AnalysisTopic(models.Model):
    """One question of the needs analysis, e.g. day care by district. Texts say what its figures can carry."""

    code = models.SlugField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    field_of_action = models.ForeignKey(FieldOfAction, on_delete=models.PROTECT, related_name="+")
    title = LocalizedTextField()
    question = LocalizedTextField()
    carries = LocalizedTextField(help_text="what the figures can carry")
    cannot_carry = LocalizedTextField(help_text="what they cannot")
    people_unit = LocalizedTextField(help_text="who is counted, e.g. children")
    places_unit = LocalizedTextField(help_text="what is missing, e.g. places")
    cells = models.CharField(
        max_length=12, choices=CellKind, help_text="between which points people and offers meet"
    )
    years = models.CharField(max_length=10, choices=Years)
    groups_overlap = models.BooleanField(
        default=False, help_text="a person may be in several groups: each is computed as if alone"
    )

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def has_districts(self) -> bool:
        """There is a row per district, and an estimate per sub-district."""
        return self.cells != AreaKind.CITY


class AnalysisGroup(models.Model):
    """A group of people within a topic. `statuses` are residence statuses the group stands for; empty: any."""

    topic = models.ForeignKey(AnalysisTopic, on_delete=models.CASCADE, related_name="groups")
    code = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)
    name = LocalizedTextField()
    short = LocalizedTextField()
    statuses = models.JSONField(default=list, blank=True)
    target_groups = models.ManyToManyField(TargetGroup, related_name="+", blank=True)

    class Meta:
        ordering = ["topic", "position"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "code"], name="analysis_group_once_per_topic")
        ]

    def __str__(self) -> str:
        return str(self.name)


class Assumption(Sourced):
    """Which figure stands for what, a norm, a limit: dated, sourced, shown; a change makes a new version.

    `code` stays the same over versions, e.g. "norm.age-0-2". `value` is a factor (people, places), places
    needed per person (norm) or minutes (reach). `refers_to` names the figures:
    {"indicator": code, "part": "numerator"|"denominator"|"value", "minus": {...}, "lag": years},
    {"offers": [codes]}, {"figures": {year: {"code": ..., "part": ...}}, "carry": years} or {} for none.
    """

    topic = models.ForeignKey(AnalysisTopic, on_delete=models.CASCADE, related_name="assumptions")
    code = models.CharField(max_length=80)
    role = models.CharField(max_length=12, choices=AssumptionRole)
    groups = models.JSONField(default=list, help_text="codes of the groups it speaks of; empty: all")
    supply = models.SlugField(max_length=40, blank=True, help_text="kind of places it speaks of")
    statement = LocalizedTextField()
    value = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    unit = LocalizedTextField(null=True, blank=True)
    refers_to = models.JSONField(default=dict, blank=True)
    certainty = models.CharField(max_length=8, choices=Certainty)
    valid_from = models.DateField(null=True, blank=True, help_text="day from which it is meant to hold")
    version = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    reason = models.TextField(blank=True, help_text="why this version replaced the one before")

    class Meta:
        ordering = ["topic", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "code", "version"], name="assumption_version_once"),
            models.UniqueConstraint(
                fields=["topic", "code"],
                condition=models.Q(is_current=True),
                name="one_current_assumption",
            ),
            models.CheckConstraint(
                condition=models.Q(value=None) | models.Q(value__gte=0), name="assumption_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}: {self.statement}"
