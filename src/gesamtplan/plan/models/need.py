"""Needs for action: what was found to be missing."""

from typing import Self

from django.db import models
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from gesamtplan.core.fields import LocalizedTextField
from gesamtplan.core.models import Sourced
from gesamtplan.core.states import Confidence
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models.plan import FieldOfAction
from gesamtplan.plan.states import NeedState, Origin, Term


class TargetGroup(models.Model):
    """A group of people that a need or measure is meant for."""

    code = models.SlugField(max_length=60, unique=True)
    name = LocalizedTextField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return str(self.name)


class NeedQuerySet(models.QuerySet["Need"]):
    """The current state is not a column: it derives from the last public update."""

    def with_state(self) -> Self:
        """Adds `state` and `state_date`; no public update means unknown."""
        from gesamtplan.plan.models.update import StatusUpdate  # noqa: PLC0415 - updates point at needs

        last = StatusUpdate.objects.public().filter(need=models.OuterRef("pk")).newest_first()
        return self.annotate(
            state=Coalesce(models.Subquery(last.values("state")[:1]), models.Value(NeedState.UNKNOWN.value)),
            state_date=models.Subquery(last.values("date")[:1]),
            state_date_precision=models.Subquery(last.values("date_precision")[:1]),
        )

    def public(self) -> Self:
        """What everybody may see."""
        return self.filter(is_public=True)


class Need(Sourced):
    """A need for action (Handlungsbedarf)."""

    code = models.CharField(max_length=20, unique=True)
    title = LocalizedTextField()
    description = LocalizedTextField(null=True, blank=True)
    fields_of_action = models.ManyToManyField(FieldOfAction, related_name="needs")
    target_groups = models.ManyToManyField(TargetGroup, related_name="needs", blank=True)
    term = models.CharField(max_length=10, choices=Term, default=Term.UNKNOWN)
    origin = models.CharField(max_length=20, choices=Origin)
    lead = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="led_needs"
    )
    lead_note = LocalizedTextField(null=True, blank=True)
    priority = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="1 is most urgent; null is unknown"
    )
    priority_reason = LocalizedTextField(null=True, blank=True)
    confidence = models.CharField(max_length=10, choices=Confidence, blank=True)
    is_public = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1, help_text="raised by every change: optimistic lock")
    history = HistoricalRecords()

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(term__in=Term.values), name="need_term_is_known"),
            models.CheckConstraint(condition=models.Q(origin__in=Origin.values), name="need_origin_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def state_label(self) -> str:
        """Word for the state; only rows read `with_state()` have one (else AttributeError)."""
        state: str = self.state  # type: ignore[attr-defined] # annotated by with_state()
        return str(NeedState(state).label)


class EarlierMention(Sourced):
    """Where the same need came up before: the trace that used to be lost."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="earlier_mentions")
    year = models.PositiveSmallIntegerField()
    text = LocalizedTextField()

    class Meta:
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year}: {self.text}"
