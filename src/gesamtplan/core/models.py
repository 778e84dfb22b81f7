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


class SearchDocument(models.Model):
    """One row of a room as the search finds it. The database keeps its full-text index in step (migration 0002)."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    facets = models.JSONField(default=dict, help_text="{name: [codes]}, names in order")
    page = models.CharField(max_length=80, help_text="name of the page, not its address")
    args = models.JSONField(default=list, help_text="arguments of the page's address")
    digest = models.CharField(max_length=64)
    title = LocalizedTextField()
    body = LocalizedTextField()
    title_terms = models.TextField(help_text="words of the title in all languages, as they are compared")
    body_terms = models.TextField(help_text="words of the body in all languages, as they are compared")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_document_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class SearchWord(models.Model):
    """A word that occurs in some document: what a slip of the pen may have meant."""

    language = models.CharField(max_length=10)
    word = models.CharField(
        max_length=60, help_text="without case, accents and ways of writing; with its ending"
    )
    backwards = models.CharField(max_length=60, help_text="from its end, to find words that end alike")
    shown = models.CharField(max_length=60, help_text="as some text writes it")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "language"], name="search_word_once")]
        indexes = [models.Index(fields=["backwards"], name="search_word_backwards")]

    def __str__(self) -> str:
        return self.shown
