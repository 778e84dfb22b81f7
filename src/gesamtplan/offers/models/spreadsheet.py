"""Spreadsheets with offers: what was uploaded, what it changed, which column meant what."""

from django.db import models

from gesamtplan.accounts.models import User
from gesamtplan.offers.states import RowChange, SheetState


class SheetImport(models.Model):
    """A spreadsheet that somebody uploaded (Tabellenimport): looked at, taken over, undone as a whole.

    The file itself is kept beside the database until it is taken over, thrown away or a week old.
    """

    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file")
    shape = models.CharField(
        max_length=64, help_text="fingerprint of its headings; empty: not chosen yet", blank=True
    )
    mapping = models.JSONField(default=dict, help_text="sheet, row of the headings, column -> what it means")
    is_sure = models.BooleanField(default=False, help_text="our own file, or somebody assigned its columns")
    by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="null: the command line"
    )
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=SheetState, default=SheetState.UPLOADED)
    without_refused = models.BooleanField(
        default=False, help_text="the rest is taken over without refused rows"
    )
    seen = models.CharField(
        max_length=64, blank=True, help_text="fingerprint of the preview that was confirmed"
    )
    seen_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict, help_text="rows by outcome")
    asked_at = models.DateTimeField(null=True, help_text="when work in the background was asked for")
    done = models.PositiveIntegerField(default=0, help_text="percent of the work in the background")
    message = models.TextField(blank=True, help_text="why the work failed")
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    left_out = models.JSONField(default=list, help_text="codes of offers that an undo left as they are")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=SheetState.values), name="sheet_import_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"


class SheetChange(models.Model):
    """What one row changed (Änderung durch Tabelle): columns with their values before and after.

    Names that begin with _ hold what no column shows and an undo needs. The offer is named by its code, because
    an undo may delete it.
    """

    by_import = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="changes")
    row = models.PositiveIntegerField(help_text="as a person sees it in the file")
    code = models.CharField(max_length=20)
    what = models.CharField(max_length=10, choices=RowChange)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["row"]
        constraints = [
            models.UniqueConstraint(fields=["by_import", "code"], name="sheet_change_once_per_offer"),
            models.CheckConstraint(condition=models.Q(what__in=RowChange.values), name="row_change_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.row}: {self.code} {self.what}"

    @property
    def is_new(self) -> bool:
        """There was no such offer before."""
        return self.what == RowChange.CREATED


class ColumnMapping(models.Model):
    """Which column meant what in files of one shape (Spaltenzuordnung); the next such file comes mapped."""

    shape = models.CharField(max_length=64, unique=True)
    mapping = models.JSONField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.shape[:8]} ({self.at:%Y-%m-%d})"
