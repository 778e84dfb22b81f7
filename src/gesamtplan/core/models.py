"""Sources, and the shapes that several rooms share."""

from django.db import models

from gesamtplan.core.fields import LocalizedTextField
from gesamtplan.core.states import DatePrecision


class Source(models.Model):
    """Where a statement comes from; every row on screen opens its sources."""

    code = models.CharField(max_length=20, unique=True)
    title = LocalizedTextField()
    url = models.URLField(max_length=500)
    kind = models.CharField(max_length=40, blank=True)
    date = models.CharField(
        max_length=20, blank=True, help_text="as printed; empty when the source shows none"
    )
    partisan = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Instance(models.Model):
    """The one city this installation serves; remembers which delivery of data it was loaded from."""

    city = LocalizedTextField()
    title = LocalizedTextField()
    imprint = LocalizedTextField()
    purpose = LocalizedTextField(null=True)
    data_digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    loaded_audit_id = models.BigIntegerField(
        default=0, help_text="last audit entry when the data were loaded"
    )

    def __str__(self) -> str:
        return str(self.city)


class Sourced(models.Model):
    """A row that names its sources."""

    sources = models.ManyToManyField(Source, related_name="+", blank=True)

    class Meta:
        abstract = True


class PartiallyDated(models.Model):
    """A row with one date that may be known only to the month or year; null means unknown."""

    date = models.DateField(null=True, blank=True)
    date_precision = models.CharField(max_length=5, choices=DatePrecision, default=DatePrecision.DAY)

    class Meta:
        abstract = True
