"""Status updates and the register of open topics."""

from typing import Any, Self

from django.db import models

from gesamtplan.accounts.models import User
from gesamtplan.core.fields import LocalizedTextField
from gesamtplan.core.models import PartiallyDated, Sourced
from gesamtplan.core.states import Confidence
from gesamtplan.parties.models import Organization
from gesamtplan.plan.models.measure import Measure
from gesamtplan.plan.models.need import Need
from gesamtplan.plan.states import MeasureState, NeedState

ONE_SUBJECT = models.Q(need=None, measure__isnull=False) | models.Q(need__isnull=False, measure=None)


class StatusUpdateQuerySet(models.QuerySet["StatusUpdate"]):
    """Updates in the order in which they speak."""

    def public(self) -> Self:
        """Published ones only."""
        return self.filter(published_at__isnull=False)

    def newest_first(self) -> Self:
        """By the date they report on, then by the order in which they were added."""
        return self.order_by(models.F("date").desc(nulls_last=True), "-pk")


class StatusUpdate(Sourced, PartiallyDated):
    """What was reported of a need or a measure at a date (Sachstand).

    Added, never edited; a draft has no `published_at`.
    """

    need = models.ForeignKey(Need, null=True, on_delete=models.PROTECT, related_name="updates")
    measure = models.ForeignKey(Measure, null=True, on_delete=models.PROTECT, related_name="updates")
    state = models.CharField(max_length=20)
    text = LocalizedTextField(null=True)
    organization = models.ForeignKey(Organization, null=True, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    confidence = models.CharField(max_length=10, choices=Confidence, blank=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    objects = StatusUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-pk"]
        constraints = [models.CheckConstraint(condition=ONE_SUBJECT, name="update_has_one_subject")]
        indexes = [models.Index(fields=["need", "-date"]), models.Index(fields=["measure", "-date"])]

    def __str__(self) -> str:
        return f"{self.need or self.measure}: {self.state} ({self.date})"

    @property
    def subject(self) -> Need | Measure:
        """The need or measure this speaks of."""
        subject: Any = self.need or self.measure
        return subject  # type: ignore[no-any-return]

    @property
    def kind(self) -> str:
        """ "need" or "measure": the kind of subject, which decides what the state's code means."""
        return "need" if self.need_id else "measure"

    @property
    def state_label(self) -> str:
        """Word for the state at that date."""
        return str((NeedState if self.need_id else MeasureState)(self.state).label)


class OpenTopic(Sourced):
    """What stayed open when the project closed, and which department has it now."""

    need = models.OneToOneField(
        Need, null=True, blank=True, on_delete=models.PROTECT, related_name="open_topic"
    )
    measure = models.OneToOneField(
        Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="open_topic"
    )
    department = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="open_topics"
    )
    opened_on = models.DateField()
    next_report_due = models.DateField(null=True, blank=True, help_text="null: no date is known")
    cadence_months = models.PositiveSmallIntegerField(null=True, blank=True)
    note = LocalizedTextField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=ONE_SUBJECT, name="topic_has_one_subject")]

    def __str__(self) -> str:
        return str(self.need or self.measure)
