"""Translations of texts of record, and the files from which they came."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from gesamtplan.accounts.models import User
from gesamtplan.translations.states import Origin


class Translation(models.Model):
    """One text of one row in one language. Its state follows from the fingerprint of its source and is not stored."""

    kind = models.CharField(max_length=40, help_text="what the row is, e.g. offer; the rooms declare kinds")
    key = models.CharField(max_length=120, help_text="code of the row")
    field = models.CharField(max_length=60)
    language = models.CharField(max_length=20, help_text="BCP 47")
    text = models.TextField()
    source_fingerprint = models.CharField(
        max_length=16, help_text="of the German text from which it was made"
    )
    origin = models.CharField(max_length=10, choices=Origin)
    translated_at = models.DateTimeField()
    translated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            # in the order in which a page asks: its index serves every query of this room
            models.UniqueConstraint(fields=["kind", "language", "key", "field"], name="translation_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="translation_has_a_text"),
            models.CheckConstraint(
                condition=models.Q(origin__in=Origin.values), name="translation_origin_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_at=None, reviewed_by=None)
                | models.Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="translation_review_names_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}/{self.field} [{self.language}]"


class TranslationImport(models.Model):
    """A translator's file that was taken over; it can be undone as a whole."""

    language = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    stored = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} [{self.language}]"


class ReplacedText(models.Model):
    """What stood there before an import; null: nothing did."""

    by_import = models.ForeignKey(TranslationImport, on_delete=models.PROTECT, related_name="replaced")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    field = models.CharField(max_length=60)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by_import", "kind", "key", "field"], name="replaced_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}/{self.field}"
