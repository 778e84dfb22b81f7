"""Definitions, deliveries, values with their revisions, targets."""

from typing import Self

from django.db import models

from gesamtplan.core.fields import LocalizedText, LocalizedTextField
from gesamtplan.core.models import Sourced
from gesamtplan.indicators.states import Direction
from gesamtplan.plan.models import FieldOfAction
from gesamtplan.territory.models import Area


class Indicator(models.Model):
    """A figure with all that is needed to read it: what is counted, of whom, by whom."""

    code = models.CharField(max_length=120, unique=True)
    title = LocalizedTextField()
    breakdown = LocalizedTextField(null=True, blank=True)
    theme = models.CharField(max_length=60)
    definition = models.TextField(help_text="as published, in German")
    unit = models.CharField(max_length=40, blank=True)
    numerator = models.CharField(max_length=300, blank=True)
    denominator = models.CharField(max_length=300, blank=True)
    reference_period = models.CharField(max_length=400, blank=True)
    data_source = models.CharField(max_length=400, blank=True)
    scope = models.CharField(max_length=200, blank=True)
    direction = models.CharField(max_length=5, choices=Direction, blank=True)
    break_years = models.JSONField(default=list, blank=True)
    is_headline = models.BooleanField(default=False, help_text="shown in the status report")
    fields_of_action = models.ManyToManyField(FieldOfAction, related_name="indicators", blank=True)

    class Meta:
        ordering = ["theme", "code"]

    def __str__(self) -> str:
        return f"{self.title}: {self.breakdown}" if self.breakdown else str(self.title)


class Delivery(models.Model):
    """One file of figures as the statistical office sent it; a later one revises, the older stays readable."""

    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    licence = models.CharField(max_length=60)
    as_of = models.DateField()
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["as_of"]

    def __str__(self) -> str:
        return f"{self.title} ({self.as_of})"


class IndicatorValueQuerySet(models.QuerySet["IndicatorValue"]):
    """Values as they stand today or as they stood."""

    def current(self) -> Self:
        """Without the revised ones."""
        return self.filter(is_current=True)


class IndicatorValue(models.Model):
    """One figure of one area in one year. `bases` are the counts behind it, in the order of the delivery."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="values")
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    numerator = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    bases = models.JSONField(default=list)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="values")
    is_current = models.BooleanField(default=True)

    objects = IndicatorValueQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "area", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area", "year"],
                condition=models.Q(is_current=True),
                name="one_current_value",
            ),
        ]
        indexes = [models.Index(fields=["indicator", "year"])]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.area_id} {self.year}: {self.value}"


class IndicatorTarget(Sourced):
    """What the city wants to reach by when; set by a resolution named in words."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    value = models.DecimalField(max_digits=16, decimal_places=4)
    due = models.DateField()
    base_population = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["due"]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value} ({self.due})"


class ReportedFigure(Sourced):
    """A single figure found in a public source, without a series (e.g. arrivals reported by the press)."""

    code = models.SlugField(max_length=120, unique=True)
    group = models.CharField(max_length=60)
    group_name = LocalizedTextField()
    title = LocalizedTextField()
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    unit = models.CharField(max_length=40)
    unit_name = LocalizedTextField()
    precision = models.CharField(max_length=10)
    date = models.DateField(null=True)
    date_precision = models.CharField(max_length=5, blank=True)
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    period_precision = models.CharField(max_length=5, blank=True)
    date_text = LocalizedTextField(null=True)
    is_derived = models.BooleanField(default=False, help_text="computed by us from the parts")
    parts = models.JSONField(
        default=list, help_text="list of {code, name, value}: further numbers of the same statement"
    )
    note = LocalizedTextField(null=True)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="reported_figures")

    class Meta:
        ordering = ["group", "date", "period_from", "code"]

    def __str__(self) -> str:
        return f"{self.title}: {self.value}"

    @property
    def named_parts(self) -> list[tuple[LocalizedText, float]]:
        """(name in the reader's language, number) of each part."""
        return [(LocalizedText(part["name"]), part["value"]) for part in self.parts]
