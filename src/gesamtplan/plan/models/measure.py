"""Measures: what is done about needs."""

from typing import Self

from django.db import models
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from gesamtplan.core.fields import LocalizedTextField
from gesamtplan.core.models import Sourced
from gesamtplan.core.states import DatePrecision
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models.need import Need, TargetGroup
from gesamtplan.plan.models.plan import FieldOfAction
from gesamtplan.plan.states import MeasureState


class MeasureQuerySet(models.QuerySet["Measure"]):
    """As with needs, the state derives from the last public update."""

    def with_state(self) -> Self:
        """Adds `state` and `state_date`; no public update means unknown."""
        from gesamtplan.plan.models.update import StatusUpdate  # noqa: PLC0415 - updates point at measures

        last = StatusUpdate.objects.public().filter(measure=models.OuterRef("pk")).newest_first()
        return self.annotate(
            state=Coalesce(
                models.Subquery(last.values("state")[:1]), models.Value(MeasureState.UNKNOWN.value)
            ),
            state_date=models.Subquery(last.values("date")[:1]),
            state_date_precision=models.Subquery(last.values("date_precision")[:1]),
        )

    def public(self) -> Self:
        """What everybody may see."""
        return self.filter(is_public=True)


class Measure(Sourced):
    """A measure (Maßnahme). `start` and `end` are null where unknown; `period` holds the source's own words."""

    code = models.CharField(max_length=20, unique=True)
    title = LocalizedTextField()
    description = LocalizedTextField(null=True, blank=True)
    needs = models.ManyToManyField(Need, related_name="measures", blank=True)
    fields_of_action = models.ManyToManyField(FieldOfAction, related_name="measures")
    lead = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="led_measures"
    )
    target_groups = models.ManyToManyField(TargetGroup, related_name="measures", blank=True)
    partners = models.ManyToManyField(Organization, related_name="supported_measures", blank=True)
    start = models.DateField(null=True, blank=True)
    start_precision = models.CharField(max_length=5, choices=DatePrecision, default=DatePrecision.DAY)
    end = models.DateField(null=True, blank=True)
    end_precision = models.CharField(max_length=5, choices=DatePrecision, default=DatePrecision.DAY)
    period = LocalizedTextField(null=True, blank=True)
    facts = models.JSONField(
        default=dict, blank=True, help_text="what the source counts beside: {name: number or text}"
    )
    is_public = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1, help_text="raised by every change: optimistic lock")
    history = HistoricalRecords()

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end=None) | models.Q(start=None) | models.Q(end__gte=models.F("start")),
                name="measure_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def state_label(self) -> str:
        """Word for the state; only rows read `with_state()` have one (else AttributeError)."""
        state: str = self.state  # type: ignore[attr-defined] # annotated by with_state()
        return str(MeasureState(state).label)


class Milestone(models.Model):
    """A step of a measure with its date."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="milestones")
    title = LocalizedTextField()
    due = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due"]

    def __str__(self) -> str:
        return str(self.title)
